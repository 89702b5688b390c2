package org.everycore.runtime.record;

import org.everycore.jobs.JobId;
import org.everycore.jobs.report.JobState;

/** Says that a job cannot go from the state it is in to the one asked for. */
public final class JobStateException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final transient JobState current;

    public JobStateException(JobId id, JobState current, String wanted) {
        super("job " + id + " is " + current.label() + " and cannot become " + wanted);
        this.current = current;
    }

    public JobState current() {
        return current;
    }
}
