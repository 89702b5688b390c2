package org.everycore.radio.adif;

import java.io.IOException;

/** Says that a file cannot be read as a log at all, and why; damage inside a log is a {@link Problem} instead. */
public class NotALogException extends IOException {
    private static final long serialVersionUID = 1L;

    public NotALogException(String message) {
        super(message);
    }

    public NotALogException(String message, Throwable cause) {
        super(message, cause);
    }
}
