package org.everycore.radio.convert;

/** A log cannot be read or written in the form asked for; the message names the line and what is wrong with it. */
public final class ConvertException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConvertException(String message) {
        super(message);
    }

    public ConvertException(String message, Throwable cause) {
        super(message, cause);
    }
}
