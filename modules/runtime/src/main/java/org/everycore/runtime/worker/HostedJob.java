package org.everycore.runtime.worker;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.strategy.AutoRule;
import org.everycore.runtime.record.Payload;
import org.everycore.runtime.record.Payloads;
import org.everycore.runtime.wire.JobDescription;
import org.everycore.runtime.wire.Partial;

/**
 * What a node knows of a job, shared by its workers: the spec, read once by whichever worker comes first, and the way of its
 * partials.
 */
public final class HostedJob<S, P> {
    private final JobDescription description;
    private final JobKind<S, P> kind;
    private final Inputs inputs;
    private final Payloads payloads;
    private final boolean encoded;
    private volatile boolean cancelled;
    private S spec;

    /**
     * @param encoded whether partials leave as bytes, because the coordinator is in another process
     * @param payloads where bytes go that are too many for a message
     */
    public HostedJob(
            JobDescription description, JobKind<S, P> kind, Inputs inputs, boolean encoded, Payloads payloads) {
        this.description = description;
        this.kind = kind;
        this.inputs = inputs;
        this.encoded = encoded;
        this.payloads = payloads;
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
        return payloads.bytes(payload);
    }

    Partial partial(P value) throws IOException {
        if (!encoded) {
            return new Partial.Local(value);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            kind.codec().write(value, out);
        }
        return new Partial.Encoded(payloads.payload(bytes.toByteArray()));
    }

    private synchronized S spec() {
        if (spec == null) {
            spec = kind.parse(description.request().spec());
        }
        return spec;
    }
}
