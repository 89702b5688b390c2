package org.everycore.training.train;

import java.util.List;
import org.everycore.training.critic.Critic;
import org.everycore.training.critic.CriticInput;
import org.everycore.training.critic.CriticShape;
import org.everycore.training.data.Blur;
import org.everycore.training.data.Dataset;
import org.everycore.training.optimise.Gradients;
import org.everycore.training.optimise.Optimiser;

/**
 * WGAN-GP on densities: a critic scores densities that are blurred where asked, divided by their peaks, and noisy in the first
 * epochs; the penalty looks between the very densities that the critic sees.
 */
final class CriticTrainer implements Trainer {
    private final CriticSpec spec;
    private final Dataset data;
    private final DrawSource draws;
    private final int batch;
    private final int points;
    private final Critic critic;
    private final Optimiser optimiser;
    private final Blur blur;
    private final double[] gradient;
    private final double[] real;
    private final double[] fake;
    private final double[] realNoise;
    private final double[] fakeNoise;
    private final double[] epsilon;
    private final int[] members;
    private final double[] scale;
    private final double[] scores;

    CriticTrainer(TrainSpec spec, Dataset data, DrawSource draws, double[] weights) {
        this.spec = spec.critic();
        this.data = data;
        this.draws = draws;
        this.batch = spec.batch();
        this.points = data.side() * data.side();
        this.critic = new Critic(shape(spec, points), weights);
        this.optimiser = spec.optimiser().of(weights.length);
        this.blur = this.spec.blur() > 0 ? new Blur(data.side(), this.spec.blur()) : null;
        this.gradient = new double[weights.length];
        this.real = new double[batch * points];
        this.fake = new double[batch * points];
        this.realNoise = new double[batch * points];
        this.fakeNoise = new double[batch * points];
        this.epsilon = new double[batch];
        this.members = new int[batch];
        this.scale = new double[batch];
        this.scores = new double[batch];
    }

    static CriticShape shape(TrainSpec spec, int points) {
        return new CriticShape(points, spec.critic().widths());
    }

    @Override
    public int generatedForOpponent() {
        return spec.steps() * batch;
    }

    @Override
    public void opponent(int epoch, double rate, double[] generated, EpochRow row) {
        double noise = spec.noiseIn(epoch);
        double weight = spec.penaltyIn(epoch);
        double realScore = 0;
        double fakeScore = 0;
        double penalty = 0;
        double norm = 0;
        for (int step = 0; step < spec.steps(); step++) {
            draws.members(epoch, step, members, data.training().length);
            for (int s = 0; s < batch; s++) {
                System.arraycopy(data.training()[members[s]], 0, real, s * points, points);
            }
            System.arraycopy(generated, step * batch * points, fake, 0, batch * points);
            if (noise > 0) {
                draws.noise(epoch, step, realNoise, fakeNoise);
            }
            seen(real, realNoise, noise);
            seen(fake, fakeNoise, noise);
            draws.epsilon(epoch, step, epsilon);
            Critic.Step came = critic.wasserstein(real, fake, batch, epsilon, weight, gradient);
            norm += Gradients.norm(gradient) / spec.steps();
            optimiser.step(critic.weights(), gradient, rate);
            critic.refresh();
            realScore += came.realScore() / spec.steps();
            fakeScore += came.fakeScore() / spec.steps();
            penalty += came.penalty() / spec.steps();
        }
        row.set("real_score", realScore);
        row.set("fake_score", fakeScore);
        row.set("gradient_penalty", penalty);
        row.set("gradient_penalty_weight", weight);
        row.set("instance_noise", noise);
        row.set("critic_loss", fakeScore - realScore + weight * penalty);
        row.set("critic_gradient_norm", norm);
    }

    private void seen(double[] densities, double[] normals, double noise) {
        for (int s = 0; s < batch; s++) {
            if (blur != null) {
                blur.apply(densities, s * points);
            }
            CriticInput.peak(densities, s * points, points);
            if (noise > 0) {
                CriticInput.noisy(densities, s * points, points, normals, s * points, noise);
            }
        }
    }

    /** -mean score, through the peak and the blur. */
    @Override
    public double loss(int epoch, double[] values, int samples, double[] cotangents, boolean wanted) {
        System.arraycopy(values, 0, fake, 0, samples * points);
        double[] divisors = new double[samples];
        int[] peaks = new int[samples];
        for (int s = 0; s < samples; s++) {
            if (blur != null) {
                blur.apply(fake, s * points);
            }
            peaks[s] = CriticInput.peakAt(fake, s * points, points);
            divisors[s] = CriticInput.peak(fake, s * points, points);
            scale[s] = -1.0 / samples;
        }
        critic.backward(fake, samples, scale, null, cotangents);
        for (int s = 0; s < samples; s++) {
            CriticInput.peakBack(fake, s * points, points, divisors[s], peaks[s], cotangents);
            if (blur != null) {
                blur.apply(cotangents, s * points);
            }
        }
        if (!wanted) {
            return Double.NaN;
        }
        critic.scores(fake, samples, scores);
        double sum = 0;
        for (int s = 0; s < samples; s++) {
            sum -= scores[s] / samples;
        }
        return sum;
    }

    @Override
    public double[] opponentWeights() {
        return critic.weights();
    }

    @Override
    public List<Optimiser> optimisers() {
        return List.of(optimiser);
    }

    @Override
    public void restored() {
        critic.refresh();
    }
}
