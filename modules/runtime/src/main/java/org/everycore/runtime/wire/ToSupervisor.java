package org.everycore.runtime.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.runtime.schedule.Capability;
import org.everycore.runtime.schedule.NodeId;

/** What pools and clients tell the supervisor. */
public sealed interface ToSupervisor extends WireMessage {
    /**
     * A pool answers the greeting.
     *
     * @param address of the node in the cluster, for people
     * @param memoryBytes that jobs may use on the node
     * @param families numeric families that its workers compute
     * @param kinds job kinds that the node knows
     * @param strategies that the node knows
     * @param devices names of the devices that its workers drive
     * @param speeds amounts a second that a worker was measured at, by resource; empty where nothing was
     */
    record PoolReady(
            NodeId node,
            ActorRef<ToPool> pool,
            Capability capability,
            int workers,
            long memoryBytes,
            String address,
            List<String> families,
            List<String> kinds,
            List<String> strategies,
            List<String> devices,
            JsonNode speeds,
            String version,
            long epoch)
            implements ToSupervisor {
        public PoolReady {
            families = List.copyOf(families);
            kinds = List.copyOf(kinds);
            strategies = List.copyOf(strategies);
            devices = List.copyOf(devices);
            Objects.requireNonNull(speeds, "speeds is null");
            Objects.requireNonNull(node, "node is null");
            Objects.requireNonNull(pool, "pool is null");
            if (workers < 1 || memoryBytes < 0) {
                throw new IllegalArgumentException("workers " + workers + ", memoryBytes " + memoryBytes);
            }
        }
    }

    /**
     * What a pool can take now: {@code slots} leases, {@code idle} of them for workers with nothing to do, having received
     * {@code received} leases since it was greeted; {@code resync} when nothing came for long.
     *
     * @param done chunks that its workers finished since it began
     */
    record Want(NodeId node, int idle, int slots, long received, long done, boolean resync, long epoch)
            implements ToSupervisor {}

    /** A pool takes no more work. */
    record Draining(NodeId node, long epoch) implements ToSupervisor {}

    /** Take a job; answered by {@link ToClient.Answered}. */
    record SubmitJob(JobRequest request, String by, ActorRef<ToClient> replyTo) implements ToSupervisor {}

    /** Answered by {@link ToClient.CancelSeen}. */
    record CancelJob(JobId job, ActorRef<ToClient> replyTo) implements ToSupervisor {}

    /** Tell of a job: the events after the one of number {@code after}, as they come, or {@link ToClient.NotHere}. */
    record WatchJob(JobId job, long after, ActorRef<ToClient> watcher) implements ToSupervisor {}

    record UnwatchJob(JobId job, ActorRef<ToClient> watcher) implements ToSupervisor {}

    /** Answered by {@link ToClient.ProgressIs}. */
    record AskProgress(JobId job, ActorRef<ToClient> replyTo) implements ToSupervisor {}

    /** Answered by {@link ToClient.Office}. */
    record AskOffice(ActorRef<ToClient> replyTo) implements ToSupervisor {}

    /** What workers did after a time in milliseconds since 1970; answered by {@link ToClient.Lanes}. */
    record AskLanes(long after, ActorRef<ToClient> replyTo) implements ToSupervisor {}

    /** Answered by {@link ToClient.ChunkMap}, or {@link ToClient.NotHere} for a job that does not run. */
    record AskChunks(JobId job, ActorRef<ToClient> replyTo) implements ToSupervisor {}

    /** Answered by {@link ToClient.DrainSeen}. */
    record DrainNode(String node, ActorRef<ToClient> replyTo) implements ToSupervisor {}
}
