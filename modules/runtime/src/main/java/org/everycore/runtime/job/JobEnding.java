package org.everycore.runtime.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.JobResult;
import org.everycore.runtime.record.StoredResult;
import org.everycore.runtime.schedule.Failure;

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

    /** The end of a job that cannot even be planned any more. */
    public static JobEnding unplanned(JobId id, JobRequest request, JobState state, Failure failure) {
        JobReport report = new JobReport(
                id,
                request.kind(),
                request.name(),
                state,
                request.strategy(),
                request.strategy(),
                List.of(),
                null,
                "",
                0,
                "units",
                0,
                0,
                0,
                0,
                List.of(),
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                failure.message());
        return new JobEnding(report, Optional.empty(), Optional.empty(), Optional.of(failure));
    }
}
