package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.everycore.jobs.report.JobState;

/** The job went into a state that is not an end. */
public record StateDocument(
        @JsonProperty(required = true) Instant at,
        @JsonProperty(required = true) JobState state) implements EventDocument {
    public static final String EVENT = "state";

    @Override
    public String event() {
        return EVENT;
    }
}
