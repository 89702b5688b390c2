package org.everycore.jobs.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SampleRandomTest {
    @Property
    void a_samples_draws_do_not_depend_on_what_was_read_before(
            @ForAll long seed,
            @ForAll @LongRange(min = 0) long sample,
            @ForAll @IntRange(min = 0, max = 20) int before) {
        SampleRandom fresh = new SampleRandom(seed, 3);
        fresh.seek(sample);
        SampleRandom used = new SampleRandom(seed, 3);
        used.seek(sample / 2);
        for (int i = 0; i < before; i++) {
            used.nextNormal();
        }
        used.seek(sample);

        for (int i = 0; i < 9; i++) {
            assertThat(used.nextLong()).isEqualTo(fresh.nextLong());
        }
    }

    @Test
    void streams_and_samples_and_seeds_differ() {
        assertThat(new long[] {first(1, 0, 0), first(2, 0, 0), first(1, 1, 0), first(1, 0, 1), first(1L << 32, 0, 0)})
                .doesNotHaveDuplicates();
    }

    @Test
    void normals_have_the_moments_and_quantiles_of_a_normal() {
        int n = 200_000;
        double[] draws = new double[n];
        SampleRandom random = new SampleRandom(7, 0);
        for (int i = 0; i < n; i++) {
            random.seek(i);
            draws[i] = random.nextNormal();
        }
        assertThat(Arrays.stream(draws).average().orElseThrow()).isCloseTo(0, within(0.01));
        assertThat(Arrays.stream(draws).map(x -> x * x).average().orElseThrow()).isCloseTo(1, within(0.015));
        assertThat(Arrays.stream(draws).map(x -> x * x * x * x).average().orElseThrow())
                .isCloseTo(3, within(0.08));
        double beyondTwo = Arrays.stream(draws).filter(x -> x > 2).count() / (double) n;
        assertThat(beyondTwo).isCloseTo(0.0227501, within(0.0015));
    }

    /** Quantiles from tables of the normal distribution, and the tail by its continued fraction. */
    @Test
    void quantiles_agree_with_tables() {
        assertThat(InverseNormal.quantile(0.5)).isZero();
        assertThat(InverseNormal.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-15));
        assertThat(InverseNormal.quantile(0.999)).isCloseTo(3.090232306167813, within(5e-15));
        assertThat(InverseNormal.quantile(1e-10)).isCloseTo(-6.361340902404056, within(1e-14));
        assertThat(InverseNormal.quantile(1e-30)).isCloseTo(-11.464024988721366, within(2e-3));
        assertThat(InverseNormal.quantile(0x1p-54)).isFinite();
        assertThat(InverseNormal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(InverseNormal.quantile(1.5)).isNaN();
    }

    @Property
    void bounded_ints_stay_in_bounds(@ForAll long seed, @ForAll @IntRange(min = 1) int bound) {
        assertThat(new SampleRandom(seed, 0).nextInt(bound)).isBetween(0, bound - 1);
    }

    private static long first(long seed, int stream, long sample) {
        SampleRandom random = new SampleRandom(seed, stream);
        random.seek(sample);
        return random.nextLong();
    }
}
