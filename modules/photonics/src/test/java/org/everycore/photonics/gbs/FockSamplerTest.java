package org.everycore.photonics.gbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.linear.ComplexMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FockSamplerTest {
    private static final int SAMPLES = 60_000;

    /** The definition: a sum over permutations of the rows listed. */
    private static double[] permanent(int[] rows, int[] columns, int from, double[] re, double[] im, int width) {
        if (from == rows.length) {
            return new double[] {1, 0};
        }
        double[] sum = new double[2];
        for (int k = from; k < rows.length; k++) {
            int row = rows[k];
            rows[k] = rows[from];
            rows[from] = row;
            double[] rest = permanent(rows, columns, from + 1, re, im, width);
            int a = row * width + columns[from];
            sum[0] += re[a] * rest[0] - im[a] * rest[1];
            sum[1] += re[a] * rest[1] + im[a] * rest[0];
            rows[from] = rows[k];
            rows[k] = row;
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({
        "1 1 1 1 1, 1 1 1 1 1",
        "2 0 3 1 0, 1 1 1 1 2",
        "6 0 0 0 0, 0 3 3 0 0",
        "0 2 2 2 0, 2 1 0 1 2",
        "0 0 0 0 0, 0 0 0 0 0"
    })
    void permanentsAreSumsOverPermutations(String s, String t) {
        ComplexMatrix u = Matchings.unitary(5, new SampleRandom(4, 93));
        int[] rows = Arrays.stream(s.split(" ")).mapToInt(Integer::parseInt).toArray();
        int[] columns = Arrays.stream(t.split(" ")).mapToInt(Integer::parseInt).toArray();
        double[] got = Permanent.of(rows, columns, u.re(), u.im());
        double[] expected = permanent(Matchings.rows(rows), Matchings.rows(columns), 0, u.re(), u.im(), 5);
        assertThat(got[0]).isCloseTo(expected[0], within(1e-13));
        assertThat(got[1]).isCloseTo(expected[1], within(1e-13));
    }

    @ParameterizedTest(name = "input {0}, transmission {1}")
    @CsvSource({"1 1 1 0, 1", "2 1 0 1, 1", "3 0 0 0, 1", "1 1 1 1, 0.6", "2 1 0 0, 0.8"})
    void samplesHaveTheLawOfPermanents(String photons, double transmission) {
        int[] input =
                Arrays.stream(photons.split(" ")).mapToInt(Integer::parseInt).toArray();
        double[] t = new double[4];
        Arrays.fill(t, transmission);
        FockInterference experiment = new FockInterference(Matchings.unitary(4, new SampleRandom(6, 94)), input, t, 1);
        Map<List<Integer>, Integer> counts = counts(experiment);
        double total = 0;
        double chi = 0;
        int cells = 0;
        for (int[] pattern : PatternProbabilitiesTest.patterns(4, experiment.photons())) {
            double p = experiment.probability(pattern);
            total += p;
            if (p * SAMPLES >= 5) {
                double off = counts.getOrDefault(Arrays.stream(pattern).boxed().toList(), 0) - p * SAMPLES;
                chi += off * off / (p * SAMPLES);
                cells++;
            }
        }
        assertThat(total).isCloseTo(1, within(1e-12));
        double z = (Math.cbrt(chi / cells) - (1 - 2.0 / (9 * cells))) / Math.sqrt(2.0 / (9 * cells));
        assertThat(z).isLessThan(4);
    }

    private static Map<List<Integer>, Integer> counts(FockInterference experiment) {
        FockSampler sampler = new FockSampler(experiment, 3);
        Map<List<Integer>, Integer> counts = new HashMap<>();
        double[] row = new double[experiment.modes()];
        for (int i = 0; i < SAMPLES; i++) {
            sampler.draw(i, row, 0);
            counts.merge(Arrays.stream(row).mapToObj(x -> (int) x).toList(), 1, Integer::sum);
        }
        return counts;
    }

    /** Two photons on a balanced beamsplitter leave by different outputs with probability (1 - v²)/2, v the chance of each to interfere. */
    @Test
    void photonsThatCanBeToldApartFillTheDip() {
        double h = Math.sqrt(0.5);
        ComplexMatrix u = new ComplexMatrix(2, new double[] {h, h, h, -h}, new double[4]);
        for (double v : new double[] {0, 0.5, 0.9, 1}) {
            FockInterference experiment = new FockInterference(u, new int[] {1, 1}, new double[] {1, 1}, v);
            double apart = counts(experiment).getOrDefault(List.of(1, 1), 0) / (double) SAMPLES;
            assertThat(apart).isCloseTo((1 - v * v) / 2, within(0.01));
        }
    }

    @Test
    void whatIsNotUnitaryIsRefused() {
        ComplexMatrix u = new ComplexMatrix(2, new double[] {1, 0, 0, 0.9}, new double[4]);
        assertThatThrownBy(() -> new FockInterference(u, new int[] {1, 1}, new double[] {1, 1}, 1))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining("not unitary");
    }
}
