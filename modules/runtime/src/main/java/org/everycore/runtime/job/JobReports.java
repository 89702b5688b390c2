package org.everycore.runtime.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.JobResult;

/** Writes the report of a job that has ended. */
final class JobReports {
    private final PlannedJob<?, ?> job;
    private final WorkerTimes times;
    private final Duration took;
    private final long chunks;
    private final int retries;

    JobReports(PlannedJob<?, ?> job, WorkerTimes times, Duration took, long chunks, int retries) {
        this.job = job;
        this.times = times;
        this.took = took;
        this.chunks = chunks;
        this.retries = retries;
    }

    JobReport succeeded(JobResult result, Duration now) {
        return report(JobState.SUCCEEDED, result.units(), result.unit(), result, null, now);
    }

    JobReport unsuccessful(JobState state, long units, String error, Duration now) {
        return report(state, units, job.description().plan().unit(), null, error, now);
    }

    private JobReport report(JobState state, long units, String unit, JobResult result, String error, Duration now) {
        JobRequest request = job.description().request();
        double seconds = took.toNanos() / 1e9;
        List<Double> cores = times.shares(now);
        double predicted = job.prediction().seconds();
        return new JobReport(
                job.id(),
                request.kind(),
                request.name(),
                state,
                job.strategy().id(),
                request.strategy(),
                job.fallbacks(),
                job.description().kernel(),
                job.description().family(),
                units,
                unit,
                seconds,
                seconds > 0 ? units / seconds : 0,
                cores.size(),
                cores.stream().mapToDouble(Double::doubleValue).average().orElse(0),
                cores,
                chunks,
                retries,
                Double.isNaN(predicted) ? null : predicted,
                job.prediction().memoryBytes(),
                result == null ? null : result.sha256(),
                result == null ? null : result.bytes(),
                result == null ? null : result.file().map(Object::toString).orElse(null),
                result == null ? Map.of() : result.facts(),
                error);
    }
}
