package org.everycore.photonics.engine;

/**
 * How the lowering operator of one mode couples amplitudes: a with n photons in the mode to {@code a + stride} with n + 1.
 *
 * @param mode whose values are read and written
 * @param stride amplitudes from one level of the mode to the next
 * @param dimension amplitudes of a ket
 * @param weight of the coupling by n, for every n below the last level; owned by the record
 */
@SuppressWarnings("ArrayRecordComponent") // owned array by contract; never compared
public record Ladder(int mode, int stride, int dimension, double[] weight) {}
