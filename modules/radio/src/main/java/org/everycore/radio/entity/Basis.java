package org.everycore.radio.entity;

/** What an entity was concluded from. */
public enum Basis {
    /** The DXCC field of the QSO itself. */
    LOGGED(0),
    /** The whole callsign is listed as an exception. */
    EXACT_CALL(1),
    /** The callsign's own beginning. */
    PREFIX(2),
    /** A prefix set before or behind the callsign: {@code PA/N8BJQ}, {@code N8BJQ/KH9}. */
    PORTABLE(3),
    /** A digit behind the callsign: {@code W1AW/3}. */
    CALL_AREA(4),
    /** A suffix that names an island of the callsign's entity: {@code 3D2AG/R}. */
    SUFFIX(5),
    /** At sea or in the air, {@code /MM} or {@code /AM}: no entity. */
    MOBILE(6),
    /** Listed as an operation that does not count: no entity. */
    INVALID(7),
    /** No table knows the callsign: no entity. */
    UNKNOWN(8);

    /** How many there are. */
    public static final int COUNT = values().length;

    private final int index;

    Basis(int index) {
        this.index = index;
    }

    /** Its number, 0 to {@code COUNT - 1}. */
    public int index() {
        return index;
    }
}
