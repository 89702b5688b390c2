package org.everycore.radio.values;

import static java.util.Objects.requireNonNull;

/**
 * A field that was changed, and why.
 *
 * @param before empty where the field was not there
 * @param after empty where the field was taken away
 */
public record FieldChange(String field, String before, String after, String why) {
    public FieldChange {
        requireNonNull(field, "field is null");
        requireNonNull(before, "before is null");
        requireNonNull(after, "after is null");
        requireNonNull(why, "why is null");
    }
}
