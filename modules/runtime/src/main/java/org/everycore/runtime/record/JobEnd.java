package org.everycore.runtime.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.everycore.jobs.report.JobState;

/**
 * How a job ended.
 *
 * @param report the job report as JSON
 * @param result present for jobs that succeeded with something to download
 * @param error one line for a person; null unless failed or cancelled
 */
public record JobEnd(JobState state, JsonNode report, Optional<StoredResult> result, String error, Instant at) {
    public JobEnd {
        if (!state.terminal()) {
            throw new IllegalArgumentException("state " + state.label() + " is not an end");
        }
        Objects.requireNonNull(report, "report is null");
        Objects.requireNonNull(result, "result is null");
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }
}
