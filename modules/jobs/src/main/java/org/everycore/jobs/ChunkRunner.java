package org.everycore.jobs;

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

    @Override
    default void close() {}
}
