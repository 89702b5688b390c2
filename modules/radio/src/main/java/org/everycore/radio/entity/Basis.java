package org.everycore.radio.entity;

/** What an entity was concluded from. */
public enum Basis {
    /** The DXCC field of the QSO itself. */
    LOGGED,
    /** The whole callsign is listed as an exception. */
    EXACT_CALL,
    /** The callsign's own beginning. */
    PREFIX,
    /** A prefix set before or behind the callsign: {@code PA/N8BJQ}, {@code N8BJQ/KH9}. */
    PORTABLE,
    /** A digit behind the callsign: {@code W1AW/3}. */
    CALL_AREA,
    /** A suffix that names an island of the callsign's entity: {@code 3D2AG/R}. */
    SUFFIX,
    /** At sea or in the air, {@code /MM} or {@code /AM}: no entity. */
    MOBILE,
    /** Listed as an operation that does not count: no entity. */
    INVALID,
    /** No table knows the callsign: no entity. */
    UNKNOWN
}
