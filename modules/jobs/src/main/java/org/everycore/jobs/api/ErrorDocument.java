package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a request was refused. */
public record ErrorDocument(@JsonProperty(required = true) Problem error) {
    /**
     * @param code a word for programs
     * @param message a line for people
     * @param field what it is about; null when that is nothing by itself
     */
    public record Problem(
            @JsonProperty(required = true) String code,
            @JsonProperty(required = true) String message,

            @JsonProperty(required = true) @JsonInclude(JsonInclude.Include.ALWAYS)
            String field) {}
}
