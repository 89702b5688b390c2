package org.everycore.runtime.wire;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.Progress;

/** What the supervisor answers those who ask on behalf of people: gateways, and clients in the cluster. */
public sealed interface ToClient extends WireMessage {
    record Answered(SubmitReply reply) implements ToClient {
        public Answered {
            Objects.requireNonNull(reply, "reply is null");
        }
    }

    /** Whether the job is one that has not ended. */
    record CancelSeen(JobId job, boolean known) implements ToClient {}

    /** @param waitsFor what the job lacks to go on, if anything */
    record ProgressIs(JobId job, Optional<Progress> progress, Optional<String> waitsFor) implements ToClient {}

    record Happened(JobId job, JobEvent event) implements ToClient {}

    /** The job has ended, or there is none of this id. */
    record NotHere(JobId job) implements ToClient {}

    record DrainSeen(String node, boolean known) implements ToClient {}

    /**
     * What the workers did lately.
     *
     * @param at milliseconds since 1970, by the supervisor's clock, as all times here
     * @param workers core workers in all; a lane is a worker, or, of too many workers, a node (its worker is then -1)
     */
    record Lanes(long at, int workers, List<Lane> lanes) implements ToClient {
        public Lanes {
            lanes = List.copyOf(lanes);
        }
    }

    record Lane(String node, int worker, List<LaneBlock> blocks) {
        public Lane {
            blocks = List.copyOf(blocks);
        }
    }

    /** Chunks of a job, from time to time; {@code share} of it the worker was busy, {@code good} unless the chunk failed. */
    record LaneBlock(
            JobId job, long firstChunk, long lastChunk, long chunks, long from, long to, double share, boolean good) {}

    /** How far the chunks of a job's round are, cell by cell in their order. */
    record ChunkMap(JobId job, int round, long chunks, List<ChunkCell> cells) implements ToClient {
        public ChunkMap {
            cells = List.copyOf(cells);
        }
    }

    /**
     * Neighbouring chunks.
     *
     * @param attempts the most that one of them needed so far, 0 when none was tried twice
     * @param node one that computes some of them or, where all are done, did; empty when nobody knows
     */
    record ChunkCell(long first, long end, int done, int running, int attempts, String node) {}

    /**
     * The supervisor and the pools as it knows them.
     *
     * @param wanted core workers that the jobs at hand could keep busy now
     */
    record Office(String node, long epoch, int queued, int running, long wanted, List<PoolState> pools)
            implements ToClient {
        public Office {
            pools = List.copyOf(pools);
        }
    }

    /** One pool: {@code address} names its node; see {@link ToSupervisor.PoolReady} and {@link ToSupervisor.Want}. */
    record PoolState(
            String node,
            String address,
            String capability,
            int workers,
            int busy,
            long chunksDone,
            List<String> families,
            List<String> kinds,
            List<String> strategies,
            List<String> devices,
            boolean draining) {
        public PoolState {
            families = List.copyOf(families);
            kinds = List.copyOf(kinds);
            strategies = List.copyOf(strategies);
            devices = List.copyOf(devices);
        }
    }
}
