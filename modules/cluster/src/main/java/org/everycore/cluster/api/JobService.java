package org.everycore.cluster.api;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.everycore.cluster.store.JobPage;
import org.everycore.cluster.store.JobQuery;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.wire.JobEvent;
import org.everycore.runtime.wire.ToClient;

/**
 * The jobs of a running node or cluster, as the outside sees them. No call blocks. Stages fail with
 * {@link org.everycore.jobs.SpecException} for what the caller got wrong, with a
 * {@link org.everycore.runtime.record.StoreException}, or with a {@link ServiceException}.
 */
public interface JobService {
    /**
     * Hands a job in. The stage completes when the job is kept durably; a request without an id is given one. The same job
     * again under the same id is the same job.
     *
     * @param submittedBy name of the token or user, for people
     */
    CompletionStage<Acceptance> submit(JobRequest request, String submittedBy);

    /** A job as the store keeps it, or empty when there is none of this id. */
    CompletionStage<Optional<StoredJob>> find(JobId id);

    /** A job with its progress, or empty when there is none of this id. */
    CompletionStage<Optional<JobView>> status(JobId id);

    /** Jobs from the store, newest first. */
    CompletionStage<JobPage> list(JobQuery query);

    /** Ends a job; gives its state afterwards, and empty when there is none of this id. Cancelling an ended job changes nothing. */
    CompletionStage<Optional<JobView>> cancel(JobId id);

    /**
     * Hears of a job: what happened after the event of number {@code after} as far as it is still known, then what happens, up
     * to an event that says that the job ended. The listener is called by one thread at a time and must not block.
     *
     * @param after 0 for all
     * @return ends the hearing when closed; the stage fails with {@link org.everycore.runtime.record.UnknownJobException}
     */
    CompletionStage<Subscription> subscribe(JobId id, long after, Consumer<JobEvent> listener);

    /** What the workers did after a time, in milliseconds since 1970; nothing while nobody supervises. */
    CompletionStage<ToClient.Lanes> lanes(long after);

    /** How far the chunks of a job are; empty unless it runs. */
    CompletionStage<Optional<ToClient.ChunkMap>> chunks(JobId id);

    /** The nodes and what they do. */
    CompletionStage<ClusterView> cluster();

    /**
     * Tells a node to take no more work, finish or give back what it has, and leave.
     *
     * @return false when there is no such node
     */
    CompletionStage<Boolean> drain(String node);

    /** Whether jobs are taken: a supervisor is there and has recovered. */
    boolean ready();

    /** What ends a hearing. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
