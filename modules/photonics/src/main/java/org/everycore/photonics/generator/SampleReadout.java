package org.everycore.photonics.generator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** What a sample is: expectation values, outcomes of a measurement, probabilities, or a density. */
public enum SampleReadout {
    /** <x> of every mode. */
    X,
    /** <p> of every mode. */
    P,
    /** <x> of every mode, then <p> of every mode. */
    XP,
    /** The mean photon number of every mode. */
    PHOTON_NUMBER,
    /** One outcome of x cos φ + p sin φ a mode, drawn jointly. */
    HOMODYNE,
    /** One photon number a mode, drawn jointly. */
    PHOTONS,
    /** The probability of every joint photon number, first mode slowest. */
    PHOTON_DISTRIBUTION,
    /** The density of the position of one mode, or the joint one of two, on a grid, x slowest. */
    DENSITY;

    /** The readout of expectation values, which has gradients; empty for all others. */
    public Optional<Readout> mean() {
        return switch (this) {
            case X, P, XP, PHOTON_NUMBER -> Optional.of(Readout.valueOf(name()));
            case HOMODYNE, PHOTONS, PHOTON_DISTRIBUTION, DENSITY -> Optional.empty();
        };
    }

    public static SampleReadout of(Readout readout) {
        return valueOf(readout.name());
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
