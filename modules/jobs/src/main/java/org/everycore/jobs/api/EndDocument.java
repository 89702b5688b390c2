package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.everycore.jobs.report.JobState;

/** The job's end, after which nothing follows. */
public record EndDocument(
        @JsonProperty(required = true) Instant at,
        @JsonProperty(required = true) JobState state,
        @JsonInclude(JsonInclude.Include.ALWAYS) String error,
        JsonNode report)
        implements EventDocument {
    public static final String EVENT = "end";

    @Override
    public String event() {
        return EVENT;
    }
}
