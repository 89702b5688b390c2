package org.everycore.runtime.schedule;

import java.time.Duration;
import java.util.List;

/**
 * The right and the duty of a node to compute one chunk until a deadline.
 *
 * @param attempt counts the leases of this chunk from 1, so that an answer to an older lease is known as such
 * @param deadline on the ledger's clock
 * @param avoid workers of this node that failed the chunk before
 * @param alone whether the node must compute nothing else meanwhile, because the chunk may be one that kills its node
 * @param begun whether the node has asked to begin it and nothing else runs there: from then on its death is this chunk's doing
 */
public record Lease(
        long chunk, int attempt, NodeId node, Duration deadline, List<Integer> avoid, boolean alone, boolean begun) {
    public Lease {
        avoid = List.copyOf(avoid);
        if (begun && !alone) {
            throw new IllegalArgumentException("only a lease that says alone has a beginning that is known");
        }
    }

    Lease until(Duration newDeadline) {
        return new Lease(chunk, attempt, node, newDeadline, avoid, alone, begun);
    }

    Lease withBegun() {
        return new Lease(chunk, attempt, node, deadline, avoid, alone, true);
    }
}
