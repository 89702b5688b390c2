package org.everycore.gpu;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A driver that is none: {@code standin.c} on OpenCL, built where gcc and OpenCL are, so that the calls of CUDA run without a card. */
final class StandIn {
    private static final Path FOLDER = Path.of("target/standin");

    private StandIn() {}

    /** The library; empty where it cannot be built. */
    static Optional<Path> library() {
        return Holder.LIBRARY;
    }

    /** The source that the library compiles in place of PTX. */
    static Path source() {
        return FOLDER.resolve("everycore.cl").toAbsolutePath();
    }

    /** Its one device, in this process. */
    static GpuDevice device() {
        set("STANDIN_SOURCE", source().toString());
        set("POCL_CACHE_DIR", FOLDER.resolve("pocl").toAbsolutePath().toString());
        return new CudaDevice(new CudaDriver(library().orElseThrow().toString()), 0, Ptx.text());
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
        static final Optional<Path> LIBRARY = build();

        private static Optional<Path> build() {
            try {
                Files.createDirectories(FOLDER.resolve("pocl"));
                Files.writeString(source(), PtxTest.source());
                Path library = FOLDER.resolve("libstandin.so").toAbsolutePath();
                Process gcc = new ProcessBuilder(List.of(
                                "gcc",
                                "-O1",
                                "-shared",
                                "-fPIC",
                                "-o",
                                library.toString(),
                                "src/test/c/standin.c",
                                "-lOpenCL",
                                "-lpthread"))
                        .redirectErrorStream(true)
                        .redirectOutput(FOLDER.resolve("gcc.log").toFile())
                        .start();
                return gcc.waitFor(2, TimeUnit.MINUTES) && gcc.exitValue() == 0
                        ? Optional.of(library)
                        : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }
}
