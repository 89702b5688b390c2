package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the node takes jobs. */
public record ReadyDocument(@JsonProperty(required = true) boolean ready) {}
