package org.everycore.photonics.generator;

/**
 * Turns latent vectors into samples, for one worker: a core's engine, or a device. A batch may span any number of chunks; a sample
 * depends on its latent vector and its number alone.
 */
public interface BlockSampler extends AutoCloseable {
    /** Numbers a sample. */
    int columns();

    /** Samples that one call should bring, if there are so many: more gain little, fewer leave registers or the device empty. */
    int atOnce();

    /**
     * Whether it draws latent vectors itself where a batch brings none: the normal draws of the model's seed, by number of the sample.
     */
    default boolean draws() {
        return false;
    }

    /**
     * Computes samples.
     *
     * @throws org.everycore.jobs.SpecException when truncation leaves nothing of a sample's state: no sample is invented
     */
    void run(SampleBatch batch);

    @Override
    default void close() {}
}
