package org.everycore.cli;

import java.util.Objects;

/** The end of a command that did not do what was asked: one line of what, a remedy where there is one, and the exit code. */
public final class Failure extends RuntimeException {
    private final ExitCode code;

    public Failure(ExitCode code, String message) {
        this(code, message, null);
    }

    public Failure(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code is null");
    }

    public static Failure wrongInput(String message) {
        return new Failure(ExitCode.WRONG_INPUT, message);
    }

    public ExitCode code() {
        return code;
    }
}
