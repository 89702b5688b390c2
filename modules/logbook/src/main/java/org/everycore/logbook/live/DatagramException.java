package org.everycore.logbook.live;

/** A datagram that says it is of a known form and does not keep to it; the message says what is wrong with it. */
public final class DatagramException extends Exception {
    DatagramException(String message) {
        super(message);
    }

    DatagramException(String message, Throwable cause) {
        super(message, cause);
    }
}
