package org.everycore.runtime.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.everycore.jobs.EngineException;
import org.everycore.jobs.JobId;
import org.everycore.jobs.SpecException;
import org.everycore.runtime.schedule.Failure;
import org.everycore.runtime.wire.ChunkOutcome;
import org.everycore.runtime.wire.Partial;

/**
 * One core: computes the chunks it is given, one after the other, on a thread of its own, with engines that nobody else
 * touches. This is the one place that catches whatever a kind's code may throw.
 */
public final class CoreWorker extends AbstractBehavior<CoreWorker.Command> {
    /** Short chunks are reported together, after so long at the latest. */
    private static final long REPORT_NANOS = 4_000_000;

    private final int index;
    private final ActorRef<Report> pool;
    private final Consumer<OutOfMemoryError> outOfMemory;
    private final Map<JobId, Engine<?>> engines = new HashMap<>();

    /** What a worker is told. */
    public sealed interface Command {}

    /** Compute these, in order; tickets that others have claimed are passed over. */
    public record Run(List<Ticket> tickets) implements Command {}

    /** The job is over: close its engine. */
    public record Forget(JobId job) implements Command {}

    /**
     * What became of tickets: one outcome each, in order, where null stands for a ticket that another had claimed.
     *
     * @param sender tells a worker from the one that it replaced
     */
    public record Report(int worker, ActorRef<Command> sender, List<Ticket> tickets, List<ChunkOutcome> outcomes) {}

    private CoreWorker(
            ActorContext<Command> context, int index, ActorRef<Report> pool, Consumer<OutOfMemoryError> outOfMemory) {
        super(context);
        this.index = index;
        this.pool = pool;
        this.outOfMemory = outOfMemory;
    }

    /** @param outOfMemory ends the process; called where an OutOfMemoryError surfaces */
    public static Behavior<Command> create(int index, ActorRef<Report> pool, Consumer<OutOfMemoryError> outOfMemory) {
        return Behaviors.setup(context -> new CoreWorker(context, index, pool, outOfMemory));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Run.class, this::onRun)
                .onMessage(Forget.class, this::onForget)
                .onSignal(PostStop.class, signal -> onStop())
                .build();
    }

    private Behavior<Command> onRun(Run run) {
        List<Ticket> tickets = new ArrayList<>(run.tickets().size());
        List<ChunkOutcome> outcomes = new ArrayList<>(run.tickets().size());
        long reported = System.nanoTime();
        for (int next = 0; next < run.tickets().size(); ) {
            int end = claimRow(run.tickets(), next);
            if (end == next) {
                tickets.add(run.tickets().get(next));
                outcomes.add(null);
                next++;
                continue;
            }
            List<Ticket> row = run.tickets().subList(next, end);
            tickets.addAll(row);
            outcomes.addAll(compute(row));
            next = end;
            long now = System.nanoTime();
            if (now - reported > REPORT_NANOS) {
                report(tickets, outcomes);
                tickets = new ArrayList<>();
                outcomes = new ArrayList<>();
                reported = now;
            }
        }
        report(tickets, outcomes);
        return this;
    }

    /**
     * Claims the ticket at {@code from} and those after it whose chunks follow on and are to be computed with it.
     *
     * @return the end of the row; {@code from} when another has claimed the first
     */
    private int claimRow(List<Ticket> tickets, int from) {
        Ticket first = tickets.get(from);
        if (!first.claim()) {
            return from;
        }
        Engine<?> engine = engines.get(first.job().id());
        int most = engine == null || !engine.isOf(first.job()) || first.attempt() > 1 ? 1 : engine.atOnce();
        int end = from + 1;
        while (end < tickets.size() && end - from < most && tickets.get(end).follows(tickets.get(end - 1))) {
            if (!tickets.get(end).claim()) {
                return end;
            }
            end++;
        }
        return end;
    }

    private void report(List<Ticket> tickets, List<ChunkOutcome> outcomes) {
        if (!tickets.isEmpty()) {
            pool.tell(new Report(index, getContext().getSelf(), tickets, outcomes));
        }
    }

    /** A row that fails is computed again chunk by chunk, so that the failure is told of the chunk that it belongs to. */
    private List<ChunkOutcome> compute(List<Ticket> row) {
        if (row.size() > 1 && row.stream().noneMatch(Ticket::stopping)) {
            try {
                return together(row);
            } catch (OutOfMemoryError e) {
                outOfMemory.accept(e);
                throw e;
            } catch (Throwable thrown) {
                getContext().getLog().debug("{} chunks together failed, one by one now", row.size(), thrown);
                discard(row.get(0).job().id());
            }
        }
        List<ChunkOutcome> outcomes = new ArrayList<>();
        row.forEach(ticket -> outcomes.add(alone(ticket)));
        return outcomes;
    }

    private List<ChunkOutcome> together(List<Ticket> row) throws Exception {
        long start = System.nanoTime();
        row.forEach(ticket -> ticket.begin(Thread.currentThread()));
        try {
            List<Partial> partials = engine(row.get(0).job()).run(row);
            long each = (System.nanoTime() - start) / row.size();
            List<ChunkOutcome> outcomes = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                Ticket ticket = row.get(i);
                outcomes.add(
                        new ChunkOutcome.Done(ticket.chunk().index(), ticket.attempt(), index, each, partials.get(i)));
            }
            return outcomes;
        } finally {
            row.forEach(Ticket::end);
        }
    }

    private ChunkOutcome alone(Ticket ticket) {
        long chunk = ticket.chunk().index();
        if (ticket.stopping()) {
            return new ChunkOutcome.Returned(chunk, ticket.attempt());
        }
        long start = System.nanoTime();
        ticket.begin(Thread.currentThread());
        try {
            Partial partial = engine(ticket.job()).run(List.of(ticket)).get(0);
            return new ChunkOutcome.Done(chunk, ticket.attempt(), index, System.nanoTime() - start, partial);
        } catch (OutOfMemoryError e) {
            outOfMemory.accept(e);
            throw e;
        } catch (Throwable thrown) {
            discard(ticket.job().id());
            long busy = System.nanoTime() - start;
            if (ticket.givenUp()) {
                Failure silent = new Failure(Failure.LEASE_TIMEOUT, "gave no sign of life and was stopped", true);
                return new ChunkOutcome.Failed(chunk, ticket.attempt(), index, busy, silent);
            }
            if (ticket.stopping()) {
                return new ChunkOutcome.Returned(chunk, ticket.attempt());
            }
            getContext()
                    .getLog()
                    .debug("chunk {} of job {} failed", chunk, ticket.job().id(), thrown);
            return new ChunkOutcome.Failed(chunk, ticket.attempt(), index, busy, failure(thrown));
        } finally {
            ticket.end();
        }
    }

    private Engine<?> engine(HostedJob<?, ?> job) throws Exception {
        Engine<?> engine = engines.get(job.id());
        if (engine != null && !engine.isOf(job)) {
            discard(job.id());
            engine = null;
        }
        if (engine == null) {
            engine = job.open(index);
            engines.put(job.id(), engine);
        }
        return engine;
    }

    private Behavior<Command> onForget(Forget forget) {
        discard(forget.job());
        return this;
    }

    private Behavior<Command> onStop() {
        List.copyOf(engines.keySet()).forEach(this::discard);
        return this;
    }

    private void discard(JobId job) {
        Engine<?> engine = engines.remove(job);
        if (engine != null) {
            try {
                engine.close();
            } catch (RuntimeException e) {
                getContext().getLog().warn("an engine of job {} did not close: {}", job, e.toString());
            }
        }
    }

    private static Failure failure(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message = thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
        if (thrown instanceof SpecException) {
            return new Failure(Failure.SPEC, thrown.getMessage(), false);
        }
        if (thrown instanceof UnfitException) {
            return new Failure(Failure.UNFIT, thrown.getMessage(), true);
        }
        if (thrown instanceof LinkageError || thrown instanceof EngineException) {
            return new Failure(Failure.ENGINE, message, false);
        }
        return new Failure(Failure.CHUNK, message, true);
    }
}
