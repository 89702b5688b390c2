package org.everycore.jobs;

import java.util.ArrayList;
import java.util.List;

/** What a worker owns for one job: it computes chunks, one at a time, always on the same thread. */
public interface ChunkRunner<P> extends AutoCloseable {
    /** Called before the first chunk of each round on this worker. */
    default void startRound(Round round) throws Exception {}

    /**
     * Computes a chunk.
     *
     * @throws java.util.concurrent.CancellationException when {@link ChunkContext#checkCancelled()} says so
     */
    P run(Chunk chunk, ChunkContext context) throws Exception;

    /** Chunks in a row that {@link #runAll} should be given, if there are so many; more gain little. */
    default int atOnce() {
        return 1;
    }

    /**
     * Computes chunks that follow each other, in one go where that is faster: the same partials as one by one, in order. How many
     * come at once depends on who is free, so no bit may depend on it.
     */
    default List<P> runAll(List<Chunk> chunks, ChunkContext context) throws Exception {
        List<P> partials = new ArrayList<>(chunks.size());
        for (Chunk chunk : chunks) {
            partials.add(run(chunk, context));
        }
        return partials;
    }

    @Override
    default void close() {}
}
