package org.everycore.photonics.generator;

/**
 * Samples to compute: latent vectors in, numbers and truncation losses out, one sample after the other. The arrays are the caller's;
 * sample i of the batch has place {@code at + i} in each.
 *
 * @param values the samples' numbers, written
 * @param losses what truncation took from each state, 1 - norm, written
 * @param at place of the first sample in the arrays
 * @param first number of the first sample, by which outcomes are drawn and messages name it
 */
@SuppressWarnings("ArrayRecordComponent") // the caller's arrays by contract; never compared
public record SampleBatch(double[] z, double[] values, double[] losses, int at, int count, long first) {
    /** Samples from place 0 on, numbered from 0. */
    public static SampleBatch of(double[] z, double[] values, double[] losses) {
        return new SampleBatch(z, values, losses, 0, losses.length, 0);
    }

    /** Some of these samples. */
    public SampleBatch part(int from, int size) {
        return new SampleBatch(z, values, losses, at + from, size, first + from);
    }
}
