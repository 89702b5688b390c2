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

    /** Takes one partial after the other. */
    @FunctionalInterface
    interface Merge<P> {
        void accept(Chunk chunk, P partial) throws IOException;
    }

    /** Makes the result of what was taken. */
    @FunctionalInterface
    interface Finish {
        JobResult finish() throws IOException;
    }

    /** A run of one round that holds nothing open: what to do with each partial, and how the result is made at the end. */
    static <P> JobRun<P> once(JobPlan plan, Merge<P> merge, Finish finish) {
        return new JobRun<>() {
            @Override
            public Round firstRound() {
                return Round.only(plan);
            }

            @Override
            public void accept(Chunk chunk, P partial) throws IOException {
                merge.accept(chunk, partial);
            }

            @Override
            public JobResult finish() throws IOException {
                return finish.finish();
            }

            @Override
            public void close() {}
        };
    }
}
