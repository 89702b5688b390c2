package org.everycore.cluster.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.runtime.record.Epoch;

/**
 * What is forgotten, and when: jobs some time after their end, and blobs that no job names any more. A blob is kept for a day
 * whatever happens: it may have been uploaded for a job that is yet to come.
 */
public final class Retention {
    private static final Duration NEW_BLOBS = Duration.ofDays(1);

    private final JobStore store;
    private final BlobStore blobs;
    private final Duration keepJobs;
    private final Clock clock;
    private final Executor blocking;

    /** What a sweep removed. */
    public record Swept(int jobs, long blobBytes) {}

    /** @param blocking where files are deleted */
    public Retention(JobStore store, BlobStore blobs, Duration keepJobs, Clock clock, Executor blocking) {
        this.store = Objects.requireNonNull(store, "store is null");
        this.blobs = Objects.requireNonNull(blobs, "blobs is null");
        this.keepJobs = Objects.requireNonNull(keepJobs, "keepJobs is null");
        this.clock = Objects.requireNonNull(clock, "clock is null");
        this.blocking = Objects.requireNonNull(blocking, "blocking is null");
    }

    /** Removes what is due; for the supervisor to call now and then. */
    public CompletionStage<Swept> sweep(Epoch epoch) {
        Instant now = clock.instant();
        return store.purge(epoch, now.minus(keepJobs)).thenCompose(jobs -> store.referencedBlobs()
                .thenApplyAsync(
                        named -> {
                            try {
                                return new Swept(jobs, blobs.retain(named, now.minus(NEW_BLOBS)));
                            } catch (IOException e) {
                                throw new UncheckedIOException("blobs cannot be removed", e);
                            }
                        },
                        blocking));
    }
}
