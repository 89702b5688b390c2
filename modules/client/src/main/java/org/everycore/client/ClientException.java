package org.everycore.client;

/** Why a call to a server came to nothing. */
public abstract sealed class ClientException extends RuntimeException
        permits UnreachableException, RefusedException, DamagedResultException {
    private static final long serialVersionUID = 1L;

    ClientException(String message, Throwable cause) {
        super(message, cause);
    }
}
