package org.everycore.jobs.strategy;

import java.util.List;
import java.util.Objects;

/**
 * Which strategy runs a job, and everything that a person needs to see why.
 *
 * @param requested the strategy that was asked for, {@code auto} included
 * @param chosen the strategy that runs
 * @param workers how many workers it may use
 * @param reason one sentence
 * @param predictions one for each known strategy, in the order they are listed
 * @param fallbacks steps down from a requested strategy that cannot run
 */
public record Decision(
        String requested,
        Strategy chosen,
        int workers,
        String reason,
        Prediction prediction,
        List<Prediction> predictions,
        List<Fallback> fallbacks) {
    public Decision {
        Objects.requireNonNull(requested, "requested is null");
        Objects.requireNonNull(chosen, "chosen is null");
        Objects.requireNonNull(reason, "reason is null");
        Objects.requireNonNull(prediction, "prediction is null");
        predictions = List.copyOf(predictions);
        fallbacks = List.copyOf(fallbacks);
    }
}
