package org.everycore.gpu;

import org.everycore.photonics.generator.BlockSampler;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.Reading;

/**
 * One accelerator of this node. What it computes is of the numeric family {@code cuda}: within 1e-12 of the kernels of the
 * CPU, and the same bits on every device that is of this family, whatever the sub-batches were.
 */
public interface GpuDevice {
    /** What reports and logs call it. */
    String name();

    /** Bytes of its memory that jobs may use. */
    long memoryBytes();

    /** Bytes of device memory that a job takes once, for matrices that all samples share. */
    long sharedBytes(GeneratorSpec spec);

    /** Bytes of device memory that each sample of a sub-batch takes. */
    long bytesPerSample(GeneratorSpec spec);

    /**
     * Opens a sampler that gets at most {@code subBatch} samples a call. It is used by one thread, and owns what it holds on
     * the device until it is closed.
     */
    BlockSampler open(GeneratorModel model, Reading reading, int subBatch);
}
