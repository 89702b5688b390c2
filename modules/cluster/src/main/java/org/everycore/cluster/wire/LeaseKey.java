package org.everycore.cluster.wire;

/** Which lease of which chunk. */
public record LeaseKey(long chunk, int attempt) {}
