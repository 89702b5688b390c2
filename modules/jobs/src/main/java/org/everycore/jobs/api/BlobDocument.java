package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A blob that is kept.
 *
 * @param isNew false when it was there before
 */
public record BlobDocument(
        @JsonProperty(required = true) String sha256,
        @JsonProperty(required = true) long bytes,
        @JsonProperty(value = "new", required = true) boolean isNew) {}
