package org.everycore.runtime.schedule;

import java.util.Locale;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.strategy.Reach;
import org.everycore.jobs.strategy.Strategy;

/** What a pool's workers can run. */
public enum Capability {
    CPU,
    GPU_BATCH;

    public static Capability of(Strategy strategy) {
        return strategy.reach() == Reach.DEVICES || strategy.kernel() == Kernel.CUDA ? GPU_BATCH : CPU;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
