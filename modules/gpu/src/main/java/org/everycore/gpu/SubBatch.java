package org.everycore.gpu;

import java.util.Locale;
import org.everycore.jobs.EngineException;
import org.everycore.photonics.generator.GeneratorSpec;

/** How many samples a device gets at once: what fits into its memory beside what all share, what was asked for, a block. */
final class SubBatch {
    /** The rest is left to the driver and to what fragments. */
    private static final double USABLE = 0.9;

    private SubBatch() {}

    /**
     * @param block samples in a full block: more are never there at once
     * @param asked samples at most; 0 for no such limit
     * @throws EngineException when not even one sample fits
     */
    static int of(GpuDevice device, GeneratorSpec spec, int block, int asked) {
        double free = device.memoryBytes() * USABLE - device.sharedBytes(spec);
        long perSample = Math.max(1, device.bytesPerSample(spec));
        long fitting = (long) (free / perSample);
        if (fitting < 1) {
            throw new EngineException(String.format(
                    Locale.ROOT,
                    "%s has too little memory for one sample: %.1f MiB are needed, %.1f MiB may be used",
                    device.name(),
                    (device.sharedBytes(spec) + (double) perSample) / (1 << 20),
                    device.memoryBytes() * USABLE / (1 << 20)));
        }
        long wanted = asked > 0 ? asked : block;
        return (int) Math.min(Math.min(fitting, wanted), block);
    }
}
