package org.everycore.photonics.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the detectors at the outputs tell. */
public enum Detector {
    /** How many photons came. */
    PHOTON_NUMBER,
    /** Whether any came: 1 for a click. */
    THRESHOLD;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
