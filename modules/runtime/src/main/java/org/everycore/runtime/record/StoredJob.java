package org.everycore.runtime.record;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.JobState;

/**
 * A job as the store knows it.
 *
 * @param startedAt when it first ran
 * @param end present when the state is terminal
 */
public record StoredJob(JobRecord job, JobState state, Optional<Instant> startedAt, Optional<JobEnd> end) {
    public StoredJob {
        Objects.requireNonNull(job, "job is null");
        Objects.requireNonNull(startedAt, "startedAt is null");
        if (state.terminal() != end.isPresent()) {
            throw new IllegalArgumentException("job " + job.id() + " is " + state.label()
                    + (end.isPresent() ? " and has an end" : " and has no end"));
        }
    }

    public JobId id() {
        return job.id();
    }
}
