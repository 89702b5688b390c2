package org.everycore.photonics.generator;

import java.util.ServiceLoader;
import org.everycore.jobs.EngineException;

/** Opens samplers and differentiators on accelerators; found by {@link ServiceLoader}. */
public interface DeviceSamplers {
    /**
     * Opens what computes a worker's blocks.
     *
     * @param worker index of the worker among the node's GPU workers, and so of its device
     * @param block samples in a full block
     * @param subBatch samples to give the device at once at most; 0 for what its memory allows
     * @throws EngineException when there is no such device, or too little memory on it for a single sample
     */
    BlockSampler open(int worker, GeneratorModel model, Reading reading, int block, int subBatch);

    /**
     * Opens what differentiates a worker's units.
     *
     * @param most samples that there are at once at most
     */
    BlockDifferentiator differentiator(
            int worker, GeneratorModel model, Readout readout, GradientFold fold, int most, int subBatch);

    /** Those on the class path. */
    static DeviceSamplers load() {
        return ServiceLoader.load(DeviceSamplers.class, DeviceSamplers.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new EngineException("nothing here computes generators on a device"));
    }
}
