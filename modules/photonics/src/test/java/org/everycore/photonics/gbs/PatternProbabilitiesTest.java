package org.everycore.photonics.gbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.gaussian.GaussianState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternProbabilitiesTest {
    private static final long BYTES = 1L << 28;

    /** All patterns of so many modes with at most so many photons. */
    static List<int[]> patterns(int modes, int photons) {
        List<int[]> all = new ArrayList<>();
        patterns(new int[modes], 0, photons, all);
        return all;
    }

    private static void patterns(int[] pattern, int at, int left, List<int[]> all) {
        if (at == pattern.length) {
            all.add(pattern.clone());
            return;
        }
        for (int n = 0; n <= left; n++) {
            pattern[at] = n;
            patterns(pattern, at + 1, left - n, all);
        }
        pattern[at] = 0;
    }

    @ParameterizedTest(name = "squeezing {0}, noise {1}, displacement {2}")
    @CsvSource({"0.4, 0, 0", "0.4, 0, 0.7", "0.5, 0.6, 0", "0.5, 0.6, 0.7", "0, 0.8, 0.5", "1.2, 0.1, 0.3", "0, 0, 1"})
    void photonProbabilitiesAreSumsOverAllMatchings(double squeezing, double noise, double displacement) {
        GaussianState state = Matchings.state(4, squeezing, noise, displacement, 5);
        PatternProbabilities probabilities = new PatternProbabilities(state, BYTES);
        StellarForm a = StellarForm.of(state).doubled();
        for (int[] pattern : patterns(4, 5)) {
            int[] rows = new int[8];
            System.arraycopy(pattern, 0, rows, 0, 4);
            System.arraycopy(pattern, 0, rows, 4, 4);
            double[] sum = Matchings.loopHafnian(Matchings.rows(rows), 0, a.bRe(), a.bIm(), 8, a.gRe(), a.gIm());
            double expected = a.vacuum() * sum[0];
            for (int n : pattern) {
                for (int k = 2; k <= n; k++) {
                    expected /= k;
                }
            }
            assertThat(probabilities.photons(pattern)).isCloseTo(expected, within(1e-13));
        }
    }

    @ParameterizedTest(name = "squeezing {0}, noise {1}, displacement {2}")
    @CsvSource({"0.3, 0, 0", "0.3, 0.2, 0", "0.25, 0.2, 0.4", "0.25, 0, 0.4"})
    void clickProbabilitiesAreSumsOfPhotonProbabilities(double squeezing, double noise, double displacement) {
        GaussianState state = Matchings.state(3, squeezing, noise, displacement, 6);
        PatternProbabilities probabilities = new PatternProbabilities(state, BYTES);
        double[] sums = new double[8];
        double total = 0;
        for (int[] n : patterns(3, 24)) {
            double p = probabilities.photons(n);
            sums[Math.min(1, n[0]) + 2 * Math.min(1, n[1]) + 4 * Math.min(1, n[2])] += p;
            total += p;
        }
        assertThat(total).isCloseTo(1, within(1e-7));
        double clicks = 0;
        for (int k = 0; k < 8; k++) {
            double p = probabilities.clicks(new int[] {k & 1, k >> 1 & 1, k >> 2});
            assertThat(p).isCloseTo(sums[k], within(1e-7));
            clicks += p;
        }
        assertThat(clicks).isCloseTo(1, within(1e-13));
    }

    /** By the definition of the torontonian: a signed sum over the subsets of modes that click, of probabilities of darkness. */
    @Test
    void clickProbabilitiesAreSignedSumsOverSubsets() {
        for (double displacement : new double[] {0, 0.6}) {
            GaussianState state = Matchings.state(4, 0.7, 0.3, displacement, 8);
            PatternProbabilities probabilities = new PatternProbabilities(state, BYTES);
            for (int clicks = 0; clicks < 16; clicks++) {
                double expected = 0;
                for (int dark = 0; dark < 16; dark++) {
                    if ((dark | clicks) == 15) {
                        int sign = Integer.bitCount(dark & clicks) % 2 == 0 ? 1 : -1;
                        expected += sign * darkness(state, dark);
                    }
                }
                int[] pattern = {clicks & 1, clicks >> 1 & 1, clicks >> 2 & 1, clicks >> 3};
                assertThat(probabilities.clicks(pattern)).isCloseTo(expected, within(1e-14));
            }
        }
    }

    /** The vacuum probability of the modes in a set, the others traced out. */
    private static double darkness(GaussianState state, int set) {
        int m = Integer.bitCount(set);
        double[] v = new double[4 * m * m];
        double[] mean = new double[2 * m];
        int row = 0;
        for (int i = 0; i < 2 * state.modes(); i++) {
            if ((set >> i % state.modes() & 1) == 1) {
                int column = 0;
                mean[row] = state.mean()[i];
                for (int j = 0; j < 2 * state.modes(); j++) {
                    if ((set >> j % state.modes() & 1) == 1) {
                        v[row * 2 * m + column++] = state.covariance(i, j);
                    }
                }
                row++;
            }
        }
        return StellarForm.of(new GaussianState(m, mean, v)).vacuum();
    }

    /** Patterns long enough for every part of the table: many modes, repeated photons, with and without a further mode. */
    @Test
    void longPatternsAreSumsOverAllMatchings() {
        SampleRandom random = new SampleRandom(3, 92);
        int m = 11;
        double[] re = new double[m * m];
        double[] im = new double[m * m];
        double[] gRe = new double[m];
        double[] gIm = new double[m];
        for (int i = 0; i < m; i++) {
            gRe[i] = random.nextNormal() / 2;
            gIm[i] = random.nextNormal() / 2;
            for (int j = 0; j <= i; j++) {
                re[i * m + j] = re[j * m + i] = random.nextNormal() / 3;
                im[i * m + j] = im[j * m + i] = random.nextNormal() / 3;
            }
        }
        PairingTable table = new PairingTable(BYTES);
        int[][] cases = {
            {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
            {1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1},
            {1, 3, 0, 1, 2, 1, 1, 0, 1, 2, 0},
            {0, 0, 0, 5, 0, 0, 0, 4, 0, 2, 1},
            {0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0},
            {2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0},
            {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
            {1, 1, 1, 1, 1, 1, 6, 0, 0, 0, 0}
        };
        for (int[] pattern : cases) {
            table.compute(m, pattern, re, im, m, gRe, gIm, -1);
            double[] expected = Matchings.loopHafnian(Matchings.rows(pattern), 0, re, im, m, gRe, gIm);
            double scale = 1;
            for (int n : pattern) {
                for (int k = 2; k <= n; k++) {
                    scale *= Math.sqrt(k);
                }
            }
            double size = Math.hypot(expected[0], expected[1]) / scale;
            assertThat(table.re[0]).isCloseTo(expected[0] / scale, within(1e-12 * (1 + size)));
            assertThat(table.im[0]).isCloseTo(expected[1] / scale, within(1e-12 * (1 + size)));
        }
    }

    /** The coefficients of a further mode, put together as {@link OpenMode} does, are the amplitudes of its photon numbers. */
    @Test
    void aFurtherModeIsComputedWhole() {
        GaussianState state = Matchings.state(8, 0.6, 0, 0.5, 12);
        StellarForm form = StellarForm.of(state);
        PairingTable table = new PairingTable(BYTES);
        PairingTable plain = new PairingTable(BYTES);
        int[] pattern = {1, 2, 0, 1, 3, 1, 1, 0};
        int degrees = table.compute(7, pattern, form.bRe(), form.bIm(), 8, form.gRe(), form.gIm(), 7);
        assertThat(degrees).isEqualTo(10);
        for (int t = 0; t < 14; t++) {
            double re = 0;
            double im = 0;
            for (int d = 0; d <= Math.min(t, degrees - 1); d++) {
                plain.compute(
                        1,
                        new int[] {t - d},
                        new double[] {form.bRe()[63]},
                        new double[] {form.bIm()[63]},
                        1,
                        new double[] {form.gRe()[7]},
                        new double[] {form.gIm()[7]},
                        -1);
                double root = 1;
                for (int k = 1; k <= d; k++) {
                    root *= Math.sqrt((t - d + k) / (double) k);
                }
                re += root * (table.re[d] * plain.re[0] - table.im[d] * plain.im[0]);
                im += root * (table.re[d] * plain.im[0] + table.im[d] * plain.re[0]);
            }
            int[] all = pattern.clone();
            all[7] = t;
            plain.compute(8, all, form.bRe(), form.bIm(), 8, form.gRe(), form.gIm(), -1);
            assertThat(re).isCloseTo(plain.re[0], within(1e-12));
            assertThat(im).isCloseTo(plain.im[0], within(1e-12));
        }
    }

    @Test
    void whatMemoryDoesNotHoldIsRefused() {
        GaussianState state = Matchings.state(40, 0.5, 0, 0, 2);
        int[] pattern = new int[40];
        java.util.Arrays.fill(pattern, 1);
        assertThatThrownBy(() -> new PatternProbabilities(state, 1 << 20).photons(pattern))
                .isInstanceOf(TooManyPhotonsException.class)
                .hasMessageContaining("40 photons");
    }
}
