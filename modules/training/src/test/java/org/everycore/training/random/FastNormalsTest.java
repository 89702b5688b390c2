package org.everycore.training.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.everycore.jobs.random.InverseNormal;
import org.junit.jupiter.api.Test;

class FastNormalsTest {
    /** Shares of 2^22 draws below quantiles, tails included, within five deviations of what the law says. */
    @Test
    void followTheNormalLaw() {
        FastNormals random = new FastNormals(7, 3);
        double[] at = {1e-5, 1e-4, 1e-3, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 0.9999, 0.99999};
        double[] quantiles = new double[at.length];
        java.util.Arrays.setAll(quantiles, i -> InverseNormal.quantile(at[i]));
        long[] below = new long[at.length];
        int n = 1 << 22;
        double sum = 0;
        double square = 0;
        double fourth = 0;
        for (int i = 0; i < n; i++) {
            if (i % 4096 == 0) {
                random.seek(i, 0);
            }
            double x = random.nextNormal();
            sum += x;
            square += x * x;
            fourth += x * x * x * x;
            for (int q = 0; q < at.length; q++) {
                below[q] += x < quantiles[q] ? 1 : 0;
            }
        }
        for (int q = 0; q < at.length; q++) {
            double deviation = Math.sqrt(at[q] * (1 - at[q]) / n);
            assertThat((double) below[q] / n).as("at %s", at[q]).isCloseTo(at[q], Offset.offset(5 * deviation));
        }
        assertThat(sum / n).isCloseTo(0, Offset.offset(5 / Math.sqrt(n)));
        assertThat(square / n).isCloseTo(1, Offset.offset(5 * Math.sqrt(2.0 / n)));
        assertThat(fourth / n).isCloseTo(3, Offset.offset(5 * Math.sqrt(96.0 / n)));
    }

    @Test
    void dependOnThePlaceAlone() {
        FastNormals one = new FastNormals(5, 2);
        FastNormals two = new FastNormals(5, 2);
        two.seek(99, 4);
        two.nextNormal();
        one.seek(12, 1);
        two.seek(12, 1);
        double first = one.nextNormal();
        assertThat(two.nextNormal()).isEqualTo(first);
        two.seek(12, 2);
        assertThat(two.nextNormal()).isNotEqualTo(first);
        two.seek(13, 1);
        assertThat(two.nextNormal()).isNotEqualTo(first);
        FastNormals other = new FastNormals(5, 3);
        other.seek(12, 1);
        assertThat(other.nextNormal()).isNotEqualTo(first);
    }

    @Test
    void intsAreEven() {
        FastNormals random = new FastNormals(1, 1);
        int[] counts = new int[5];
        for (int i = 0; i < 100_000; i++) {
            counts[random.nextInt(5)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(19_300, 20_700);
        }
    }
}
