package org.everycore.jobs.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;

/**
 * One job that ended, in the few figures that reports over many jobs are made of.
 *
 * @param at when it ended
 * @param fallbacks steps down from the strategy that was asked for
 * @param predictedSeconds null when nothing was predicted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Execution(
        Instant at,
        String job,
        String kind,
        String strategy,
        JobState state,
        long units,
        String unit,
        double seconds,
        int workers,
        double utilisation,
        int fallbacks,
        Double predictedSeconds) {
    public Execution {
        Objects.requireNonNull(at, "at is null");
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(state, "state is null");
        strategy = strategy == null ? "" : strategy;
        unit = unit == null ? "" : unit;
    }

    public static Execution of(JobReport report, Instant at) {
        return new Execution(
                at,
                report.job().value(),
                report.kind(),
                report.strategy(),
                report.state(),
                report.units(),
                report.unit(),
                report.seconds(),
                report.workers(),
                report.utilisation(),
                report.fallbacks().size(),
                report.predictedSeconds());
    }
}
