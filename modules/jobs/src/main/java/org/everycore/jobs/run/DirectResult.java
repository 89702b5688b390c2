package org.everycore.jobs.run;

import java.util.List;
import org.everycore.jobs.result.JobResult;

/**
 * What a direct run came to.
 *
 * @param chunks how many there were, over all rounds
 * @param seconds from start to end
 * @param busySeconds of each worker that computed anything
 * @param mergeSeconds of processor time that the calling thread took to merge partials and to write the result
 */
public record DirectResult(
        JobResult result, long chunks, double seconds, List<Double> busySeconds, double mergeSeconds) {
    public DirectResult {
        busySeconds = List.copyOf(busySeconds);
    }
}
