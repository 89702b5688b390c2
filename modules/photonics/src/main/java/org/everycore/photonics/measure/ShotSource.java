package org.everycore.photonics.measure;

import java.util.List;

/** A circuit whose measurements can be drawn: shot i depends on (circuit, seed, i) alone. Not for sharing between threads. */
public interface ShotSource {
    /**
     * Names of the numbers of a shot, in the order of measurements and their modes: n (photons), click (0 or 1), x (a
     * quadrature), re and im (of α), each with its mode.
     */
    List<String> columns();

    /** Shots {@code from} to {@code from + count}, one row each. */
    double[][] draw(long seed, long from, int count);
}
