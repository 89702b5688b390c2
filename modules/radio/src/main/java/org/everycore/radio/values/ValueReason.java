package org.everycore.radio.values;

import java.util.Locale;

/** Why a value is doubtful; the names in lower case are the words used in reports. */
public enum ValueReason {
    /** Not among the values that ADIF lists for the field. */
    NOT_LISTED,
    /** Listed, but to be read only: what writes a log uses another value. */
    IMPORT_ONLY,
    NOT_A_NUMBER,
    /** A number beyond the field's least or greatest value. */
    OUT_OF_RANGE,
    /** No day of the calendar since 1930 as eight digits. */
    NOT_A_DAY,
    /** A day that has not come yet. */
    FUTURE_DAY,
    /** No time of day as four or six digits. */
    NOT_A_TIME,
    /** Characters that no callsign has. */
    NOT_A_CALL,
    /** No Maidenhead locator, or a list of some with something else in it. */
    NOT_A_GRID,
    /** Not the form that references of the programme have. */
    NOT_A_REFERENCE,
    /** The frequency lies in no band. */
    NO_BAND,
    /** The frequency lies in another band than the one logged. */
    OTHER_BAND,
    /** The submode belongs to another mode. */
    OTHER_MODE,
    /** No subdivision of the entity. */
    OTHER_ENTITY,
    /** The entity lies in another zone. */
    OTHER_ZONE,
    /** The entity lies on another continent. */
    OTHER_CONTINENT,
    /** The QSO ends before it begins. */
    ENDS_EARLY;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
