package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A node that finishes what it has, and leaves. */
public record DrainDocument(
        @JsonProperty(required = true) String node,
        @JsonProperty(required = true) boolean draining) {}
