package org.everycore.runtime.worker;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.NodeRunners;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.strategy.AutoRule;
import org.everycore.runtime.record.Payload;
import org.everycore.runtime.record.Payloads;
import org.everycore.runtime.wire.JobDescription;
import org.everycore.runtime.wire.Partial;
import org.slf4j.LoggerFactory;

/**
 * What a node knows of a job, shared by its workers: the spec, read once, and what the kind opens once a node, both by
 * whichever worker comes first; and the way of the partials.
 */
public final class HostedJob<S, P> {
    private final JobDescription description;
    private final JobKind<S, P> kind;
    private final Inputs inputs;
    private final Payloads payloads;
    private final boolean encoded;
    private volatile boolean cancelled;
    private S spec;
    private NodeRunners<P> shared;
    private int engines;

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

    /** Stops its chunks at their next look; what the workers share is closed with the last engine. */
    public void cancel() {
        cancelled = true;
        closeUnused();
    }

    public boolean cancelled() {
        return cancelled;
    }

    Engine<P> open(int worker) throws IOException {
        WorkerContext context =
                new WorkerContext(worker, description.request().seed(), description.kernel(), subBatch(), inputs);
        NodeRunners<P> node = acquire();
        ChunkRunner<P> runner = null;
        try {
            runner = node.open(context);
            return new Engine<>(this, runner);
        } finally {
            if (runner == null) {
                release();
            }
        }
    }

    private synchronized NodeRunners<P> acquire() throws IOException {
        if (shared == null) {
            S parsed = spec();
            String family = kind.family(parsed, description.kernel());
            if (!family.equals(description.family())) {
                throw new UnfitException(family, description.family());
            }
            JobContext context = new JobContext(id(), description.request().seed(), description.kernel(), inputs);
            shared = kind.openNode(parsed, description.plan(), context);
        }
        engines++;
        return shared;
    }

    /** An engine is closed. */
    void release() {
        synchronized (this) {
            engines--;
        }
        closeUnused();
    }

    private synchronized void closeUnused() {
        if (cancelled && engines == 0 && shared != null) {
            NodeRunners<P> unused = shared;
            shared = null;
            try {
                unused.close();
            } catch (IOException | RuntimeException e) {
                LoggerFactory.getLogger(HostedJob.class)
                        .warn("what job {} shared on this node did not close: {}", id(), e.toString());
            }
        }
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

    private S spec() {
        if (spec == null) {
            try {
                spec = kind.parse(description.request().spec());
            } catch (SpecException e) {
                // The supervisor's node reads it: this one has another version of the kind.
                throw new UnfitException("reads the specs of " + kind.name() + " otherwise: " + e.getMessage());
            }
        }
        return spec;
    }
}
