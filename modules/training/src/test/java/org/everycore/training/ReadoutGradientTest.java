package org.everycore.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.readout.BlockDensity;
import org.everycore.photonics.readout.Grids;
import org.everycore.photonics.readout.PositionUnits;
import org.everycore.training.metrics.FamilyMetrics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** KL + 20 (1 - norm)² of recorded kets through the density readout, values and derivatives by the kets. */
class ReadoutGradientTest {
    private static final int B = 8;
    private static final int P = 1600;

    @ParameterizedTest
    @CsvSource({"2, 8", "3, 6"})
    void isThatOfAnIndependentImplementation(int modes, int cutoff) {
        Map<String, double[]> c =
                References.arrays("prototypes/training/reference/readout_gradient_m" + modes + "_c" + cutoff + ".npz");
        int d = (int) Math.pow(cutoff, modes);
        KetBlock ket = new KetBlock(d, B);
        spread(c.get("ket_re"), d, ket.re);
        spread(c.get("ket_im"), d, ket.im);
        BlockDensity density =
                new BlockDensity(modes, cutoff, new int[] {0, 1}, Grids.linear(-3, 3, 40), PositionUnits.HERMITE, B);
        double[] raw = new double[P * B];
        density.read(ket, B, raw);
        double[] target = c.get("target");
        double[] cotangents = new double[P * B];
        double loss = 0;
        KetBlock lambda = new KetBlock(d, B);
        for (int s = 0; s < B; s++) {
            double sum = 0;
            for (int p = 0; p < P; p++) {
                sum += raw[p * B + s];
            }
            double[] shares = new double[P];
            double dot = 0;
            for (int p = 0; p < P; p++) {
                shares[p] = raw[p * B + s] / (sum + 1e-10);
                assertThat(shares[p]).isCloseTo(c.get("density")[s * P + p], Offset.offset(1e-15));
                dot += -target[p] / (shares[p] + 1e-10) / B * shares[p];
            }
            for (int p = 0; p < P; p++) {
                cotangents[p * B + s] = (-target[p] / (shares[p] + 1e-10) / B - dot) / (sum + 1e-10);
            }
            double norm = 0;
            for (int a = 0; a < d; a++) {
                norm += sq(ket.re[a * B + s]) + sq(ket.im[a * B + s]);
            }
            loss += FamilyMetrics.divergence(target, 0, shares, 0, P) / B + 20 * sq(1 - norm) / B;
            for (int a = 0; a < d; a++) {
                lambda.re[a * B + s] = -80.0 / B * (1 - norm) * ket.re[a * B + s];
                lambda.im[a * B + s] = -80.0 / B * (1 - norm) * ket.im[a * B + s];
            }
        }
        assertThat(loss).isCloseTo(c.get("loss")[0], Offset.offset(1e-12));
        density.pull(cotangents, ket, B, lambda);
        check(lambda.re, c.get("grad_re"), d);
        check(lambda.im, c.get("grad_im"), d);
    }

    private static void check(double[] actual, double[] expected, int d) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int s = 0; s < B; s++) {
            for (int a = 0; a < d; a++) {
                assertThat(actual[a * B + s]).isCloseTo(expected[s * d + a], Offset.offset(1e-10 * largest));
            }
        }
    }

    private static void spread(double[] from, int d, double[] to) {
        for (int s = 0; s < B; s++) {
            for (int a = 0; a < d; a++) {
                to[a * B + s] = from[s * d + a];
            }
        }
    }

    private static double sq(double v) {
        return v * v;
    }
}
