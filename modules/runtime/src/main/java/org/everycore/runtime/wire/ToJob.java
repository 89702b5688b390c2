package org.everycore.runtime.wire;

import java.util.List;
import org.everycore.jobs.JobId;
import org.everycore.runtime.schedule.NodeId;

/** What pools tell the coordinator of a job. */
public sealed interface ToJob extends WireMessage {
    record Results(JobId job, NodeId node, int round, List<ChunkOutcome> outcomes, long epoch) implements ToJob {
        public Results {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** The workers that hold these leases are alive. */
    record Renew(JobId job, NodeId node, int round, List<LeaseKey> leases, long epoch) implements ToJob {
        public Renew {
            leases = List.copyOf(leases);
        }
    }

    /** Nothing runs on the node any more: may the chunk that is to be computed alone begin? Repeated until it is answered. */
    record MayBegin(JobId job, NodeId node, int round, LeaseKey lease, long epoch) implements ToJob {}

    /** The node cannot compute the job at all, such as one of a kind that it does not know; leases of it are not held. */
    record Unfit(JobId job, NodeId node, String reason, long epoch) implements ToJob {}

    /** Leases came for a job or a round that the pool was never told of; they are not held. */
    record Unknown(JobId job, NodeId node, int round, List<LeaseRange> ranges, long epoch) implements ToJob {
        public Unknown {
            ranges = List.copyOf(ranges);
        }
    }
}
