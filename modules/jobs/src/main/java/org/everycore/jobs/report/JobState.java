package org.everycore.jobs.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The life of a job: queued, running, and one of three ends. */
public enum JobState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    public boolean terminal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /** Whether a job may go from this state to the next; the only place that says so. */
    public boolean mayBecome(JobState next) {
        return switch (this) {
            case QUEUED -> next == RUNNING || next == FAILED || next == CANCELLED;
            case RUNNING -> next == QUEUED || next.terminal();
            case SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
