package org.everycore.jobs;

import java.io.IOException;
import java.util.Optional;
import org.everycore.jobs.result.JobResult;

/**
 * The merging side of one job. Partials come in the order of their chunks, each exactly once, whatever order they were
 * computed in; calls come from one thread at a time, which may block.
 */
public interface JobRun<P> extends AutoCloseable {
    /** The round to begin with. */
    Round firstRound();

    void accept(Chunk chunk, P partial) throws IOException;

    /** Called when every chunk of a round was accepted: the next round, or empty when the job is done. */
    default Optional<Round> endRound() throws IOException {
        return Optional.empty();
    }

    /** The state after the last finished round, to go on from after a crash; empty when there is nothing to keep. */
    default byte[] checkpoint() throws IOException {
        return new byte[0];
    }

    /** Goes back to a checkpoint and gives the round that follows it; replaces {@link #firstRound()}. */
    default Round resume(byte[] checkpoint) throws IOException {
        return firstRound();
    }

    /** Makes the result final: called once, after the last round. */
    JobResult finish() throws IOException;

    /** Releases everything; without a {@link #finish()} before, nothing half-written is left. */
    @Override
    void close() throws IOException;
}
