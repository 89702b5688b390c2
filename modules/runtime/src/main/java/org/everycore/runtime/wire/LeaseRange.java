package org.everycore.runtime.wire;

import java.util.List;

/**
 * Leases of chunks {@code first} (included) to {@code end} (excluded), all at the same attempt.
 *
 * @param avoid workers of the node that should not take them, if there are others
 */
public record LeaseRange(long first, long end, int attempt, List<Integer> avoid) {
    public LeaseRange {
        if (first < 0 || end <= first || attempt < 1) {
            throw new IllegalArgumentException("leases " + first + " to " + end + ", attempt " + attempt);
        }
        avoid = List.copyOf(avoid);
    }
}
