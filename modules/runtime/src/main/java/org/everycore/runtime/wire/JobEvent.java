package org.everycore.runtime.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.report.Progress;

/** Something that happened to a job. Numbers rise within a job; a new supervisor goes on above those of the one before. */
public sealed interface JobEvent {
    long number();

    Instant at();

    /** Whether nothing follows. */
    default boolean last() {
        return false;
    }

    /** The job went into a state that is not an end. */
    record StateChanged(long number, Instant at, JobState state) implements JobEvent {
        public StateChanged {
            Objects.requireNonNull(at, "at is null");
            Objects.requireNonNull(state, "state is null");
        }
    }

    /** How far the job is; sampled. */
    record Progressed(long number, Instant at, Progress progress) implements JobEvent {
        public Progressed {
            Objects.requireNonNull(at, "at is null");
            Objects.requireNonNull(progress, "progress is null");
        }
    }

    /**
     * A line for people: a retry and its cause, a fallback, a node that was lost.
     *
     * @param level info, warn or error
     */
    record Logged(long number, Instant at, String level, String message) implements JobEvent {
        public Logged {
            Objects.requireNonNull(at, "at is null");
            Objects.requireNonNull(level, "level is null");
            Objects.requireNonNull(message, "message is null");
        }
    }

    /** The end, with the job's report. */
    record Ended(long number, Instant at, JobState state, JsonNode report, String error) implements JobEvent {
        public Ended {
            Objects.requireNonNull(at, "at is null");
            Objects.requireNonNull(report, "report is null");
            if (!state.terminal()) {
                throw new IllegalArgumentException("state " + state.label() + " is not an end");
            }
        }

        @Override
        public boolean last() {
            return true;
        }
    }
}
