package org.everycore.photonics.measure;

import java.util.List;

/** A circuit whose measurements can be drawn: shot i depends on (circuit, seed, i) alone. Not for sharing between threads. */
public interface ShotSource {
    /**
     * Names of the numbers of a shot, in the order of measurements and their modes: n (photons), click (0 or 1), x (a
     * quadrature), re and im (of α), each with its mode.
     */
    List<String> columns();

    /** Probability (density) of what the circuit selects before its first free draw; 1 where it selects nothing there. */
    default double selected() {
        return 1;
    }

    /** What the cut left of the norm of the state that shots are drawn from; 1 without a cut. */
    default double kept() {
        return 1;
    }

    /** Shots {@code from} to {@code from + count}, one row each. */
    double[][] draw(long seed, long from, int count);
}
