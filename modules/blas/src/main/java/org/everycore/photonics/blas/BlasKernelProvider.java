package org.everycore.photonics.blas;

import org.everycore.photonics.engine.Kernels;

/** Offers {@link BlasKernel}, for specs that ask for the engine {@code nd4j}; loads no native code. */
public final class BlasKernelProvider implements Kernels.Provider {
    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public boolean exact() {
        return false;
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public Kernels create() {
        return new Kernels(new BlasKernel(), Kernels.fastest().passes());
    }
}
