package org.everycore.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerformanceReportTest {
    @Test
    void rates_utilisation_and_predictions_are_of_what_succeeded() {
        PerformanceReport report = PerformanceReport.of(List.of(
                one("a", "cpu_batch", JobState.SUCCEEDED, 100, 1, 2, 1.0, 0, 1.4),
                one("a", "cpu_batch", JobState.SUCCEEDED, 200, 2, 1, 0.5, 1, 4.0),
                one("b", "threading", JobState.FAILED, 7, 9, 4, 1.0, 0, 9.0)));

        assertThat(report.executions()).isEqualTo(3);
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.utilisation()).isCloseTo((2 * 1 * 1.0 + 1 * 2 * 0.5) / 4, within(1e-12));
        assertThat(report.fallbacks()).isEqualTo(1);
        assertThat(report.predicted()).isEqualTo(2);
        assertThat(report.nearlyPredicted()).isEqualTo(1);
        assertThat(report.strategies()).containsEntry("cpu_batch", 2L).containsEntry("threading", 1L);
        assertThat(report.kinds()).containsOnlyKeys("a");
        assertThat(report.kinds().get("a").perSecond()).isCloseTo(100, within(1e-12));
    }

    @Test
    void nothing_gives_nothing() {
        assertThat(PerformanceReport.of(List.of()).utilisation()).isZero();
    }

    private static Execution one(
            String kind,
            String strategy,
            JobState state,
            long units,
            double seconds,
            int workers,
            double busy,
            int fallbacks,
            double predicted) {
        return new Execution(
                Instant.EPOCH,
                "j",
                kind,
                strategy,
                state,
                units,
                "things",
                seconds,
                workers,
                busy,
                fallbacks,
                predicted);
    }
}
