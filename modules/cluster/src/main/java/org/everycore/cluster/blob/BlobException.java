package org.everycore.cluster.blob;

import java.io.IOException;

/** Says that a blob could not be stored or read: not there, not what its name says, or too much. */
public final class BlobException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The sorts of trouble. */
    public enum Reason {
        NOT_FOUND,
        DAMAGED,
        WRONG_HASH,
        TOO_LARGE,
        FULL
    }

    private final Reason reason;

    public BlobException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
