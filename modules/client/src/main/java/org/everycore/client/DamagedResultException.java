package org.everycore.client;

/** Says that a result's bytes are not those that the job made: their SHA-256 differs from the report's. */
public final class DamagedResultException extends ClientException {
    private static final long serialVersionUID = 1L;

    DamagedResultException(String message) {
        super(message, null);
    }
}
