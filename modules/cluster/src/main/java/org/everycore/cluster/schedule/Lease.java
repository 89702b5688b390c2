package org.everycore.cluster.schedule;

import java.time.Duration;
import java.util.List;

/**
 * The right and the duty of a node to compute one chunk until a deadline.
 *
 * @param attempt counts the leases of this chunk from 1, so that an answer to an older lease is known as such
 * @param deadline on the ledger's clock
 * @param avoid workers of this node that failed the chunk before
 */
public record Lease(long chunk, int attempt, NodeId node, Duration deadline, List<Integer> avoid) {
    public Lease {
        avoid = List.copyOf(avoid);
    }
}
