package org.everycore.runtime.record;

import java.util.List;
import java.util.Optional;

/**
 * What a new supervisor finds of a job that has not ended.
 *
 * @param checkpoint where to resume; empty to begin with the first round
 * @param done chunks of the current round that need not run again, in order, without gaps between the bounds of one range
 */
public record UnfinishedJob(StoredJob job, Optional<Checkpoint> checkpoint, List<ChunkRange> done) {
    public UnfinishedJob {
        done = List.copyOf(done);
    }

    /** The round that the job is in. */
    public int round() {
        return checkpoint.map(Checkpoint::round).orElse(0);
    }
}
