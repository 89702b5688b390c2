package org.everycore.runtime.job;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Round;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.runtime.record.Payload;
import org.everycore.runtime.record.StoredResult;
import org.everycore.runtime.schedule.Failure;
import org.everycore.runtime.schedule.MergeWindow.Ready;
import org.everycore.runtime.wire.Partial;

/** Owns a job's {@link JobRun}: merges partials in order, ends rounds, writes the result, on a thread that may block. */
final class JobMerger<S, P> extends AbstractBehavior<JobMerger.Command> {
    private final PlannedJob<S, P> job;
    private final Archive archive;
    private final ActorRef<Reply> coordinator;
    private final Consumer<OutOfMemoryError> outOfMemory;
    private Optional<JobRun<P>> run = Optional.empty();
    private Round round;
    private KeptPartials kept;

    /** What the coordinator asks for. */
    sealed interface Command {}

    /** Begin, or go on from a checkpoint. */
    record Open(Optional<Payload> checkpoint) implements Command {}

    /** Keep a partial that cannot be merged yet. */
    record Keep(long chunk, Partial partial) implements Command {}

    record Merge(List<Ready<Partial>> partials) implements Command {}

    record EndRound() implements Command {}

    /** Let go of everything; without a result nothing is left behind. */
    record Close() implements Command {}

    /** What the coordinator hears. */
    sealed interface Reply {}

    /** @param state where nodes find the round's state, if it goes to other nodes */
    record RoundOpen(Round round, Optional<Payload> state) implements Reply {}

    record Merged(long below) implements Reply {}

    record Finished(JobResult result, Optional<StoredResult> stored) implements Reply {}

    record MergeFailed(Failure failure) implements Reply {}

    record Closed() implements Reply {}

    private JobMerger(
            ActorContext<Command> context,
            PlannedJob<S, P> job,
            Archive archive,
            ActorRef<Reply> coordinator,
            Consumer<OutOfMemoryError> outOfMemory) {
        super(context);
        this.job = job;
        this.archive = archive;
        this.coordinator = coordinator;
        this.outOfMemory = outOfMemory;
    }

    static <S, P> Behavior<Command> create(
            PlannedJob<S, P> job,
            Archive archive,
            ActorRef<Reply> coordinator,
            Consumer<OutOfMemoryError> outOfMemory) {
        return Behaviors.setup(context -> new JobMerger<>(context, job, archive, coordinator, outOfMemory));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Open.class, open -> guarded(() -> onOpen(open)))
                .onMessage(Keep.class, keep -> guarded(() -> keep(keep.chunk(), keep.partial())))
                .onMessage(Merge.class, merge -> guarded(() -> onMerge(merge)))
                .onMessage(EndRound.class, end -> guarded(this::onEndRound))
                .onMessage(Close.class, close -> onClose())
                .onSignal(PostStop.class, signal -> onStop())
                .build();
    }

    private void onOpen(Open open) throws IOException {
        JobRun<P> opened = job.kind().openRun(job.spec(), job.description().plan(), job.context(), job.target());
        run = Optional.of(opened);
        begin(
                open.checkpoint().isPresent()
                        ? opened.resume(archive.bytes(open.checkpoint().get()))
                        : opened.firstRound());
    }

    private void begin(Round next) throws IOException {
        round = next;
        kept = new KeptPartials(archive, next.number());
        Optional<Payload> state = archive.keeps() ? Optional.of(archive.payload(next.state())) : Optional.empty();
        coordinator.tell(new RoundOpen(next, state));
    }

    private void keep(long chunk, Partial partial) throws IOException {
        if (partial instanceof Partial.Encoded encoded) {
            archive.chunkDone(round.number(), chunk, encoded.payload());
        } else if (partial instanceof Partial.Local local) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                job.kind().codec().write(cast(local), out);
            }
            archive.chunkDone(round.number(), chunk, archive.payload(bytes.toByteArray()));
        }
    }

    private void onMerge(Merge merge) throws IOException {
        JobRun<P> open = run.orElseThrow();
        long below = 0;
        for (Ready<Partial> ready : merge.partials()) {
            open.accept(round.chunks().chunk(round.number(), ready.chunk()), value(ready.chunk(), ready.result()));
            below = ready.chunk() + 1;
        }
        coordinator.tell(new Merged(below));
    }

    private P value(long chunk, Partial partial) throws IOException {
        if (partial instanceof Partial.Local local) {
            return cast(local);
        }
        if (partial instanceof Partial.Encoded encoded) {
            return decode(encoded.payload());
        }
        return decode(kept.of(chunk));
    }

    private P decode(Payload payload) throws IOException {
        byte[] bytes = archive.bytes(payload);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return job.kind().codec().read(in, bytes.length);
        }
    }

    /** A local partial was made by the same kind's runner in this process. */
    @SuppressWarnings("unchecked")
    private P cast(Partial.Local local) {
        return (P) local.value();
    }

    private void onEndRound() throws IOException {
        JobRun<P> open = run.orElseThrow();
        Optional<Round> next = open.endRound();
        if (next.isPresent()) {
            if (archive.keeps()) {
                archive.checkpoint(next.get().number(), open.checkpoint());
            }
            begin(next.get());
        } else {
            JobResult result = open.finish();
            Optional<StoredResult> stored =
                    archive.result(result, ResultFormat.of(job.kind().formats(job.spec()), result.mediaType()));
            close();
            coordinator.tell(new Finished(result, stored));
        }
    }

    private Behavior<Command> onClose() {
        close();
        coordinator.tell(new Closed());
        return Behaviors.stopped();
    }

    private Behavior<Command> onStop() {
        close();
        return this;
    }

    private void close() {
        if (run.isPresent()) {
            JobRun<P> open = run.get();
            run = Optional.empty();
            try {
                open.close();
            } catch (IOException | RuntimeException e) {
                getContext().getLog().warn("job {} left something behind: {}", job.id(), e.toString());
            }
        }
    }

    private Behavior<Command> guarded(Step step) {
        try {
            step.run();
        } catch (OutOfMemoryError e) {
            outOfMemory.accept(e);
            throw e;
        } catch (Throwable thrown) {
            getContext().getLog().debug("merging of job {} failed", job.id(), thrown);
            coordinator.tell(new MergeFailed(failure(thrown)));
        }
        return this;
    }

    private static Failure failure(Throwable thrown) {
        if (thrown instanceof SpecException) {
            return new Failure(Failure.SPEC, thrown.getMessage(), false);
        }
        return new Failure(Failure.MERGE, reason(thrown), false);
    }

    /** The messages of many exceptions are a file's name and nothing else; only what says more can stand alone. */
    private static String reason(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        if (thrown.getMessage() == null) {
            return name;
        }
        boolean plain = thrown.getClass() == IOException.class
                || thrown instanceof FileSystemException file && file.getReason() != null;
        return plain ? "the result cannot be made: " + thrown.getMessage() : name + ": " + thrown.getMessage();
    }

    private interface Step {
        void run() throws IOException;
    }
}
