package org.everycore.runtime.job;

import java.time.Duration;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.JobState;
import org.everycore.runtime.schedule.NodeId;

/**
 * Who is told what jobs and their chunks do, to count and to show it. Called in the middle of the work, by several threads: it
 * neither blocks nor fails.
 */
public interface JobWatch {
    JobWatch NONE = new JobWatch() {};

    /** A worker is done with a chunk, well or not, as the supervisor hears it. */
    default void chunk(Attempt attempt) {}

    /** A chunk is to be computed again, for a cause by its kind. */
    default void retried(String kind, String cause) {}

    /** A job begins to run, so long after it was handed in. */
    default void started(String kind, Duration waited) {}

    /** A job has ended. */
    default void ended(String kind, JobState state, Duration ran) {}

    /** Both are told. */
    static JobWatch both(JobWatch first, JobWatch second) {
        return new JobWatch() {
            @Override
            public void chunk(Attempt attempt) {
                first.chunk(attempt);
                second.chunk(attempt);
            }

            @Override
            public void retried(String kind, String cause) {
                first.retried(kind, cause);
                second.retried(kind, cause);
            }

            @Override
            public void started(String kind, Duration waited) {
                first.started(kind, waited);
                second.started(kind, waited);
            }

            @Override
            public void ended(String kind, JobState state, Duration ran) {
                first.ended(kind, state, ran);
                second.ended(kind, state, ran);
            }
        };
    }

    /** One chunk on one worker. */
    record Attempt(JobId job, String kind, NodeId node, int worker, long chunk, long busyNanos, boolean good) {}
}
