package org.everycore.jobs.machine;

/**
 * How many workers suit which sort of work on a machine, and how large their batches should be: fixed rules for those who
 * want a number before anything was measured.
 *
 * @param physical physical cores
 * @param logical hardware threads, at least as many as cores
 * @param ci whether this is a build server, where two workers must do
 */
public record WorkerRules(int physical, int logical, boolean ci) {
    /** Workers on a build server. */
    public static final int CI_WORKERS = 2;

    private static final int CI_THRESHOLD = 500;
    private static final int SMALL_TOTAL = 100;
    private static final int LEAST_BATCH = 100;
    private static final int MOST_BATCH = 10_000;
    private static final int BATCHES_PER_WORKER = 3;

    public WorkerRules {
        if (physical < 1) {
            throw new IllegalArgumentException("physical is " + physical + ", must be at least 1");
        }
        if (logical < physical) {
            throw new IllegalArgumentException("logical is " + logical + ", must be at least physical = " + physical);
        }
    }

    /** What work spends its time on. */
    public enum Load {
        /** Waiting for files, databases or the network. */
        IO,
        /** Computing. */
        CPU,
        /** Some of both. */
        MIXED
    }

    /** The recommended number of workers for a load. */
    public int workers(Load load) {
        return workers(load, Integer.MAX_VALUE);
    }

    /** The same under a cap; at least 1, whatever the cap. */
    public int workers(Load load, int cap) {
        int wanted = ci
                ? CI_WORKERS
                : switch (load) {
                    case IO -> (int) Math.min(2L * physical, logical);
                    case CPU -> physical;
                    case MIXED -> (int) Math.min(Integer.MAX_VALUE, physical * 3L / 2);
                };
        return Math.max(1, Math.min(wanted, cap));
    }

    /** Things a worker should take at once when so many are shared by so many workers. */
    public static long batchSize(long total, int workers) {
        if (total < SMALL_TOTAL) {
            return total;
        }
        return Math.min(MOST_BATCH, Math.max(LEAST_BATCH, total / ((long) BATCHES_PER_WORKER * Math.max(1, workers))));
    }

    /** Whether so many things are worth several workers; a build server asks for at least {@value #CI_THRESHOLD}. */
    public boolean parallel(long total, long threshold) {
        return total >= (ci ? Math.max(CI_THRESHOLD, threshold) : threshold);
    }
}
