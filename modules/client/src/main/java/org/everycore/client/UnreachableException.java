package org.everycore.client;

import java.net.URI;

/** Says that no server answered, or none could take the call, for as long as the client was to try; exit code 4. */
public final class UnreachableException extends ClientException {
    private static final long serialVersionUID = 1L;

    private final boolean refused;

    UnreachableException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private UnreachableException(String message, Throwable cause, boolean refused) {
        super(message, cause);
        this.refused = refused;
    }

    static UnreachableException refused(URI server, Throwable cause) {
        return new UnreachableException("no server answers at " + server + ": connection refused", cause, true);
    }

    /** Whether nothing listens at the address, rather than something that does not answer. */
    public boolean refused() {
        return refused;
    }
}
