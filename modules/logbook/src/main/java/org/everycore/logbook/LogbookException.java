package org.everycore.logbook;

/** Something a log was asked for cannot be done; the message says what and with which value. */
public final class LogbookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogbookException(String message) {
        super(message);
    }

    public LogbookException(String message, Throwable cause) {
        super(message, cause);
    }
}
