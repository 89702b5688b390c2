package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** That the process answers. */
public record AliveDocument(@JsonProperty(required = true) boolean alive) {}
