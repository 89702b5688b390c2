package org.everycore.cluster.api;

import java.time.Duration;
import java.util.Objects;

/** Says that a request was understood but not taken, for now, and when to ask again. */
public final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The sorts of refusal. */
    public enum Reason {
        /** Too many jobs wait. */
        BUSY,
        /** No supervisor, or one that has not recovered yet. */
        UNAVAILABLE
    }

    private final Reason reason;
    private final Duration retryAfter;

    public ServiceException(Reason reason, String message, Duration retryAfter) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason is null");
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter is null");
    }

    public Reason reason() {
        return reason;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
