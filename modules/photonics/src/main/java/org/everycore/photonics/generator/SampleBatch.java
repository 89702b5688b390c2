package org.everycore.photonics.generator;

import java.nio.DoubleBuffer;

/**
 * Samples to compute: latent vectors in, numbers and truncation losses out, one sample after the other. The memory is the caller's,
 * on the heap or outside it (a native array is read and written where it lies); sample i of the batch has place {@code at + i}.
 * Buffers are read and written by absolute index, so parts of a batch may be computed side by side.
 *
 * @param z latent vectors; null where the sampler {@link BlockSampler#draws} them
 * @param values the samples' numbers, written
 * @param losses what truncation took from each state, 1 - norm, written
 * @param at place of the first sample
 * @param first number of the first sample, by which outcomes are drawn and messages name it
 */
@SuppressWarnings("ArrayRecordComponent") // the caller's array by contract; never compared
public record SampleBatch(DoubleBuffer z, DoubleBuffer values, double[] losses, int at, int count, long first) {
    /** Samples from place 0 on, numbered from 0. */
    public static SampleBatch of(double[] z, double[] values, double[] losses) {
        return new SampleBatch(DoubleBuffer.wrap(z), DoubleBuffer.wrap(values), losses, 0, losses.length, 0);
    }

    /** Some of these samples. */
    public SampleBatch part(int from, int size) {
        return new SampleBatch(z, values, losses, at + from, size, first + from);
    }
}
