package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.report.Progress;

/**
 * How far a job is: part of a job, or an event.
 *
 * @param at when it was seen; null as a part of a job
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgressDocument(
        Instant at,
        @JsonProperty(required = true) JobState state,
        int round,
        long unitsDone,
        long units,
        String unit,
        long chunksDone,
        long chunks,
        int retries,
        int workersBusy,
        double elapsedSeconds)
        implements EventDocument {
    public static final String EVENT = "progress";
    private static final double NANOS = 1e9;

    /** @param at null as a part of a job */
    public static ProgressDocument of(Progress progress, Instant at) {
        return new ProgressDocument(
                at,
                progress.state(),
                progress.round(),
                progress.unitsDone(),
                progress.units(),
                progress.unit(),
                progress.chunksDone(),
                progress.chunks(),
                progress.retries(),
                progress.workersBusy(),
                progress.elapsed().toNanos() / NANOS);
    }

    /** The same of a job that runs here. */
    public Progress of(JobId job) {
        return new Progress(
                job,
                state,
                round,
                unitsDone,
                units,
                unit == null ? "" : unit,
                chunksDone,
                chunks,
                retries,
                workersBusy,
                Duration.ofMillis(Math.round(elapsedSeconds * 1e3)));
    }

    @Override
    public String event() {
        return EVENT;
    }
}
