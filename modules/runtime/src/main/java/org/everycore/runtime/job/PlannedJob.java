package org.everycore.runtime.job;

import java.util.List;
import java.util.Objects;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.strategy.Fallback;
import org.everycore.jobs.strategy.Prediction;
import org.everycore.jobs.strategy.Strategy;
import org.everycore.runtime.schedule.Capability;
import org.everycore.runtime.wire.JobDescription;

/**
 * A job whose spec was read, whose plan was made and whose strategy was chosen.
 *
 * @param strategy the one that is to run
 * @param fallbacks the steps that led from the requested strategy to it
 * @param window chunks that may be computed or wait to be merged at a time; what memory allows
 */
public record PlannedJob<S, P>(
        JobDescription description,
        JobKind<S, P> kind,
        S spec,
        JobContext context,
        Strategy strategy,
        Prediction prediction,
        List<Fallback> fallbacks,
        int window,
        ResultTarget target) {
    public PlannedJob {
        Objects.requireNonNull(description, "description is null");
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(spec, "spec is null");
        Objects.requireNonNull(context, "context is null");
        Objects.requireNonNull(strategy, "strategy is null");
        Objects.requireNonNull(prediction, "prediction is null");
        Objects.requireNonNull(target, "target is null");
        fallbacks = List.copyOf(fallbacks);
        if (window < 1) {
            throw new IllegalArgumentException("window " + window);
        }
    }

    public JobId id() {
        return description.id();
    }

    public Capability capability() {
        return Capability.of(strategy);
    }
}
