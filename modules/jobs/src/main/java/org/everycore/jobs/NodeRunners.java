package org.everycore.jobs;

import java.io.IOException;

/**
 * What the workers of one node share for one job: compiled operators, tables, connections; each worker opens its runner on it.
 * What is shared must not change, or be safe for several threads.
 */
@FunctionalInterface
public interface NodeRunners<P> extends AutoCloseable {
    /** Opens what one worker owns. Called on the worker's own thread; several workers may open at a time. */
    ChunkRunner<P> open(WorkerContext context) throws IOException;

    /** Called once, after the last runner was closed. */
    @Override
    default void close() throws IOException {}
}
