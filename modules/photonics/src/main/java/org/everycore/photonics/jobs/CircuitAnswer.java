package org.everycore.photonics.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What {@code photonics.circuit} tells of each circuit and point. */
public enum CircuitAnswer {
    /** Norm (not in phase space), then <x>, <p>, their variances, <n> and its variance, each mode after mode. */
    MOMENTS,
    /** The probability of every joint photon number, first mode slowest. */
    PROBABILITIES,
    /** The ket: real parts, then imaginary parts, first mode slowest. */
    STATE,
    /** The values of the expressions that {@code observables} lists. */
    OBSERVABLES,
    /** The {@code loss} (the sum over modes of <x>² + <p>² when absent), then its derivative by every parameter, in the order of gates. */
    GRADIENT,
    /** Outcomes of the measurements: one row a shot. */
    SHOTS;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
