package org.everycore.jobs.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What the cost model expects of one strategy: time and memory, or the reason why it cannot run.
 *
 * @param seconds from the first chunk to the last, start of engines included
 * @param memoryBytes on the node that needs most
 * @param obstacle null when it can run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Prediction(String strategy, int workers, double seconds, long memoryBytes, String obstacle) {
    public boolean possible() {
        return obstacle == null;
    }
}
