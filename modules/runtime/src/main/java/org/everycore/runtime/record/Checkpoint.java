package org.everycore.runtime.record;

import java.util.Objects;

/**
 * The state of an iterative job after a finished round.
 *
 * @param round the round that follows: chunks of earlier rounds are no longer needed
 */
public record Checkpoint(int round, Payload state) {
    public Checkpoint {
        if (round < 0) {
            throw new IllegalArgumentException("round " + round);
        }
        Objects.requireNonNull(state, "state is null");
    }
}
