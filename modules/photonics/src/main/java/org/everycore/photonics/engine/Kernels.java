package org.everycore.photonics.engine;

import java.util.Comparator;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The kernels on the class path. All but the native one give the same bits, so the fastest may be taken without a trace in
 * any result.
 */
public final class Kernels {
    private Kernels() {}

    /** A kernel that may be unable to run here: it looks for what it needs without loading it. */
    public interface Provider {
        String name();

        /** Whether this JVM has what the kernel needs. */
        boolean available();

        /** Whether its bits are those of {@link PlainKernel}. */
        boolean exact();

        /** Higher is faster. */
        int rank();

        BlockKernel create();
    }

    /** The fastest kernel with the bits of {@link PlainKernel}. */
    public static BlockKernel fastest() {
        return Holder.FASTEST;
    }

    /** A kernel by name. */
    public static BlockKernel named(String name) {
        if (name.equals(PlainKernel.INSTANCE.name())) {
            return PlainKernel.INSTANCE;
        }
        for (Provider provider : providers()) {
            if (provider.name().equals(name) && provider.available()) {
                return provider.create();
            }
        }
        throw new IllegalStateException("the engine " + name + " cannot run here: it is not on the class path");
    }

    private static ServiceLoader<Provider> providers() {
        return ServiceLoader.load(Provider.class, Kernels.class.getClassLoader());
    }

    private static final class Holder {
        static final BlockKernel FASTEST = find();

        private static BlockKernel find() {
            try {
                Optional<Provider> best = providers().stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(provider -> provider.exact() && provider.available())
                        .max(Comparator.comparingInt(Provider::rank));
                return best.map(Provider::create).orElse(PlainKernel.INSTANCE);
            } catch (ServiceConfigurationError e) {
                // A kernel that this JVM cannot even load is one that is not there.
                return PlainKernel.INSTANCE;
            }
        }
    }
}
