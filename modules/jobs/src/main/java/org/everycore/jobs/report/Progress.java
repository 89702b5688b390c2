package org.everycore.jobs.report;

import java.time.Duration;
import java.util.Objects;
import org.everycore.jobs.JobId;

/** Where a running job stands; sampled, not exact. */
public record Progress(
        JobId job,
        JobState state,
        int round,
        long unitsDone,
        long units,
        String unit,
        long chunksDone,
        long chunks,
        int retries,
        int workersBusy,
        Duration elapsed) {
    public Progress {
        Objects.requireNonNull(job, "job is null");
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(elapsed, "elapsed is null");
    }
}
