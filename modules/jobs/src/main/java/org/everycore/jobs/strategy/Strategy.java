package org.everycore.jobs.strategy;

import java.util.Optional;
import org.everycore.jobs.Kernel;

/**
 * A way to run a job: which kernel computes, on whose workers, and what takes its place when it cannot run.
 * Implementations are immutable and found through {@link StrategyProvider}.
 */
public interface Strategy {
    /** The name in job files, such as {@code cpu_batch}. */
    String id();

    /** One sentence for people. */
    String summary();

    Kernel kernel();

    /** Whose workers compute. */
    Reach reach();

    /** At most so many workers, out of those within reach; the request may lower it further. */
    int maxWorkers(Resources resources);

    /** The reason why this strategy cannot run with these resources, or empty when it can. */
    Optional<String> obstacle(Resources resources);

    /** The strategy to fall back to. */
    Optional<String> fallback();
}
