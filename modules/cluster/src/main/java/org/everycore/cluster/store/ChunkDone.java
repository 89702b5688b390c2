package org.everycore.cluster.store;

import java.util.Objects;
import org.everycore.runtime.record.Payload;

/**
 * The partial result of chunks {@code first} (included) to {@code end} (excluded) of a round; more than one chunk when a node
 * merged them first.
 */
public record ChunkDone(int round, long first, long end, Payload partial) {
    public ChunkDone {
        if (round < 0 || first < 0 || end <= first) {
            throw new IllegalArgumentException("chunks " + first + " to " + end + " of round " + round);
        }
        Objects.requireNonNull(partial, "partial is null");
    }

    public static ChunkDone of(int round, long index, Payload partial) {
        return new ChunkDone(round, index, index + 1, partial);
    }
}
