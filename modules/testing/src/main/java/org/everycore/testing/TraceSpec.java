package org.everycore.testing;

import org.everycore.jobs.Limits;

/** What the trace kind is to do; everything but {@code blocks} may be left out. */
public record TraceSpec(
        @Limits(min = 0, max = 10_000_000) long blocks,
        Integer blocksPerChunk,
        Integer rounds,
        Integer spinMicros,
        Long failingChunk,
        Integer failures,
        String failure,
        Long memoryPerWorker,
        Boolean wideState) {
    public TraceSpec {
        blocksPerChunk = blocksPerChunk == null ? 1 : blocksPerChunk;
        rounds = rounds == null ? 1 : rounds;
        spinMicros = spinMicros == null ? 0 : spinMicros;
        failingChunk = failingChunk == null ? -1L : failingChunk;
        failures = failures == null ? 0 : failures;
        failure = failure == null ? "throw" : failure;
        memoryPerWorker = memoryPerWorker == null ? 0L : memoryPerWorker;
        wideState = wideState != null && wideState;
    }
}
