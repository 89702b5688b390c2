package org.everycore.runtime.wire;

import java.util.Objects;
import org.everycore.runtime.schedule.Failure;

/** How the lease of a chunk ended on its node. */
public sealed interface ChunkOutcome {
    long chunk();

    int attempt();

    /** Computed, in {@code busyNanos} of the worker's time. */
    record Done(long chunk, int attempt, int worker, long busyNanos, Partial partial) implements ChunkOutcome {
        public Done {
            Objects.requireNonNull(partial, "partial is null");
        }
    }

    /** Tried and failed. */
    record Failed(long chunk, int attempt, int worker, long busyNanos, Failure failure) implements ChunkOutcome {
        public Failed {
            Objects.requireNonNull(failure, "failure is null");
        }
    }

    /** Given back: not begun, or stopped because someone asked. */
    record Returned(long chunk, int attempt) implements ChunkOutcome {}
}
