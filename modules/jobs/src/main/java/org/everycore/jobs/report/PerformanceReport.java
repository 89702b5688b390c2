package org.everycore.jobs.report;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What many jobs came to: how many ran under which strategy, at what rates, how busy their workers were, how often another strategy
 * took over, and how near predictions were. The order of the jobs does not matter but for the last bits of sums.
 *
 * @param executions jobs that ended, in whatever state
 * @param utilisation of the workers over all jobs that succeeded, 0 to 1: busy core seconds over core seconds
 * @param nearlyPredicted jobs whose time was predicted within a factor of {@value #NEAR}
 */
public record PerformanceReport(
        long executions,
        long succeeded,
        long failed,
        long cancelled,
        double utilisation,
        long fallbacks,
        long predicted,
        long nearlyPredicted,
        Map<String, Long> strategies,
        Map<String, KindRate> kinds) {
    public static final double NEAR = 1.5;

    /** Jobs of one kind that succeeded: how many, of how many units, and units a second over all of them together. */
    public record KindRate(long jobs, String unit, long units, double seconds, double perSecond) {
        KindRate plus(Execution one) {
            long all = units + one.units();
            double whole = seconds + one.seconds();
            return new KindRate(jobs + 1, one.unit(), all, whole, whole > 0 ? all / whole : 0);
        }
    }

    public PerformanceReport {
        strategies = Collections.unmodifiableMap(new TreeMap<>(strategies));
        kinds = Collections.unmodifiableMap(new TreeMap<>(kinds));
    }

    public static PerformanceReport of(Collection<Execution> all) {
        Map<String, Long> strategies = new TreeMap<>();
        Map<String, KindRate> kinds = new TreeMap<>();
        Map<JobState, Long> states = new EnumMap<>(JobState.class);
        double core = 0;
        double busy = 0;
        long fallbacks = 0;
        long predicted = 0;
        long near = 0;
        for (Execution one : all) {
            states.merge(one.state(), 1L, Long::sum);
            strategies.merge(one.strategy(), 1L, Long::sum);
            fallbacks += one.fallbacks();
            if (one.state() != JobState.SUCCEEDED) {
                continue;
            }
            core += one.workers() * one.seconds();
            busy += one.workers() * one.seconds() * one.utilisation();
            kinds.put(
                    one.kind(),
                    kinds.getOrDefault(one.kind(), new KindRate(0, one.unit(), 0, 0, 0))
                            .plus(one));
            if (one.predictedSeconds() != null && one.seconds() > 0) {
                predicted++;
                double ratio = one.predictedSeconds() / one.seconds();
                near += ratio <= NEAR && ratio >= 1 / NEAR ? 1 : 0;
            }
        }
        return new PerformanceReport(
                all.size(),
                states.getOrDefault(JobState.SUCCEEDED, 0L),
                states.getOrDefault(JobState.FAILED, 0L),
                states.getOrDefault(JobState.CANCELLED, 0L),
                core > 0 ? busy / core : 0,
                fallbacks,
                predicted,
                near,
                strategies,
                kinds);
    }
}
