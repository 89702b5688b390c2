package org.everycore.photonics.gbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.gaussian.GaussianState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianSamplerTest {
    private static final long BYTES = 1L << 28;
    private static final int SAMPLES = 60_000;

    @ParameterizedTest(name = "{0} modes, squeezing {1}, noise {2}, displacement {3}, threshold {4}")
    @CsvSource({
        "4, 0.5, 0, 0, false",
        "4, 0.5, 0, 0.8, false",
        "3, 0.5, 0.7, 0, false",
        "3, 0.4, 0.5, 0.8, false",
        "2, 0, 0.9, 0.5, false",
        "2, 1.2, 0, 0.5, false",
        "4, 0.6, 0, 0, true",
        "4, 0.8, 0.5, 0.6, true",
        "4, 1.5, 0, 0.2, true",
        "3, 0, 2, 2.5, true",
    })
    void samplesHaveTheLawOfExactProbabilities(
            int modes, double squeezing, double noise, double displacement, boolean threshold) {
        GaussianState state = Matchings.state(modes, squeezing, noise, displacement, 21);
        GaussianSampler sampler =
                new GaussianSampler(new GaussianSampling(state, threshold), threshold, 7, 1000, BYTES);
        Map<List<Integer>, Integer> counts = new HashMap<>();
        double[] row = new double[modes];
        for (int i = 0; i < SAMPLES; i++) {
            sampler.draw(i, row, 0);
            counts.merge(java.util.Arrays.stream(row).mapToObj(x -> (int) x).toList(), 1, Integer::sum);
        }
        PatternProbabilities exact = new PatternProbabilities(state, BYTES);
        double chi = 0;
        int cells = 0;
        double restExpected = SAMPLES;
        double restSeen = SAMPLES;
        for (int[] pattern : PatternProbabilitiesTest.patterns(modes, threshold ? modes : 14)) {
            if (threshold && java.util.Arrays.stream(pattern).anyMatch(n -> n > 1)) {
                continue;
            }
            double expected = SAMPLES * (threshold ? exact.clicks(pattern) : exact.photons(pattern));
            if (expected >= 8) {
                int seen = counts.getOrDefault(
                        java.util.Arrays.stream(pattern).boxed().toList(), 0);
                chi += (seen - expected) * (seen - expected) / expected;
                cells++;
                restExpected -= expected;
                restSeen -= seen;
            }
        }
        if (restExpected >= 8) {
            chi += (restSeen - restExpected) * (restSeen - restExpected) / restExpected;
            cells++;
        }
        int freedom = cells - 1;
        // Wilson and Hilferty: four standard deviations.
        double z = (Math.cbrt(chi / freedom) - (1 - 2.0 / (9 * freedom))) / Math.sqrt(2.0 / (9 * freedom));
        assertThat(freedom).isGreaterThan(2);
        assertThat(z).as("chi-square %s of %s degrees of freedom", chi, freedom).isLessThan(4);
    }

    @Test
    void aSampleDependsOnItsNumberAlone() {
        GaussianState state = Matchings.state(6, 0.7, 0.2, 0.3, 4);
        for (boolean threshold : new boolean[] {false, true}) {
            GaussianSampling law = new GaussianSampling(state, threshold);
            GaussianSampler one = new GaussianSampler(law, threshold, 5, 100, BYTES);
            GaussianSampler other = new GaussianSampler(law, threshold, 5, 100, BYTES);
            double[] forward = new double[6 * 50];
            double[] back = new double[6 * 50];
            for (int i = 0; i < 50; i++) {
                one.draw(i, forward, 6 * i);
                other.draw(49 - i, back, 6 * (49 - i));
            }
            assertThat(back).isEqualTo(forward);
        }
    }

    @Test
    void meanPhotonNumbersOfManyModesAreMet() {
        GaussianState state = Matchings.state(20, 0.35, 0.1, 0.2, 9);
        GaussianSampling law = new GaussianSampling(state, false);
        GaussianSampler sampler = new GaussianSampler(law, false, 11, 100, BYTES);
        int samples = 4000;
        double[] row = new double[20];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < samples; i++) {
            sampler.draw(i, row, 0);
            double photons = java.util.Arrays.stream(row).sum();
            sum += photons;
            squares += photons * photons;
        }
        double mean = sum / samples;
        assertThat(Math.abs(mean - law.meanPhotons())).isLessThan(4 * law.spread() / Math.sqrt(samples));
        assertThat(Math.sqrt(squares / samples - mean * mean) / law.spread()).isBetween(0.93, 1.07);
    }

    @Test
    void aSampleOverALimitIsNamed() {
        GaussianState state = Matchings.state(6, 1, 0, 0, 4);
        GaussianSampler sampler = new GaussianSampler(new GaussianSampling(state, false), false, 5, 3, BYTES);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        sampler.draw(i, new double[6], 0);
                    }
                })
                .isInstanceOf(TooManyPhotonsException.class)
                .hasMessageContaining("sample ")
                .hasMessageContaining("over 3 photons");
    }

    @Test
    void covariancesBelowTheVacuumAreRefused() {
        GaussianState state = new GaussianState(1, new double[2], new double[] {0.5, 0, 0, 1});
        assertThatThrownBy(() -> new GaussianSampling(state, false))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining("uncertainty");
    }
}
