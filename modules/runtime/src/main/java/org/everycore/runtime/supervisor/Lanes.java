package org.everycore.runtime.supervisor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.everycore.runtime.job.JobWatch;
import org.everycore.runtime.schedule.NodeId;
import org.everycore.runtime.wire.ToClient;

/**
 * What each core worker did in the last minutes, for people to look at: blocks of time, each of one job's chunks, and gaps
 * where it was idle. A worker tells how long a chunk took and not when it began, so a block ends when its word came, or where
 * the one after it begins. Neighbouring chunks of a job are one block, so that a worker which does thousands a second has as
 * few as one that does ten. Above {@link #MOST_WORKERS} workers a lane is a whole node, and its blocks are seconds with the
 * share of the node's workers that were busy.
 */
final class Lanes implements JobWatch {
    static final int MOST_WORKERS = 256;
    static final long KEPT_MILLIS = 120_000;

    private static final long JOINED_MILLIS = 100;
    private static final long LONGEST_MILLIS = 2_000;
    private static final long SLICE_MILLIS = 1_000;
    /** About a third of what one message between nodes may hold. */
    private static final int MOST_BLOCKS = 4_000;

    private final LongSupplier clock;
    private final Map<NodeId, Map<Integer, Deque<Stretch>>> workers = new TreeMap<>();

    /** @param clock milliseconds since 1970 */
    Lanes(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void chunk(Attempt attempt) {
        long to = clock.getAsLong();
        long took = Math.max(0, Math.round(attempt.busyNanos() / 1e6));
        Deque<Stretch> lane = workers.computeIfAbsent(attempt.node(), node -> new TreeMap<>())
                .computeIfAbsent(attempt.worker(), worker -> new ArrayDeque<>());
        Stretch last = lane.peekLast();
        if (last != null && last.takes(attempt, to)) {
            last.to = to;
            last.busyNanos += attempt.busyNanos();
            last.first = Math.min(last.first, attempt.chunk());
            last.last = Math.max(last.last, attempt.chunk());
            last.chunks++;
            return;
        }
        long from = last == null ? to - took : Math.max(last.to, to - took);
        lane.add(new Stretch(attempt, from, to));
        while (lane.peekFirst().to < to - KEPT_MILLIS) {
            lane.removeFirst();
        }
    }

    /** A node is gone, and its lanes with it. */
    synchronized void forget(NodeId node) {
        workers.remove(node);
    }

    /**
     * The blocks that ended after a time, of all workers that are known.
     *
     * @param after milliseconds since 1970
     * @param known core workers of each pool that is there, so that a worker which did nothing has a lane too
     */
    synchronized ToClient.Lanes since(long after, Map<NodeId, Integer> known) {
        long now = clock.getAsLong();
        int all = known.values().stream().mapToInt(Integer::intValue).sum();
        List<ToClient.Lane> lanes = new ArrayList<>();
        known.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(NodeId::value)))
                .forEach(pool -> {
                    Map<Integer, Deque<Stretch>> here = workers.getOrDefault(pool.getKey(), Map.of());
                    if (all > MOST_WORKERS) {
                        lanes.add(whole(pool.getKey(), pool.getValue(), here, Math.max(after, now - KEPT_MILLIS), now));
                    } else {
                        for (int worker = 0; worker < pool.getValue(); worker++) {
                            lanes.add(new ToClient.Lane(
                                    pool.getKey().value(),
                                    worker,
                                    blocks(here.getOrDefault(worker, new ArrayDeque<>()), after)));
                        }
                    }
                });
        return new ToClient.Lanes(now, all, bounded(lanes));
    }

    private static List<ToClient.LaneBlock> blocks(Deque<Stretch> lane, long after) {
        return lane.stream()
                .filter(stretch -> stretch.to > after)
                .map(Stretch::block)
                .toList();
    }

    /** A node's workers together, second after second; the job is the one that had most of it. */
    private static ToClient.Lane whole(
            NodeId node, int count, Map<Integer, Deque<Stretch>> here, long after, long now) {
        List<ToClient.LaneBlock> slices = new ArrayList<>();
        for (long from = after / SLICE_MILLIS * SLICE_MILLIS; from + SLICE_MILLIS <= now; from += SLICE_MILLIS) {
            long to = from + SLICE_MILLIS;
            double busy = 0;
            long chunks = 0;
            Stretch most = null;
            for (Deque<Stretch> lane : here.values()) {
                for (Stretch stretch : lane) {
                    long part = Math.min(to, stretch.to) - Math.max(from, stretch.from);
                    if (part > 0) {
                        busy += part * stretch.share();
                        chunks += stretch.to <= to && stretch.to > from ? stretch.chunks : 0;
                        most = most == null || stretch.busyNanos > most.busyNanos ? stretch : most;
                    }
                }
            }
            if (most != null) {
                double share = Math.min(1, busy / SLICE_MILLIS / count);
                slices.add(new ToClient.LaneBlock(most.attempt.job(), 0, 0, chunks, from, to, share, true));
            }
        }
        return new ToClient.Lane(node.value(), -1, slices);
    }

    /** The newest blocks, where there are more than a message may hold. */
    private static List<ToClient.Lane> bounded(List<ToClient.Lane> lanes) {
        int blocks = lanes.stream().mapToInt(lane -> lane.blocks().size()).sum();
        if (blocks <= MOST_BLOCKS) {
            return lanes;
        }
        int each = Math.max(1, MOST_BLOCKS / lanes.size());
        return lanes.stream()
                .map(lane -> lane.blocks().size() <= each
                        ? lane
                        : new ToClient.Lane(
                                lane.node(),
                                lane.worker(),
                                lane.blocks()
                                        .subList(
                                                lane.blocks().size() - each,
                                                lane.blocks().size())))
                .toList();
    }

    /** Some chunks of a job on one worker, one after the other. */
    private static final class Stretch {
        private final Attempt attempt;
        private final long from;
        private long first;
        private long last;
        private long chunks = 1;
        private long to;
        private long busyNanos;

        Stretch(Attempt attempt, long from, long to) {
            this.attempt = attempt;
            this.first = attempt.chunk();
            this.last = attempt.chunk();
            this.from = from;
            this.to = to;
            this.busyNanos = attempt.busyNanos();
        }

        boolean takes(Attempt next, long now) {
            return attempt.good()
                    && next.good()
                    && attempt.job().equals(next.job())
                    && now - Math.round(next.busyNanos() / 1e6) - to < JOINED_MILLIS
                    && now - from < LONGEST_MILLIS;
        }

        double share() {
            long wall = to - from;
            return wall <= 0 ? 1 : Math.min(1, busyNanos / 1e6 / wall);
        }

        ToClient.LaneBlock block() {
            return new ToClient.LaneBlock(attempt.job(), first, last, chunks, from, to, share(), attempt.good());
        }
    }
}
