package org.everycore.runtime.wire;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.everycore.jobs.ChunkPlan;
import org.everycore.jobs.JobId;

/** What a pool of workers is told. Every message carries the epoch of the supervisor behind it; older ones are ignored. */
public sealed interface ToPool extends WireMessage {
    long epoch();

    /** A supervisor takes office: what the pool holds for earlier ones is void. */
    record Greet(ActorRef<ToSupervisor> supervisor, long epoch) implements ToPool {}

    /** A job begins on this node. */
    record OpenJob(JobDescription job, ActorRef<ToJob> coordinator, Duration leaseTimeout, long epoch)
            implements ToPool {}

    /** A round begins: its cut, and the state that workers need. */
    record OpenRound(JobId job, int round, ChunkPlan chunks, Partial state, long epoch) implements ToPool {}

    /** @param alone that nothing else may run on the node with the one chunk of this message, and that the pool asks to begin it */
    record Leases(JobId job, int round, List<LeaseRange> ranges, boolean alone, long epoch) implements ToPool {
        public Leases {
            ranges = List.copyOf(ranges);
        }
    }

    /** The answer to {@link ToJob.MayBegin}: compute the chunk, or forget it, since the lease is not current. */
    record Begin(JobId job, int round, LeaseKey lease, boolean go, long epoch) implements ToPool {}

    /** The job has ended or moved on: its chunks stop, its engines close. */
    record CloseJob(JobId job, long epoch) implements ToPool {}

    /** Take no more work, finish or give back what is there, and stop. */
    record Drain(long epoch) implements ToPool {}
}
