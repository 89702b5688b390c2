package org.everycore.jobs.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * Totals over executions: how many jobs of each kind ran under each strategy and how they ended, and the average rate of
 * those that succeeded. Adding reports in any order gives the same totals.
 */
public record ReportTotals(
        long jobs,
        long succeeded,
        long failed,
        long cancelled,
        Map<String, Long> strategies,
        Map<String, KindTotal> kinds) {
    public static final ReportTotals NONE = new ReportTotals(0, 0, 0, 0, Map.of(), Map.of());

    public ReportTotals {
        strategies = Map.copyOf(strategies);
        kinds = Map.copyOf(kinds);
    }

    public ReportTotals plus(JobReport report) {
        Map<String, Long> byStrategy = new TreeMap<>(strategies);
        byStrategy.merge(report.strategy(), 1L, Long::sum);
        Map<String, KindTotal> byKind = new TreeMap<>(kinds);
        if (report.state() == JobState.SUCCEEDED) {
            byKind.merge(report.kind(), new KindTotal(1, report.units(), report.seconds()), KindTotal::plus);
        }
        return new ReportTotals(
                jobs + 1,
                succeeded + (report.state() == JobState.SUCCEEDED ? 1 : 0),
                failed + (report.state() == JobState.FAILED ? 1 : 0),
                cancelled + (report.state() == JobState.CANCELLED ? 1 : 0),
                byStrategy,
                byKind);
    }

    /** Jobs of one kind that succeeded, with all their units and seconds. */
    public record KindTotal(long jobs, long units, double seconds) {
        KindTotal plus(KindTotal other) {
            return new KindTotal(jobs + other.jobs, units + other.units, seconds + other.seconds);
        }

        /** Units a second over all jobs together. */
        public double averageRate() {
            return seconds > 0 ? units / seconds : 0;
        }
    }
}
