package org.everycore.gpu;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.everycore.testing.StandInDriver;

/** The stand-in driver's one device, in this process. */
final class StandIn {
    private StandIn() {}

    /** Empty where it cannot be built. */
    static Optional<StandInDriver> driver() {
        return Holder.DRIVER;
    }

    static GpuDevice device() {
        StandInDriver driver = driver().orElseThrow();
        driver.environment().forEach(StandIn::set);
        return new CudaDevice(new CudaDriver(driver.library().toString()), 0, Ptx.text());
    }

    /** Sets a variable of this process's environment, as C sees it; null takes it away. */
    static void set(String name, String value) {
        NativeLibrary c = NativeLibrary.getInstance("c");
        if (value == null) {
            c.getFunction("unsetenv").invokeInt(new Object[] {name});
        } else {
            c.getFunction("setenv").invokeInt(new Object[] {name, value, 1});
        }
    }

    private static final class Holder {
        static final Optional<StandInDriver> DRIVER = build();

        private static Optional<StandInDriver> build() {
            try {
                return StandInDriver.build(Path.of(""), Path.of("target/standin"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }
}
