package org.everycore.runtime;

import java.util.concurrent.CompletionStage;
import org.everycore.jobs.JobId;

/** A job that was handed to a runtime. */
public interface JobHandle {
    JobId id();

    /**
     * Completes when the job has ended, however it ended. Fails with a {@link org.everycore.jobs.SpecException} when the job
     * was not taken because of its request, and with an {@link IllegalStateException} when the runtime was closed first.
     */
    CompletionStage<Outcome> outcome();

    /** Ends the job soon; the outcome says whether it came in time. */
    void cancel();
}
