package org.everycore.runtime;

import java.util.Objects;
import java.util.Optional;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.result.JobResult;
import org.everycore.runtime.schedule.Failure;

/**
 * How a job ended.
 *
 * @param result present when it succeeded
 * @param failure present when it did not; of kind {@link Failure#SPEC} when the request was at fault
 */
public record Outcome(JobReport report, Optional<JobResult> result, Optional<Failure> failure) {
    public Outcome {
        Objects.requireNonNull(report, "report is null");
        Objects.requireNonNull(result, "result is null");
        Objects.requireNonNull(failure, "failure is null");
    }
}
