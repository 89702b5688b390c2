package org.everycore.radio.adif;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The group of emission modes for which awards are counted apart. */
public enum EmissionGroup {
    CW(0),
    PHONE(1),
    DIGITAL(2),
    /** The QSO has no mode. */
    NONE(3);

    private static final List<EmissionGroup> ALL = List.of(values());

    /** How many groups there are. */
    public static final int COUNT = ALL.size();

    private final int index;

    EmissionGroup(int index) {
        this.index = index;
    }

    /** Its number, 0 to {@code COUNT - 1}. */
    public int index() {
        return index;
    }

    /** The group of a number. */
    public static EmissionGroup of(int index) {
        return ALL.get(index);
    }

    /** The group of a MODE by itself; submodes of phone that stand there are phone. */
    public static EmissionGroup ofMode(String logged) {
        return switch (logged.strip().toUpperCase(Locale.ROOT)) {
            case "" -> NONE;
            case "CW" -> CW;
            case "SSB", "AM", "FM", "DIGITALVOICE", "USB", "LSB", "C4FM", "DMR", "DSTAR", "FREEDV", "M17" -> PHONE;
            default -> DIGITAL;
        };
    }

    /** The group of a QSO's normal mode. */
    public static EmissionGroup of(AdifRecord qso) {
        return NormalMode.of(qso).group();
    }

    /** The group that people name, in any case. */
    public static Optional<EmissionGroup> named(String name) {
        for (EmissionGroup group : ALL) {
            if (group.name().equalsIgnoreCase(name.strip())) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }
}
