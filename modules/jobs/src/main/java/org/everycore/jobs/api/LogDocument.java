package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A line for people: a retry and its cause, a fallback, a node that was lost.
 *
 * @param level info, warn or error
 */
public record LogDocument(
        @JsonProperty(required = true) Instant at,
        @JsonProperty(required = true) String level,
        @JsonProperty(required = true) String message)
        implements EventDocument {
    public static final String EVENT = "log";

    @Override
    public String event() {
        return EVENT;
    }
}
