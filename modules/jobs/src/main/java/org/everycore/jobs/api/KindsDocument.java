package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The kinds of job that a server knows. */
public record KindsDocument(@JsonProperty(required = true) List<KindDocument> kinds) {
    public KindsDocument {
        kinds = List.copyOf(kinds);
    }
}
