package org.everycore.photonics.engine;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What an engine computes with: a kernel for operators and one for passes. All but the native one give the same bits, so the fastest
 * of those on the class path may be taken without a trace in any result.
 */
public record Kernels(OperatorKernel operators, PassKernel passes) {
    /** Plain Java: what every JVM can run. */
    public static final Kernels PLAIN = new Kernels(PlainKernel.INSTANCE, PlainKernel.INSTANCE);

    public Kernels {
        Objects.requireNonNull(operators, "operators is null");
        Objects.requireNonNull(passes, "passes is null");
    }

    /** Kernels that may be unable to run here: a provider looks for what they need without loading it. */
    public interface Provider {
        String name();

        /** Whether this JVM has what the kernels need. */
        boolean available();

        /** Whether their bits are those of {@link ReferenceKernel}. */
        boolean exact();

        /** Higher is faster. */
        int rank();

        /** Opened by the worker that uses them. */
        Kernels create();
    }

    /** The fastest kernels with the bits of {@link ReferenceKernel}. */
    public static Kernels fastest() {
        return Holder.FASTEST;
    }

    /** Kernels by name. */
    public static Kernels named(String name) {
        if (name.equals(PLAIN.name())) {
            return PLAIN;
        }
        for (Provider provider : providers()) {
            if (provider.name().equals(name) && provider.available()) {
                return provider.create();
            }
        }
        throw new IllegalStateException("the engine " + name + " cannot run here: it is not on the class path");
    }

    /** What reports call them: by the one for operators. */
    public String name() {
        return operators.name();
    }

    /** Waits until both have reached their speed, but not longer than this: for whoever measures them. */
    public void awaitCompiled(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        operators.awaitCompiled(nanos);
        passes.awaitCompiled(end - System.nanoTime());
    }

    private static ServiceLoader<Provider> providers() {
        return ServiceLoader.load(Provider.class, Kernels.class.getClassLoader());
    }

    private static final class Holder {
        static final Kernels FASTEST = find();

        private static Kernels find() {
            try {
                Optional<Provider> best = providers().stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(provider -> provider.exact() && provider.available())
                        .max(Comparator.comparingInt(Provider::rank));
                return best.map(Provider::create).orElse(PLAIN);
            } catch (ServiceConfigurationError e) {
                // A kernel that this JVM cannot even load is one that is not there.
                return PLAIN;
            }
        }
    }
}
