package org.everycore.cluster.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.JobState;
import org.everycore.runtime.record.Checkpoint;
import org.everycore.runtime.record.Epoch;
import org.everycore.runtime.record.EpochHeldException;
import org.everycore.runtime.record.JobConflictException;
import org.everycore.runtime.record.JobEnd;
import org.everycore.runtime.record.JobRecord;
import org.everycore.runtime.record.JobStateException;
import org.everycore.runtime.record.StaleEpochException;
import org.everycore.runtime.record.StoreException;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.record.UnfinishedJob;

/**
 * Keeps jobs over the death of any process. A write's stage completes when the write is durable; writes take effect in the
 * order of the calls. Every write carries the writer's epoch and fails with {@link StaleEpochException} once a later one was
 * acquired. Stages fail with a {@link StoreException} alone. No call blocks; stages complete on the store's own threads, so
 * what depends on them must not block either.
 */
public interface JobStore extends AutoCloseable {
    /** Begins the next epoch whoever holds the one before, and leases it to nobody. */
    default CompletionStage<Epoch> acquireEpoch(String holder) {
        return acquireEpoch(holder, Duration.ZERO, true);
    }

    /**
     * Begins the next epoch: from here on all earlier ones are stale. While the lease of another holder runs it fails with
     * {@link EpochHeldException}; a holder's own lease, of an earlier process of the same node, is no hindrance.
     *
     * @param holder name of the node, which no other node has
     * @param lease for so long others respect this epoch, unless it is renewed
     * @param insist to take office in spite of another's lease
     */
    CompletionStage<Epoch> acquireEpoch(String holder, Duration lease, boolean insist);

    /** Leases the epoch anew, from now on: fails with {@link StaleEpochException} once a later epoch was acquired. */
    CompletionStage<Void> renew(Epoch epoch, Duration lease);

    /** Whether other processes may have the store open too: one that has it alone need respect nobody's lease. */
    default boolean shared() {
        return true;
    }

    /** Whose lease runs now, if anybody's does. */
    CompletionStage<Optional<String>> holder();

    /**
     * Keeps a new job, queued. The same job under the same id again is no error and changes nothing.
     *
     * @return fails with {@link JobConflictException} when another job has this id
     */
    CompletionStage<Submitted> submit(Epoch epoch, JobRecord job);

    /** Makes a job queued or running; ends are {@link #finish}. Asking for the state that it has changes nothing. */
    CompletionStage<StoredJob> transition(Epoch epoch, JobId id, JobState next);

    /** Notes that chunks are done. The first partial of a chunk stays; a second one is ignored. */
    CompletionStage<Void> chunkDone(Epoch epoch, JobId id, ChunkDone chunk);

    /** Notes that a round ended: replaces the checkpoint before, and forgets the chunks of earlier rounds. */
    CompletionStage<Void> checkpoint(Epoch epoch, JobId id, Checkpoint checkpoint);

    /** Queues a job again under another strategy; its chunks and its checkpoint are forgotten if the family is another one too. */
    CompletionStage<StoredJob> restart(Epoch epoch, JobId id, String strategy, String family);

    /**
     * Ends a job, and forgets its chunks and its checkpoint. The same end (state and hash) again is no error.
     *
     * @return fails with {@link JobStateException} when the job has ended otherwise
     */
    CompletionStage<StoredJob> finish(Epoch epoch, JobId id, JobEnd end);

    CompletionStage<Optional<StoredJob>> find(JobId id);

    CompletionStage<JobPage> list(JobQuery query);

    /** Every job that has not ended, oldest first, with what is done of it. */
    CompletionStage<List<UnfinishedJob>> recover();

    /** Up to {@code limit} stored partials of a round, in order, from the first that begins at {@code from} or later. */
    CompletionStage<List<ChunkDone>> partials(JobId id, int round, long from, int limit);

    /** Removes jobs that ended before a time, and gives their number. */
    CompletionStage<Integer> purge(Epoch epoch, Instant endedBefore);

    /** Every blob that some job still needs: inputs, partials, checkpoints, results. */
    CompletionStage<Set<String>> referencedBlobs();

    /** Finishes the writes under way and lets go of everything. */
    @Override
    void close();
}
