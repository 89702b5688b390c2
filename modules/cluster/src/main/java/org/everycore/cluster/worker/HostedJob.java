package org.everycore.cluster.worker;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.everycore.cluster.blob.Blob;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.cluster.store.Payload;
import org.everycore.cluster.wire.JobDescription;
import org.everycore.cluster.wire.Partial;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.strategy.AutoRule;

/**
 * What a node knows of a job, shared by its workers: the spec, read once by whichever worker comes first, and the way of its
 * partials.
 */
public final class HostedJob<S, P> {
    private final JobDescription description;
    private final JobKind<S, P> kind;
    private final Inputs inputs;
    private final Optional<BlobStore> blobs;
    private final boolean encoded;
    private volatile boolean cancelled;
    private S spec;

    /**
     * @param encoded whether partials leave as bytes, because the coordinator is in another process
     * @param blobs where bytes go that are too many for a message
     */
    public HostedJob(
            JobDescription description, JobKind<S, P> kind, Inputs inputs, boolean encoded, Optional<BlobStore> blobs) {
        this.description = description;
        this.kind = kind;
        this.inputs = inputs;
        this.encoded = encoded;
        this.blobs = blobs;
    }

    public JobId id() {
        return description.id();
    }

    public JobDescription description() {
        return description;
    }

    /** Stops its chunks at their next look. */
    public void cancel() {
        cancelled = true;
    }

    public boolean cancelled() {
        return cancelled;
    }

    Engine<P> open(int worker) throws IOException {
        S parsed = spec();
        String family = kind.family(parsed, description.kernel());
        if (!family.equals(description.family())) {
            throw new UnfitException(family, description.family());
        }
        WorkerContext context =
                new WorkerContext(worker, description.request().seed(), description.kernel(), subBatch(), inputs);
        return new Engine<>(this, kind.openWorker(parsed, description.plan(), context));
    }

    private int subBatch() {
        return AutoRule.of(description.request().rule()).subBatch(description.kernel());
    }

    /** The bytes behind a payload. */
    byte[] bytes(Payload payload) throws IOException {
        if (payload instanceof Payload.Inline inline) {
            return inline.bytes();
        }
        return store().read(((Payload.Blob) payload).sha256());
    }

    Partial partial(P value) throws IOException {
        if (!encoded) {
            return new Partial.Local(value);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            kind.codec().write(value, out);
        }
        if (bytes.size() <= Payload.MAX_INLINE) {
            return new Partial.Encoded(Payload.inline(bytes.toByteArray()));
        }
        Blob blob = store().put(bytes.toByteArray());
        return new Partial.Encoded(Payload.blob(blob.sha256(), blob.length()));
    }

    private synchronized S spec() {
        if (spec == null) {
            spec = kind.parse(description.request().spec());
        }
        return spec;
    }

    private BlobStore store() {
        return blobs.orElseThrow(() -> new IllegalStateException("job " + id() + " needs a blob store on this node"));
    }
}
