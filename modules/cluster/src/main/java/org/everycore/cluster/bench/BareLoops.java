package org.everycore.cluster.bench;

import java.io.IOException;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.run.DirectResult;
import org.everycore.jobs.run.DirectRunner;

/**
 * A job's chunks computed by plain loops: one engine a thread, no actors, the result written nowhere. It is what a worker could
 * reach at most.
 */
final class BareLoops<S, P> {
    private final JobKind<S, P> kind;
    private final JobRequest request;
    private final JobPlan plan;
    private long chunks;

    private BareLoops(JobKind<S, P> kind, JobRequest request) throws IOException {
        this.kind = kind;
        this.request = request;
        this.plan = DirectRunner.of(kind, request).plan();
    }

    static <S, P> BareLoops<S, P> of(JobKind<S, P> kind, JobRequest request) throws IOException {
        return new BareLoops<>(kind, request);
    }

    JobPlan plan() {
        return plan;
    }

    /** Chunks of the last run. */
    long chunksComputed() {
        return chunks;
    }

    /**
     * Runs all chunks in so many loops at once.
     *
     * @return units a second of the time that the loops computed, all together: waiting for one another is not in it
     */
    double unitsPerSecond(int loops) throws IOException {
        try {
            DirectResult done = DirectRunner.of(kind, request).workers(loops).run();
            chunks = done.chunks();
            double busy = done.busySeconds().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
            return plan.units() / busy;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("a bare loop of " + kind.name() + " was interrupted", e);
        }
    }
}
