package org.everycore.client;

import org.everycore.jobs.JobId;

/**
 * What came of running a job again.
 *
 * @param again the id under which it ran again
 * @param expected hash in the first run's report
 * @param stored hash of the bytes that the server keeps
 * @param recomputed hash of the second run
 */
public record Verification(JobId job, JobId again, String expected, String stored, String recomputed) {
    public boolean equal() {
        return expected.equals(stored) && expected.equals(recomputed);
    }
}
