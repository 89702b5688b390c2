package org.everycore.jobs;

import java.util.Objects;

/**
 * What the planning and merging sides of a job may know beside its spec.
 *
 * @param seed key of all the job's randomness
 * @param kernel the kernel that will run; {@link Kernel#BLOCKED} while planning
 * @param inputs where input files are found on this node
 */
public record JobContext(JobId id, long seed, Kernel kernel, Inputs inputs) {
    public JobContext {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(kernel, "kernel is null");
        Objects.requireNonNull(inputs, "inputs is null");
    }
}
