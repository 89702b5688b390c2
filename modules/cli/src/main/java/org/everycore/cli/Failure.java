package org.everycore.cli;

import java.util.Objects;
import java.util.Optional;

/** The end of a command that did not do what was asked: one line of what, a remedy where there is one, and the exit code. */
public final class Failure extends RuntimeException {
    private final ExitCode code;
    private final String field;

    public Failure(ExitCode code, String message) {
        this(code, message, null);
    }

    public Failure(ExitCode code, String message, Throwable cause) {
        this(code, null, message, cause);
    }

    private Failure(ExitCode code, String field, String message, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code is null");
        this.field = field;
    }

    public static Failure wrongInput(String message) {
        return new Failure(ExitCode.WRONG_INPUT, message);
    }

    /** @param field that is wrong, for programs that read errors */
    public static Failure wrongInput(String field, String message) {
        return new Failure(ExitCode.WRONG_INPUT, field.isEmpty() ? null : field, message, null);
    }

    public ExitCode code() {
        return code;
    }

    /** Which field of a file or a request is wrong, if it is one. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }
}
