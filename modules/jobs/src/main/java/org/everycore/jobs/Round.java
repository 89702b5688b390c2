package org.everycore.jobs;

import java.util.Objects;

/**
 * One pass over a job's blocks. Most kinds have one; an iterative kind has many, each with a state that all workers get
 * before the round's first chunk.
 *
 * @param number from 0
 * @param chunks the cut of this round's blocks
 * @param state what the workers need beside the spec, encoded by the kind; empty for one-round kinds. Owned by the round: do
 *     not change it
 */
public record Round(int number, ChunkPlan chunks, byte[] state) {
    private static final byte[] NO_STATE = new byte[0];

    public Round {
        if (number < 0) {
            throw new IllegalArgumentException("round " + number);
        }
        Objects.requireNonNull(chunks, "chunks is null");
        Objects.requireNonNull(state, "state is null");
    }

    /** The single round of a job that is not iterative. */
    public static Round only(JobPlan plan) {
        return new Round(0, plan.chunks(), NO_STATE);
    }
}
