package org.everycore.cluster.store;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.everycore.jobs.report.JobState;

/**
 * Which jobs to list, newest first.
 *
 * @param states empty for every state
 * @param submittedBy whose jobs; empty for everybody's
 * @param after the cursor that the page before ended with
 */
public record JobQuery(
        Set<JobState> states, Optional<String> kind, Optional<String> submittedBy, int limit, Optional<String> after) {
    public static final int MAX_LIMIT = 1000;

    public JobQuery {
        states = Set.copyOf(states);
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(submittedBy, "submittedBy is null");
        Objects.requireNonNull(after, "after is null");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + " is not 1 to " + MAX_LIMIT);
        }
    }

    public static JobQuery newest(int limit) {
        return new JobQuery(Set.of(), Optional.empty(), Optional.empty(), limit, Optional.empty());
    }

    public JobQuery after(String cursor) {
        return new JobQuery(states, kind, submittedBy, limit, Optional.of(cursor));
    }
}
