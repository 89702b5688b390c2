package org.everycore.client;

import java.util.Optional;

/** Says that the server understood a call and refused it, in the server's own words. */
public final class RefusedException extends ClientException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String field;

    RefusedException(int status, String code, String field, String message) {
        super(message, null);
        this.status = status;
        this.code = code;
        this.field = field;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A word for programs, such as {@code no_such_job}. */
    public String code() {
        return code;
    }

    /** What in the call was wrong, if it was one thing. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** Whether the caller asked for something impossible (exit code 2), rather than the server failing at it. */
    public boolean callersFault() {
        return status == 400 || status == 404 || status == 409 || status == 413 || status == 415;
    }
}
