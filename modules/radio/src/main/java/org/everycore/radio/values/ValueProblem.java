package org.everycore.radio.values;

import static java.util.Objects.requireNonNull;

/**
 * A value that is doubtful.
 *
 * @param detail what it should be, or what it contradicts; may be empty
 */
public record ValueProblem(String field, String value, ValueReason reason, String detail) {
    public ValueProblem {
        requireNonNull(field, "field is null");
        requireNonNull(value, "value is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(detail, "detail is null");
    }
}
