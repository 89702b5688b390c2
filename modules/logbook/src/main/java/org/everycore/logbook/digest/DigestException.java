package org.everycore.logbook.digest;

/** A digest was asked for in a way that cannot be served; the message names the setting. */
public final class DigestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DigestException(String message) {
        super(message);
    }

    public DigestException(String message, Throwable cause) {
        super(message, cause);
    }
}
