package org.everycore.client;

/** Says that no server answered, or none could take the call, for as long as the client was to try; exit code 4. */
public final class UnreachableException extends ClientException {
    private static final long serialVersionUID = 1L;

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
