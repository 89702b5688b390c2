package org.everycore.photonics.vector;

import org.everycore.photonics.engine.Kernels;

/** Offers {@link VectorKernel} where the incubating module was added at the start; it loads nothing of it otherwise. */
public final class VectorKernelProvider implements Kernels.Provider {
    @Override
    public String name() {
        return "vector";
    }

    @Override
    public boolean available() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public int rank() {
        return 10;
    }

    @Override
    public Kernels create() {
        Warmup.PRODUCTS.done(); // what every job needs
        VectorKernel kernel = new VectorKernel(false);
        return new Kernels(kernel, kernel);
    }
}
