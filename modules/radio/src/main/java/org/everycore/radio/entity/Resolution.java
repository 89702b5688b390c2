package org.everycore.radio.entity;

import static java.util.Objects.requireNonNull;

/**
 * The entity that a callsign stands for, and why.
 *
 * @param entity DXCC code, or 0 for none
 * @param cqZone 0 when not known
 * @param ituZone 0 when not known
 * @param continent empty when not known
 * @param source the table that knew: {@code built-in}, a file's name, or empty
 */
public record Resolution(int entity, int cqZone, int ituZone, String continent, Basis basis, String source) {
    static final Resolution UNKNOWN = new Resolution(0, 0, 0, "", Basis.UNKNOWN, "");
    static final Resolution MOBILE = new Resolution(0, 0, 0, "", Basis.MOBILE, "");

    public Resolution {
        requireNonNull(continent, "continent is null");
        requireNonNull(basis, "basis is null");
        requireNonNull(source, "source is null");
    }

    public boolean found() {
        return entity != 0;
    }
}
