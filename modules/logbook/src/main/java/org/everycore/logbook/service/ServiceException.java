package org.everycore.logbook.service;

/** A service that did not do what it was asked; the message says which, what it answered, and what to do. */
public final class ServiceException extends RuntimeException {
    private final boolean unreachable;

    private ServiceException(String message, boolean unreachable, Throwable cause) {
        super(message, cause);
        this.unreachable = unreachable;
    }

    static ServiceException refused(String message) {
        return new ServiceException(message, false, null);
    }

    static ServiceException unreachable(String message, Throwable cause) {
        return new ServiceException(message, true, cause);
    }

    /** Whether it could not be reached, or broke off, so that trying later may help. */
    public boolean isUnreachable() {
        return unreachable;
    }
}
