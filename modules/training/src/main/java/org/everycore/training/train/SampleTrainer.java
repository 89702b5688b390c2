package org.everycore.training.train;

import java.util.List;
import org.everycore.training.data.Dataset;
import org.everycore.training.optimise.Gradients;
import org.everycore.training.optimise.Optimiser;

/**
 * The classical GAN on samples <x> of the first two modes: the judge lowers -log σ(real) - log(1 - σ(fake)), the generator
 * -log σ(fake). Means of quadratures are smooth functions of z: what a generator draws this way is a bent image of a normal
 * law, so shapes with holes or several parts ask for the trainers of densities.
 */
final class SampleTrainer implements Trainer {
    private final CriticSpec spec;
    private final DrawSource draws;
    private final int batch;
    private final int columns;
    private final Judge judge;
    private final Optimiser optimiser;
    private final PointSource source;
    private final double[] uniforms;
    private final double[] real;
    private final double[] fake;
    private final double[] logits;
    private final double[] scale;
    private final double[] gradient;
    private final double[] toPoints;

    SampleTrainer(TrainSpec spec, Dataset data, DrawSource draws, Judge judge) {
        this.spec = spec.critic();
        this.draws = draws;
        this.batch = spec.batch();
        this.columns = spec.generator().modes();
        this.judge = judge;
        this.optimiser = spec.optimiser().of(judge.weights().length);
        this.source = new PointSource(data.canonical(), data.axis());
        this.uniforms = new double[3 * batch];
        this.real = new double[2 * batch];
        this.fake = new double[2 * batch];
        this.logits = new double[batch];
        this.scale = new double[batch];
        this.gradient = new double[judge.weights().length];
        this.toPoints = new double[2 * batch];
    }

    @Override
    public int generatedForOpponent() {
        return spec.steps() * batch;
    }

    @Override
    public void opponent(int epoch, double rate, double[] generated, EpochRow row) {
        double loss = 0;
        double realScore = 0;
        double fakeScore = 0;
        double norm = 0;
        for (int step = 0; step < spec.steps(); step++) {
            draws.uniforms(epoch, step, uniforms);
            source.draw(uniforms, batch, real);
            points(generated, step * batch, batch, fake);
            java.util.Arrays.fill(gradient, 0);
            judge.logits(real, batch, logits);
            for (int s = 0; s < batch; s++) {
                loss += softplus(-logits[s]) / batch / spec.steps();
                realScore += logits[s] / batch / spec.steps();
                scale[s] = -sigmoid(-logits[s]) / batch;
            }
            judge.backward(real, batch, scale, gradient, null);
            judge.logits(fake, batch, logits);
            for (int s = 0; s < batch; s++) {
                loss += softplus(logits[s]) / batch / spec.steps();
                fakeScore += logits[s] / batch / spec.steps();
                scale[s] = sigmoid(logits[s]) / batch;
            }
            judge.backward(fake, batch, scale, gradient, null);
            norm += Gradients.norm(gradient) / spec.steps();
            optimiser.step(judge.weights(), gradient, rate);
            judge.refresh();
        }
        row.set("critic_loss", loss);
        row.set("real_score", realScore);
        row.set("fake_score", fakeScore);
        row.set("critic_gradient_norm", norm);
    }

    private void points(double[] values, int first, int count, double[] to) {
        for (int s = 0; s < count; s++) {
            to[2 * s] = values[(first + s) * columns];
            to[2 * s + 1] = values[(first + s) * columns + 1];
        }
    }

    @Override
    public double loss(int epoch, double[] values, int samples, double[] cotangents, boolean wanted) {
        points(values, 0, samples, fake);
        judge.logits(fake, samples, logits);
        double sum = 0;
        for (int s = 0; s < samples; s++) {
            sum += softplus(-logits[s]) / samples;
            scale[s] = -sigmoid(-logits[s]) / samples;
        }
        judge.backward(fake, samples, scale, null, toPoints);
        java.util.Arrays.fill(cotangents, 0, samples * columns, 0);
        for (int s = 0; s < samples; s++) {
            cotangents[s * columns] = toPoints[2 * s];
            cotangents[s * columns + 1] = toPoints[2 * s + 1];
        }
        return sum;
    }

    static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    static double sigmoid(double x) {
        return x >= 0 ? 1 / (1 + StrictMath.exp(-x)) : 1 - 1 / (1 + StrictMath.exp(x));
    }

    @Override
    public double[] opponentWeights() {
        return judge.weights();
    }

    @Override
    public List<Optimiser> optimisers() {
        return List.of(optimiser);
    }

    @Override
    public void restored() {
        judge.refresh();
    }
}
