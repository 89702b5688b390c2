package org.everycore.photonics.generator;

/**
 * Differentiates a loss of samples by all weights, for one worker: a core's engine, or a device. A batch may span any number of
 * chunks; what a unit brings depends on its samples alone.
 */
public interface BlockDifferentiator extends AutoCloseable {
    /** Numbers that a unit brings: its loss, then its gradient as the fold takes it. */
    int width(GradientFold fold);

    /** Samples that one call should bring, if there are so many. */
    int atOnce();

    /** Computes units. */
    void run(GradientBatch batch);

    @Override
    default void close() {}
}
