package org.everycore.acceptance.faults;

import org.everycore.jobs.Limits;

/**
 * What the fault kind is to do.
 *
 * @param blocks one a chunk
 * @param millis that a block takes, asleep
 * @param burn whether it takes them computing instead
 * @param words of a block's partial, 8 bytes each
 * @param badChunk the chunk that goes wrong; none when absent
 * @param how throw, kill (the worker's JVM), loop (without a look at cancellation), or refuse (fails with no second attempt)
 * @param times that it goes wrong, in all processes together; always when absent
 */
public record FaultSpec(
        @Limits(min = 0, max = 1_000_000) long blocks,
        Integer millis,
        Boolean burn,
        Integer words,
        Long badChunk,
        String how,
        Integer times) {
    public FaultSpec {
        millis = millis == null ? 0 : millis;
        burn = burn != null && burn;
        words = words == null ? 1 : words;
        badChunk = badChunk == null ? -1L : badChunk;
        how = how == null ? "throw" : how;
        times = times == null ? Integer.MAX_VALUE : times;
    }
}
