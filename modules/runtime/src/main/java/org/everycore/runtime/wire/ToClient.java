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

    /** The supervisor and the pools as it knows them. */
    record Office(String node, long epoch, int queued, int running, List<PoolState> pools) implements ToClient {
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
