package org.everycore.jobs;

import java.util.Objects;

/**
 * Says that something a person or a program gave us cannot be used: which field, which value, and what would be right. It
 * maps to exit code 2 on the command line and to status 400 over HTTP.
 */
public class SpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 80;

    private final String field;
    private final String reason;

    public SpecException(String field, Object value, String reason) {
        super(field + " = " + shown(value) + ": " + reason);
        this.field = Objects.requireNonNull(field, "field is null");
        this.reason = Objects.requireNonNull(reason, "reason is null");
    }

    /** A complaint that has no single value, such as a missing field. */
    public SpecException(String field, String reason) {
        super(field.isEmpty() ? reason : field + ": " + reason);
        this.field = field;
        this.reason = Objects.requireNonNull(reason, "reason is null");
    }

    public String field() {
        return field;
    }

    public String reason() {
        return reason;
    }

    private static String shown(Object value) {
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
