package org.everycore.cluster.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.everycore.cluster.blob.Blob;
import org.everycore.cluster.blob.BlobPayloads;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.cluster.store.ChunkDone;
import org.everycore.cluster.store.JobStore;
import org.everycore.jobs.JobId;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.runtime.job.Archive;
import org.everycore.runtime.record.Checkpoint;
import org.everycore.runtime.record.Epoch;
import org.everycore.runtime.record.Payload;
import org.everycore.runtime.record.StoredResult;

/** Keeps a job's chunks, checkpoints and result in the job store, and what is large in the blob store. */
final class StoreArchive implements Archive {
    private final JobStore store;
    private final BlobStore blobs;
    private final BlobPayloads payloads;
    private final Epoch epoch;
    private final JobId job;

    StoreArchive(JobStore store, BlobStore blobs, Epoch epoch, JobId job) {
        this.store = store;
        this.blobs = blobs;
        this.payloads = new BlobPayloads(blobs);
        this.epoch = epoch;
        this.job = job;
    }

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public Payload payload(byte[] bytes) throws IOException {
        return payloads.payload(bytes);
    }

    @Override
    public byte[] bytes(Payload payload) throws IOException {
        return payloads.bytes(payload);
    }

    /** A partial that cannot be noted is computed again should the supervisor die; the job itself does not suffer. */
    @Override
    public void chunkDone(int round, long chunk, Payload partial) {
        CompletionStage<Void> unused = store.chunkDone(epoch, job, ChunkDone.of(round, chunk, partial));
    }

    @Override
    public void checkpoint(int nextRound, byte[] state) throws IOException {
        join(() -> store.checkpoint(epoch, job, new Checkpoint(nextRound, payload(state)))
                .toCompletableFuture()
                .join());
    }

    @Override
    public List<Payload> partials(int round, long from, int limit) throws IOException {
        List<Payload> payloads = new ArrayList<>();
        List<ChunkDone> found = join(() ->
                store.partials(job, round, from, limit).toCompletableFuture().join());
        for (ChunkDone done : found) {
            if (done.first() != from + payloads.size()) {
                break;
            }
            payloads.add(done.partial());
        }
        if (payloads.isEmpty()) {
            throw new IOException("the partial of chunk " + from + " is not in the store any more");
        }
        return payloads;
    }

    @Override
    public Optional<StoredResult> result(JobResult result, ResultFormat format) throws IOException {
        if (result.file().isEmpty()) {
            return Optional.empty();
        }
        Path file = result.file().get();
        Payload content;
        if (result.bytes() <= Payload.MAX_INLINE) {
            content = Payload.inline(Files.readAllBytes(file));
        } else {
            Blob blob = blobs.put(file);
            content = Payload.blob(blob.sha256(), blob.length());
        }
        Files.deleteIfExists(file);
        String name = job + "." + format.extension();
        return Optional.of(new StoredResult(result.sha256(), result.bytes(), format.mediaType(), name, content));
    }

    private static <T> T join(Wait<T> wait) throws IOException {
        try {
            return wait.get();
        } catch (CompletionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    private interface Wait<T> {
        T get() throws IOException;
    }
}
