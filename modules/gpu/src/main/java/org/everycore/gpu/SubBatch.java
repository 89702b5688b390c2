package org.everycore.gpu;

import java.util.Locale;
import org.everycore.jobs.EngineException;

/** How many samples a device gets at once: what fits into its memory beside what all share, what was asked for, what there is. */
final class SubBatch {
    /** The rest is left to the driver and to what fragments. */
    private static final double USABLE = 0.9;
    /** Kernels count numbers of a buffer by 32 bits. */
    private static final long MOST_NUMBERS = 1L << 30;

    private SubBatch() {}

    /**
     * @param sharedBytes what all samples share
     * @param bytesPerSample what each takes
     * @param block samples that there are at once at most
     * @param asked samples at most; 0 for no such limit
     * @param unit samples that stay together
     * @throws EngineException when not even one unit fits
     */
    static int of(GpuDevice device, long sharedBytes, long bytesPerSample, int block, int asked, int unit) {
        double free = device.memoryBytes() * USABLE - sharedBytes;
        long perSample = Math.max(Double.BYTES, bytesPerSample);
        long fitting = (long) (free / perSample) / unit * unit;
        if (fitting < unit) {
            throw new EngineException(String.format(
                    Locale.ROOT,
                    "%s has too little memory for %s: %.1f MiB are needed, %.1f MiB may be used",
                    device.name(),
                    unit == 1 ? "one sample" : "the " + unit + " samples of a unit",
                    (sharedBytes + (double) unit * perSample) / (1 << 20),
                    device.memoryBytes() * USABLE / (1 << 20)));
        }
        long wanted = Math.max(unit, (asked > 0 ? Math.min(asked, block) : block) / unit * unit);
        long indexed = Math.max(unit, MOST_NUMBERS / (perSample / Double.BYTES) / unit * unit);
        return (int) Math.min(Math.min(fitting, indexed), wanted);
    }
}
