package org.everycore.runtime.record;

/** A job store's refusal; each sort has a class of its own. */
public abstract sealed class StoreException extends RuntimeException
        permits StaleEpochException,
                EpochHeldException,
                UnknownJobException,
                JobConflictException,
                JobStateException,
                DamagedRecordException,
                StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
