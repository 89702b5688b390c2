package org.everycore.cluster.job;

import java.time.Duration;
import java.util.Optional;
import org.everycore.cluster.schedule.Failure;
import org.everycore.cluster.store.StoredResult;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.JobResult;

/** How a job's coordinator ended: the report, and the result or the failure. */
public record JobEnding(
        JobReport report, Optional<JobResult> result, Optional<StoredResult> stored, Optional<Failure> failure) {
    /** The end of a job that never ran, or whose coordinator cannot tell. */
    public static JobEnding unstarted(PlannedJob<?, ?> job, JobState state, Failure failure) {
        JobReports reports = new JobReports(job, new WorkerTimes(), Duration.ZERO, 0, 0);
        return new JobEnding(
                reports.unsuccessful(state, 0, failure.message(), Duration.ZERO),
                Optional.empty(),
                Optional.empty(),
                Optional.of(failure));
    }
}
