package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The promise that a job is kept.
 *
 * @param isNew false when the same job had been handed in before
 */
public record AcceptedDocument(
        @JsonProperty(required = true) String job,
        @JsonProperty(value = "new", required = true) boolean isNew) {}
