package org.everycore.runtime.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of a round between their arrival in any order and their merging in index order.
 *
 * <p>Chunks at or above {@link #limit()} must not be leased, so at most {@code size} results wait at any time: that bounds the
 * memory, and since the lowest unmerged chunk is always below the limit, the round never stands still.
 */
public final class MergeWindow<T> {
    private final int size;
    private final Map<Long, T> waiting = new HashMap<>();
    private long taken;
    private long merged;

    public MergeWindow(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("size is " + size);
        }
        this.size = size;
    }

    /** A result whose turn to be merged has come. */
    public record Ready<T>(long chunk, T result) {}

    /** The first chunk that may not be leased yet. */
    public long limit() {
        return merged + size;
    }

    /** Adds the one result of a chunk. */
    public void put(long chunk, T result) {
        if (chunk < taken) {
            throw new IllegalStateException("chunk " + chunk + " was taken already; next is " + taken);
        }
        if (waiting.putIfAbsent(chunk, result) != null) {
            throw new IllegalStateException("chunk " + chunk + " has a result already");
        }
    }

    /** Takes the next results in index order, as far as there are no gaps and at most {@code max}. */
    public List<Ready<T>> take(int max) {
        List<Ready<T>> ready = new ArrayList<>();
        while (ready.size() < max) {
            T result = waiting.remove(taken);
            if (result == null) {
                break;
            }
            ready.add(new Ready<>(taken, result));
            taken++;
        }
        return ready;
    }

    /** Says that every chunk below {@code end} is merged and its memory free. */
    public void mergedBelow(long end) {
        if (end < merged || end > taken) {
            throw new IllegalArgumentException(
                    "merged below " + end + ", but it is " + merged + " of " + taken + " taken");
        }
        merged = end;
    }

    public long merged() {
        return merged;
    }

    /** Results that wait for their turn or for the merger. */
    public long held() {
        return waiting.size() + (taken - merged);
    }
}
