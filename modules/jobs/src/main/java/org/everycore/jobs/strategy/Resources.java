package org.everycore.jobs.strategy;

import java.util.Map;
import org.everycore.jobs.cost.Resource;

/**
 * What a strategy can count on.
 *
 * @param localWorkers core workers of the widest single node
 * @param clusterWorkers core workers of all nodes together
 * @param devices GPU workers of all nodes together
 * @param memoryBytes memory that jobs may use on a node
 * @param clustered whether this process belongs to a cluster of nodes
 * @param speeds amounts a second of one worker, the mean of all, where they were measured
 */
public record Resources(
        int localWorkers,
        int clusterWorkers,
        int devices,
        long memoryBytes,
        boolean clustered,
        Map<Resource, Double> speeds) {
    public Resources {
        speeds = Map.copyOf(speeds);
        if (localWorkers < 0 || clusterWorkers < 0 || devices < 0 || memoryBytes < 0) {
            throw new IllegalArgumentException("a resource is negative");
        }
    }

    public Resources(int localWorkers, int clusterWorkers, int devices, long memoryBytes, boolean clustered) {
        this(localWorkers, clusterWorkers, devices, memoryBytes, clustered, Map.of());
    }

    public Resources withSpeeds(Map<Resource, Double> measured) {
        return new Resources(localWorkers, clusterWorkers, devices, memoryBytes, clustered, measured);
    }

    /** One node alone, without GPUs. */
    public static Resources local(int workers, long memoryBytes) {
        return new Resources(workers, workers, 0, memoryBytes, false);
    }
}
