package org.everycore.training.critic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.everycore.training.References;
import org.junit.jupiter.api.Test;

class CriticTest {
    private static final String CASE = "prototypes/training/reference/critic_case.npz";
    private static final int B = 8;

    @Test
    void isThatOfAnIndependentImplementation() {
        Map<String, double[]> c = References.arrays(CASE);
        CriticShape shape = new CriticShape(1600, 16, 8);
        Critic critic = new Critic(shape, flat(c, "p_", shape));
        double[] real = input(c.get("real"), c.get("noise_real"));
        double[] fake = input(c.get("fake"), c.get("noise_fake"));
        assertThat(worst(real, c.get("critic_in_real"))).isLessThan(1e-14);
        assertThat(worst(fake, c.get("critic_in_fake"))).isLessThan(1e-14);
        double[] scores = new double[B];
        critic.scores(real, B, scores);
        assertThat(worst(scores, c.get("score_real"))).isLessThan(1e-13);

        double[] gradient = new double[shape.count()];
        double lambda = c.get("lam")[0];
        Critic.Step step = critic.wasserstein(real, fake, B, c.get("epsilon"), lambda, gradient);
        assertThat(step.penalty()).isCloseTo(c.get("gp")[0], Offset.offset(1e-13));
        assertThat(step.loss(lambda)).isCloseTo(c.get("loss")[0], Offset.offset(1e-12));
        double[] expected = flat(c, "loss_grad_", shape);
        assertThat(relative(gradient, expected)).isLessThan(1e-10);
        double[] without = new double[shape.count()];
        critic.wasserstein(real, fake, B, c.get("epsilon"), 0, without);
        double[] alone = new double[shape.count()];
        Arrays.setAll(alone, i -> (gradient[i] - without[i]) / lambda);
        assertThat(relative(alone, flat(c, "gp_grad_", shape))).isLessThan(1e-10);
    }

    @Test
    void theGeneratorsDerivativeGoesThroughThePeak() {
        Map<String, double[]> c = References.arrays(CASE);
        CriticShape shape = new CriticShape(1600, 16, 8);
        Critic critic = new Critic(shape, flat(c, "p_", shape));
        double[] fake = c.get("fake").clone();
        double[] scale = new double[B];
        Arrays.fill(scale, -1.0 / B);
        double[] divisors = new double[B];
        int[] peaks = new int[B];
        for (int s = 0; s < B; s++) {
            peaks[s] = CriticInput.peakAt(fake, s * 1600, 1600);
            divisors[s] = CriticInput.peak(fake, s * 1600, 1600);
        }
        double[] toSamples = new double[fake.length];
        critic.backward(fake, B, scale, null, toSamples);
        for (int s = 0; s < B; s++) {
            CriticInput.peakBack(fake, s * 1600, 1600, divisors[s], peaks[s], toSamples);
        }
        assertThat(relative(toSamples, c.get("d_adversarial_d_fake"))).isLessThan(1e-10);
    }

    /** Any shape of network, against central differences. */
    @Test
    void derivativesAreThoseOfCentralDifferences() {
        for (int[] hidden : new int[][] {{5}, {6, 4}, {7, 5, 3}}) {
            Random random = new Random(hidden.length);
            CriticShape shape = new CriticShape(11, hidden);
            double[] w = new double[shape.count()];
            Arrays.setAll(w, i -> random.nextGaussian());
            Critic critic = new Critic(shape, w);
            double[] real = random.doubles(3 * 11).toArray();
            double[] fake = random.doubles(3 * 11).toArray();
            double[] epsilon = random.doubles(3).toArray();
            double[] gradient = new double[w.length];
            critic.wasserstein(real, fake, 3, epsilon, 2.5, gradient);
            double[] scratch = new double[w.length];
            for (int i = 0; i < w.length; i++) {
                double at = w[i];
                double h = 1e-6;
                w[i] = at + h;
                critic.refresh();
                double above =
                        critic.wasserstein(real, fake, 3, epsilon, 2.5, scratch).loss(2.5);
                w[i] = at - h;
                critic.refresh();
                double below =
                        critic.wasserstein(real, fake, 3, epsilon, 2.5, scratch).loss(2.5);
                w[i] = at;
                assertThat(gradient[i])
                        .as("weight %d of %s", i, Arrays.toString(hidden))
                        .isCloseTo((above - below) / (2 * h), Offset.offset(1e-7 * Math.max(1, Math.abs(gradient[i]))));
            }
        }
    }

    private static double[] input(double[] density, double[] noise) {
        double[] in = density.clone();
        for (int s = 0; s < B; s++) {
            CriticInput.peak(in, s * 1600, 1600);
            // The recorded noise has its deviation already.
            CriticInput.noisy(in, s * 1600, 1600, noise, s * 1600, 1);
        }
        return in;
    }

    private static double[] flat(Map<String, double[]> c, String prefix, CriticShape shape) {
        double[] all = new double[shape.count()];
        int at = 0;
        for (String name : new String[] {"W1", "b1", "gain1", "shift1", "W2", "b2", "gain2", "shift2", "W3", "b3"}) {
            double[] part = c.get(prefix + name);
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        assertThat(at).isEqualTo(all.length);
        return all;
    }

    private static double worst(double[] a, double[] b) {
        double worst = 0;
        for (int i = 0; i < b.length; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
        }
        return worst;
    }

    private static double relative(double[] a, double[] b) {
        return worst(a, b) / Arrays.stream(b).map(Math::abs).max().orElseThrow();
    }
}
