package org.everycore.jobs.strategy;

/**
 * What a strategy can count on.
 *
 * @param localWorkers core workers of the widest single node
 * @param clusterWorkers core workers of all nodes together
 * @param devices GPU workers of all nodes together
 * @param memoryBytes memory that jobs may use on a node
 * @param clustered whether this process belongs to a cluster of nodes
 */
public record Resources(int localWorkers, int clusterWorkers, int devices, long memoryBytes, boolean clustered) {
    public Resources {
        if (localWorkers < 0 || clusterWorkers < 0 || devices < 0 || memoryBytes < 0) {
            throw new IllegalArgumentException("a resource is negative");
        }
    }

    /** One node alone, without GPUs. */
    public static Resources local(int workers, long memoryBytes) {
        return new Resources(workers, workers, 0, memoryBytes, false);
    }
}
