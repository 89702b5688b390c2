package org.everycore.radio.adif;

import java.util.Locale;

/** What becomes of a record that holds a field name twice, the sign of a lost end-of-record tag. */
public enum OnDuplicate {
    /** The record is rejected. */
    STRICT,
    /** The last value stands. */
    LAST;

    /** @throws IllegalArgumentException naming the value, if it is neither "strict" nor "last" */
    public static OnDuplicate of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "strict" -> STRICT;
            case "last" -> LAST;
            default -> throw new IllegalArgumentException("on-duplicate is 'strict' or 'last', not '" + text + "'");
        };
    }
}
