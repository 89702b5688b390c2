package org.everycore.cluster.wire;

import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.everycore.cluster.schedule.Capability;
import org.everycore.cluster.schedule.NodeId;

/** What pools tell the supervisor. */
public sealed interface ToSupervisor extends WireMessage {
    /**
     * A pool answers the greeting.
     *
     * @param address of the node in the cluster, for people
     * @param memoryBytes that jobs may use on the node
     */
    record PoolReady(
            NodeId node,
            ActorRef<ToPool> pool,
            Capability capability,
            int workers,
            long memoryBytes,
            String address,
            String version,
            long epoch)
            implements ToSupervisor {
        public PoolReady {
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
     */
    record Want(NodeId node, int idle, int slots, long received, boolean resync, long epoch) implements ToSupervisor {}

    /** A pool takes no more work. */
    record Draining(NodeId node, long epoch) implements ToSupervisor {}
}
