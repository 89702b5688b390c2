package org.everycore.runtime.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.everycore.runtime.schedule.NodeId;

/** How long each worker was busy with one job, and how long chunks take. */
final class WorkerTimes {
    private final Map<NodeId, Map<Integer, Long>> busy = new TreeMap<>();
    private double chunkSeconds = Double.NaN;
    private Duration firstChunk;

    void began(Duration now) {
        if (firstChunk == null) {
            firstChunk = now;
        }
    }

    void add(NodeId node, int worker, long nanos) {
        busy.computeIfAbsent(node, n -> new TreeMap<>()).merge(worker, nanos, Long::sum);
        double seconds = nanos / 1e9;
        chunkSeconds = Double.isNaN(chunkSeconds) ? seconds : 0.9 * chunkSeconds + 0.1 * seconds;
    }

    /** A running mean; NaN before the first chunk. */
    double chunkSeconds() {
        return chunkSeconds;
    }

    int workers() {
        return busy.values().stream().mapToInt(Map::size).sum();
    }

    /** Busy share of each worker from the first lease to {@code end}, in the order of nodes and workers. */
    List<Double> shares(Duration end) {
        List<Double> shares = new ArrayList<>();
        double wall = firstChunk == null ? 0 : end.minus(firstChunk).toNanos();
        for (Map<Integer, Long> node : busy.values()) {
            for (long nanos : node.values()) {
                shares.add(wall <= 0 ? 0 : Math.min(1, nanos / wall));
            }
        }
        return shares;
    }
}
