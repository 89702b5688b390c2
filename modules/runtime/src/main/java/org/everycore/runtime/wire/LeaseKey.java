package org.everycore.runtime.wire;

/** Which lease of which chunk. */
public record LeaseKey(long chunk, int attempt) {}
