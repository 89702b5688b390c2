package org.everycore.radio.adif;

import java.util.Locale;

/** Why a record was rejected, or why a field of a kept record is doubtful; the names in lower case are the words used in reports. */
public enum Reason {
    DUPLICATE_FIELD(true),
    EMPTY(true),
    NO_CALL(true),
    BAD_DATE(true),
    BAD_TIME(true),
    NO_EOR_AT_END(true),
    /** More fields than a record can sensibly have. */
    TOO_MANY_FIELDS(true),
    /** A length that is not a number, or a value cut short: costs the field, not the record. */
    BAD_LENGTH(false),
    /** A value longer than is held: its beginning is kept. */
    TOO_LONG(false);

    private final boolean rejects;

    Reason(boolean rejects) {
        this.rejects = rejects;
    }

    /** Whether the record is left out, rather than only reported. */
    public boolean rejects() {
        return rejects;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
