package org.everycore.runtime.record;

/** Says that the store could not be read or written: connection lost, disk full, closed. Nothing was acknowledged. */
public final class StoreUnavailableException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
