package org.everycore.runtime.wire;

import java.util.Objects;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Kernel;

/**
 * What a node must know to compute a job's chunks; it is sent to a node once.
 *
 * @param plan made by the supervisor, so that every node cuts alike
 * @param family numeric family that the node's engine must have
 * @param workersPerNode at most so many workers of a node; 0 for all
 */
public record JobDescription(
        JobId id, JobRequest request, JobPlan plan, Kernel kernel, String family, int workersPerNode) {
    public JobDescription {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(request, "request is null");
        Objects.requireNonNull(plan, "plan is null");
        Objects.requireNonNull(kernel, "kernel is null");
        Objects.requireNonNull(family, "family is null");
        if (workersPerNode < 0) {
            throw new IllegalArgumentException("workersPerNode " + workersPerNode);
        }
    }
}
