package org.everycore.runtime.record;

import org.everycore.jobs.JobId;

/** Says that a job id is taken by a job with other contents. */
public final class JobConflictException extends StoreException {
    private static final long serialVersionUID = 1L;

    public JobConflictException(JobId id) {
        super("job " + id + " is there already, with other contents; choose another job id");
    }
}
