package org.everycore.photonics.generator;

/** Turns blocks of latent vectors into samples, for one worker. */
public interface BlockSampler extends AutoCloseable {
    /** Numbers a sample. */
    int columns();

    /**
     * Computes samples.
     *
     * @param z latent vectors one after the other, from {@code zFrom}
     * @param out samples one after the other, from {@code outFrom}
     * @param first number of the first sample, by which outcomes are drawn and messages name it
     * @throws org.everycore.jobs.SpecException when truncation leaves nothing of a sample's state: no sample is invented
     */
    void run(double[] z, int zFrom, int samples, double[] out, int outFrom, long first);

    /** Sum over the samples since {@link #clearLoss()} of what truncation took from each state. */
    double lossSum();

    double lossMax();

    void clearLoss();

    @Override
    default void close() {}
}
