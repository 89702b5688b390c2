package org.everycore.photonics.generator;

import java.nio.DoubleBuffer;

/**
 * Samples to differentiate: latent vectors in, units out, one after the other. The memory is the caller's.
 *
 * @param z latent vectors, from place 0 on; the first belongs to a unit's first sample
 * @param count samples; the last unit may have fewer than the others
 * @param units numbers of each unit, written from {@code at} on
 */
@SuppressWarnings("ArrayRecordComponent") // the caller's arrays by contract; never compared
public record GradientBatch(GradientFold fold, DoubleBuffer z, int count, Loss loss, double[] units, int at) {}
