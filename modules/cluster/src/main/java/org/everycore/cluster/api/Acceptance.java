package org.everycore.cluster.api;

import java.util.Objects;
import org.everycore.jobs.JobId;

/**
 * The promise that a job is kept.
 *
 * @param isNew false when the same job had been handed in before
 */
public record Acceptance(JobId id, boolean isNew) {
    public Acceptance {
        Objects.requireNonNull(id, "id is null");
    }
}
