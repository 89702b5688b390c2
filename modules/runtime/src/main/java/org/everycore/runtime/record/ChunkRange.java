package org.everycore.runtime.record;

/** Chunks {@code first} (included) to {@code end} (excluded) of a round. */
public record ChunkRange(int round, long first, long end) {}
