package org.everycore.training.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.everycore.jobs.Inputs;
import org.everycore.training.critic.Critic;
import org.everycore.training.critic.CriticShape;
import org.everycore.training.data.Dataset;
import org.junit.jupiter.api.Test;

/** The generator's loss of every trainer against central differences by the generated values. */
class TrainerTest {
    private static final int B = 4;

    private static Dataset data(TrainSpec spec) throws IOException {
        return Dataset.of(spec.data(), 3, Inputs.LOCAL);
    }

    @Test
    void divergence() throws IOException {
        TrainSpec spec = SegmentsTest.spec("polar_displacement", "supervised");
        check(new Divergence(data(spec).canonical()), 144, 1e-3);
    }

    @Test
    void discrepancies() throws IOException {
        for (String name : new String[] {"energy", "mmd", "nearest"}) {
            TrainSpec spec = SegmentsTest.spec("polar_displacement", name);
            check(new Discrepancy(spec, data(spec), new SeededDraws(3, 1)), 144, 1e-3);
        }
    }

    @Test
    void critic() throws IOException {
        TrainSpec spec = SegmentsTest.spec("polar_displacement", "wgan_gp");
        Dataset data = data(spec);
        double[] weights = new Random(4)
                .doubles(CriticTrainer.shape(spec, 144).count(), -1, 1)
                .toArray();
        check(new CriticTrainer(spec, data, new SeededDraws(3, 1), weights), 144, 1e-3);
    }

    @Test
    void judges() throws IOException {
        TrainSpec spec = SegmentsTest.spec("polar_displacement", "bce");
        CriticShape shape = new CriticShape(2, 6, 4);
        double[] weights = new Random(4).doubles(shape.count(), -1, 1).toArray();
        check(
                new SampleTrainer(
                        spec, data(spec), new SeededDraws(3, 1), new PerceptronJudge(new Critic(shape, weights))),
                2,
                1);
        check(new SampleTrainer(spec, data(spec), new SeededDraws(3, 1), new CircuitJudge(6, 3, null)), 2, 1);
    }

    /** The judge's own gradient: a small step against it lowers its loss. */
    @Test
    void aCircuitJudgesWeightsHaveExactDerivatives() {
        CircuitJudge judge = new CircuitJudge(6, 3, null);
        double[] points = {0.3, -0.2, 0.5, 0.4};
        double[] scale = {0.7, -1.1};
        double[] gradient = new double[judge.weights().length];
        judge.backward(points, 2, scale, gradient, null);
        double[] logits = new double[2];
        for (int i = 0; i < gradient.length; i++) {
            double at = judge.weights()[i];
            double[] sums = new double[2];
            for (int side = 0; side < 2; side++) {
                judge.weights()[i] = at + (side == 0 ? 1e-5 : -1e-5);
                judge.logits(points, 2, logits);
                sums[side] = scale[0] * logits[0] + scale[1] * logits[1];
            }
            judge.weights()[i] = at;
            assertThat(gradient[i]).isCloseTo((sums[0] - sums[1]) / 2e-5, Offset.offset(1e-8));
        }
    }

    private static void check(Trainer trainer, int columns, double size) {
        Random random = new Random(8);
        double[] values = random.doubles((long) B * columns, 0.1 * size, size).toArray();
        if (columns > 2) {
            densities(values, columns);
        }
        double[] cotangents = new double[values.length];
        double[] unread = new double[values.length];
        trainer.loss(1, values, B, cotangents, true);
        double h = 3e-5 * size;
        for (int trial = 0; trial < 40; trial++) {
            int i = random.nextInt(values.length);
            double at = values[i];
            values[i] = at + h;
            double above = trainer.loss(1, values, B, unread, true);
            values[i] = at - h;
            double below = trainer.loss(1, values, B, unread, true);
            values[i] = at;
            double expected = (above - below) / (2 * h);
            assertThat(cotangents[i])
                    .as("value %d", i)
                    .isCloseTo(expected, Offset.offset(1e-6 * Math.max(1, Math.abs(expected))));
        }
    }

    /** Sums of 1: of other numbers the energy distance can be negative. */
    private static void densities(double[] values, int columns) {
        for (int s = 0; s < B; s++) {
            double sum = 0;
            for (int i = 0; i < columns; i++) {
                sum += values[s * columns + i];
            }
            for (int i = 0; i < columns; i++) {
                values[s * columns + i] /= sum;
            }
        }
    }
}
