package org.everycore.jobs;

import java.util.Objects;

/**
 * What a worker gives the engine that it opens for a job.
 *
 * @param worker index of the worker on its node, from 0; for names of threads and files, never for results
 * @param subBatch samples that a blocked kernel should take at once; 0 lets the engine choose
 */
public record WorkerContext(int worker, long seed, Kernel kernel, int subBatch, Inputs inputs) {
    public WorkerContext {
        if (worker < 0 || subBatch < 0) {
            throw new IllegalArgumentException("worker " + worker + ", subBatch " + subBatch);
        }
        Objects.requireNonNull(kernel, "kernel is null");
        Objects.requireNonNull(inputs, "inputs is null");
    }
}
