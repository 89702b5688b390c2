package org.everycore.radio.entity;

/** A country file is not what its name says; the message names the file and the place. */
public final class CountryFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CountryFileException(String message) {
        super(message);
    }

    CountryFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
