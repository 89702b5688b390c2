package org.everycore.radio.adif;

import java.util.List;
import java.util.Locale;

/** Why a record was rejected, or why a field of a kept record is doubtful; the names in lower case are the words used in reports. */
public enum Reason {
    DUPLICATE_FIELD(0, true),
    EMPTY(1, true),
    NO_CALL(2, true),
    BAD_DATE(3, true),
    BAD_TIME(4, true),
    NO_EOR_AT_END(5, true),
    /** More fields than a record can sensibly have. */
    TOO_MANY_FIELDS(6, true),
    /** A length that is not a number, or a value cut short: costs the field, not the record. */
    BAD_LENGTH(7, false),
    /** A value longer than is held: its beginning is kept. */
    TOO_LONG(8, false),
    /** A line of a contest log that is no QSO. */
    BAD_LINE(9, true);

    private static final List<Reason> BY_INDEX = List.of(values());

    private final int index;
    private final boolean rejects;

    Reason(int index, boolean rejects) {
        this.index = index;
        this.rejects = rejects;
    }

    /** Whether the record is left out, rather than only reported. */
    public boolean rejects() {
        return rejects;
    }

    /** The place of its sum in an array of sums. */
    public int index() {
        return index;
    }

    /** The reasons by {@link #index}. */
    public static List<Reason> byIndex() {
        return BY_INDEX;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
