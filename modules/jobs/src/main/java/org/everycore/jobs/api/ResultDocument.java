package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A job's result, to be fetched from {@code /jobs/ID/result}.
 *
 * @param fileName a name for its file
 */
public record ResultDocument(
        @JsonProperty(required = true) String sha256, long bytes, String mediaType, String fileName) {}
