package org.everycore.training.train;

import org.everycore.training.random.FastNormals;
import org.everycore.training.random.TrainingStreams;

/** Draws fixed by (seed, purpose, epoch, step). */
final class SeededDraws implements DrawSource {
    private final double scale;
    private final FastNormals generator;
    private final FastNormals critic;
    private final FastNormals members;
    private final FastNormals noise;
    private final FastNormals epsilon;
    private final FastNormals validation;
    private final FastNormals real;

    SeededDraws(long seed, double latentScale) {
        this.scale = latentScale;
        this.generator = new FastNormals(seed, TrainingStreams.GENERATOR_LATENT);
        this.critic = new FastNormals(seed, TrainingStreams.CRITIC_LATENT);
        this.members = new FastNormals(seed, TrainingStreams.MEMBERS);
        this.noise = new FastNormals(seed, TrainingStreams.NOISE);
        this.epsilon = new FastNormals(seed, TrainingStreams.EPSILON);
        this.validation = new FastNormals(seed, TrainingStreams.VALIDATION_LATENT);
        this.real = new FastNormals(seed, TrainingStreams.REAL_SAMPLES);
    }

    @Override
    public void generatorLatent(int epoch, double[] z) {
        latent(generator, epoch, z);
    }

    @Override
    public void criticLatent(int epoch, double[] z) {
        latent(critic, epoch, z);
    }

    @Override
    public void validationLatent(int epoch, double[] z) {
        latent(validation, epoch, z);
    }

    private void latent(FastNormals random, int epoch, double[] z) {
        latent(random, epoch, scale, z);
    }

    /** Scaled normal numbers of a place. */
    static void latent(FastNormals random, int place, double scale, double[] z) {
        random.seek(place, 0);
        for (int i = 0; i < z.length; i++) {
            z[i] = scale == 0 ? 0 : scale * random.nextNormal();
        }
    }

    @Override
    public void members(int epoch, int step, int[] at, int of) {
        members.seek(epoch, step);
        for (int i = 0; i < at.length; i++) {
            at[i] = members.nextInt(of);
        }
    }

    @Override
    public void noise(int epoch, int step, double[] onReal, double[] onFake) {
        noise.seek(epoch, step);
        noise.fill(onReal, 0, onReal.length);
        noise.fill(onFake, 0, onFake.length);
    }

    @Override
    public void epsilon(int epoch, int step, double[] numbers) {
        epsilon.seek(epoch, step);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = epsilon.nextDouble();
        }
    }

    @Override
    public void uniforms(int epoch, int step, double[] numbers) {
        real.seek(epoch, step);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = real.nextDouble();
        }
    }
}
