package org.everycore.jobs.strategy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.everycore.jobs.cost.Basis;

/**
 * What the cost model expects of one strategy: time and memory, or the reason why it cannot run.
 *
 * @param seconds of the whole job, from its start to its result
 * @param memoryBytes on the node that needs most
 * @param obstacle null when it can run
 * @param basis what the time was predicted from; null when it cannot run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Prediction(
        String strategy,
        int workers,
        double seconds,
        long memoryBytes,
        String obstacle,
        @JsonIgnore Basis basis) {
    public boolean possible() {
        return obstacle == null;
    }
}
