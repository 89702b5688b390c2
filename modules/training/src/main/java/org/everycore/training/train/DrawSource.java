package org.everycore.training.train;

/** Where every random number of a run comes from, by epoch (from 1) and critic step (from 0). */
interface DrawSource {
    /** Latent vectors of the generator's step. */
    void generatorLatent(int epoch, double[] z);

    /** Latent vectors of all critic steps of an epoch, one step after the other. */
    void criticLatent(int epoch, double[] z);

    /** Which training members a step sees, of so many. */
    void members(int epoch, int step, int[] members, int of);

    /** Standard normal numbers for the noise on real densities, then on generated ones. */
    void noise(int epoch, int step, double[] real, double[] fake);

    /** Where between real and generated the penalty looks, 0 to 1. */
    void epsilon(int epoch, int step, double[] epsilon);

    /** Latent vectors that a row of the history is measured on. */
    void validationLatent(int epoch, double[] z);

    /** Uniform numbers that pick real points. */
    void uniforms(int epoch, int step, double[] numbers);
}
