package org.everycore.jobs.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.everycore.jobs.Kernel;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void a_job_of_a_millisecond_teaches_as_one_of_seconds_does() {
        Calibration learned =
                Calibration.NOMINAL.learn(basis("a", 1e-4, false), 3e-3).learn(basis("a", 10, false), 25);

        assertThat(learned.predict(basis("a", 1e-4, false), 1e-4)).isCloseTo(3e-3, within(1e-12));
        assertThat(learned.predict(basis("a", 10, false), 10)).isCloseTo(25, within(1e-9));
    }

    @Test
    void the_first_job_of_a_process_is_another_than_the_next() {
        Calibration learned = Calibration.NOMINAL.learn(basis("a", 0.01, true), 1.3);

        assertThat(learned.cold("k", Kernel.BLOCKED)).isFalse();
        assertThat(learned.cold("k", Kernel.SCALAR)).isTrue();
        learned = learned.learn(basis("a", 0.01, false), 0.02);
        assertThat(learned.predict(basis("a", 0.01, true), 0.01)).isCloseTo(1.3, within(1e-9));
        assertThat(learned.predict(basis("a", 0.01, false), 0.01)).isCloseTo(0.02, within(1e-9));
    }

    /** A machine whose jobs take a start and four times their nominal seconds: sizes between and beyond what ran come out right. */
    @Test
    void sizes_that_never_ran_are_told_from_those_that_did() {
        Calibration learned = Calibration.NOMINAL;
        for (double size : new double[] {0.001, 0.1, 1}) {
            learned = learned.learn(basis("a", size, false), 0.002 + 4 * size);
        }

        for (double size : new double[] {0.0001, 0.01, 0.5, 20}) {
            double took = 0.002 + 4 * size;
            assertThat(learned.predict(basis("a", size, false), size) / took).isBetween(1 / 1.5, 1.5);
        }
    }

    @Test
    void one_slow_run_among_five_does_no_harm() {
        Calibration learned = Calibration.NOMINAL;
        for (double took : new double[] {1, 1.02, 9, 0.98, 1.01}) {
            learned = learned.learn(basis("a", 0.5, false), took);
        }

        assertThat(learned.predict(basis("a", 0.5, false), 0.5)).isCloseTo(1.01, within(1e-9));
    }

    @Test
    void another_form_of_the_kind_counts_until_its_own_is_known_and_not_after() {
        Calibration learned = Calibration.NOMINAL.learn(basis("a", 1, false), 7);

        assertThat(learned.predict(basis("b", 1, false), 1)).isCloseTo(7, within(1e-9));
        learned = learned.learn(basis("b", 1, false), 2);
        assertThat(learned.predict(basis("b", 1, false), 1)).isCloseTo(2, within(1e-9));
        assertThat(learned.predict(basis("a", 1, false), 1)).isCloseTo(7, within(1e-9));
    }

    @Test
    void what_is_kept_stays_bounded() {
        Calibration learned = Calibration.NOMINAL;
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            learned = learned.learn(basis("form " + i, Math.exp(random.nextGaussian()), false), 1);
        }

        assertThat(learned.curves()).hasSize(Calibration.MOST_CURVES).containsKey("k/blocked/form 2999/warm");
        assertThat(learned.predict(basis("form 1", 1, false), 1)).isPositive();
    }

    @Test
    void measured_speeds_count_where_nothing_ran() {
        Calibration measured = Calibration.NOMINAL.withSpeeds(Map.of(Resource.SCALAR_FLOPS, 3e9));

        assertThat(measured.seconds(new Work(Resource.SCALAR_FLOPS, 6e9))).isEqualTo(2);
        assertThat(measured.predict(basis("a", 4, false), 2)).isCloseTo(2, within(0.01));
        assertThat(measured.predict(basis("a", 4, true), 2)).isGreaterThan(2.1);
    }

    private static Basis basis(String form, double seconds, boolean cold) {
        return new Basis("k", Kernel.BLOCKED, form, seconds, cold);
    }
}
