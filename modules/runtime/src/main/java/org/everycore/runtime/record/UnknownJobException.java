package org.everycore.runtime.record;

import org.everycore.jobs.JobId;

/** Says that no job has this id. */
public final class UnknownJobException extends StoreException {
    private static final long serialVersionUID = 1L;

    public UnknownJobException(JobId id) {
        super("no job has the id " + id);
    }
}
