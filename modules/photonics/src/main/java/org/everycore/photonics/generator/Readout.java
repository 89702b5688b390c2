package org.everycore.photonics.generator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a sample is: expectation values of every mode, as traces over the cut ket (hbar = 2). */
public enum Readout {
    /** <x> of every mode. */
    X,
    /** <p> of every mode. */
    P,
    /** <x> of every mode, then <p> of every mode. */
    XP,
    /** The mean photon number of every mode. */
    PHOTON_NUMBER;

    /** Numbers a sample. */
    public int columns(int modes) {
        return this == XP ? 2 * modes : modes;
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
