package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** An event of a newer server, as it came. */
public record UnknownEventDocument(String event, @JsonValue JsonNode data) implements EventDocument {
    @Override
    public Instant at() {
        return Instant.EPOCH;
    }
}
