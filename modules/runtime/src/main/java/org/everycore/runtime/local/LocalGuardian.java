package org.everycore.runtime.local;

import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.report.Progress;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.runtime.Outcome;
import org.everycore.runtime.pool.NodePool;
import org.everycore.runtime.pool.PoolSettings;
import org.everycore.runtime.supervisor.JobNotice;
import org.everycore.runtime.supervisor.Supervisor;
import org.everycore.runtime.supervisor.SupervisorSettings;
import org.everycore.runtime.wire.SubmitReply;
import org.everycore.runtime.wire.ToPool;

/** The root of the actors of a process that runs alone: one supervisor, a pool of cores, and one of devices if there are any. */
public final class LocalGuardian extends AbstractBehavior<LocalGuardian.Command> {
    private final ActorRef<Supervisor.Command> supervisor;

    /** What the root is told. */
    public sealed interface Command {}

    /** Hand a job in; {@code events} hears of it, on an actor's thread. */
    public record Start(JobRequest request, ResultTarget target, Events events) implements Command {}

    public record Cancel(JobId job, String reason) implements Command {}

    private record PoolBorn(ActorRef<ToPool> pool) implements Command {}

    /** What whoever started a job hears. */
    public interface Events {
        void refused(SubmitReply.Refused refusal);

        void progressed(Progress progress);

        void ended(Outcome outcome);
    }

    private LocalGuardian(ActorContext<Command> context, SupervisorSettings settings, List<PoolSettings> pools) {
        super(context);
        supervisor = context.spawn(Supervisor.create(settings, 1, List.of()), "supervisor");
        for (PoolSettings pool : pools) {
            context.spawn(
                    NodePool.create(pool, born(context)),
                    "pool-" + pool.capability().label());
        }
    }

    @SuppressWarnings("unchecked")
    private static ActorRef<ActorRef<ToPool>> born(ActorContext<Command> context) {
        return context.messageAdapter((Class<ActorRef<ToPool>>) (Class<?>) ActorRef.class, PoolBorn::new);
    }

    public static Behavior<Command> create(SupervisorSettings settings, List<PoolSettings> pools) {
        return Behaviors.setup(context -> new LocalGuardian(context, settings, pools));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Start.class, this::onStart)
                .onMessage(Cancel.class, this::onCancel)
                .onMessage(PoolBorn.class, this::onPoolBorn)
                .build();
    }

    private Behavior<Command> onStart(Start start) {
        ActorRef<Object> watcher = getContext()
                .spawnAnonymous(watch(start.events()), DispatcherSelector.fromConfig("everycore.merge-dispatcher"));
        supervisor.tell(new Supervisor.Submit(
                start.request(), "local", start.target(), watcher.narrow(), Optional.of(watcher.narrow())));
        return this;
    }

    private Behavior<Command> onCancel(Cancel cancel) {
        supervisor.tell(new Supervisor.Cancel(cancel.job(), cancel.reason()));
        return this;
    }

    private Behavior<Command> onPoolBorn(PoolBorn born) {
        supervisor.tell(new Supervisor.PoolSeen(born.pool()));
        return this;
    }

    /** Hears both the answer to the submission and what becomes of the job; whom it tells may block, on a terminal say. */
    private static Behavior<Object> watch(Events events) {
        return Behaviors.receive(Object.class)
                .onMessage(JobNotice.Progressed.class, notice -> {
                    events.progressed(notice.progress());
                    return Behaviors.same();
                })
                .onMessage(JobNotice.Ended.class, notice -> {
                    events.ended(new Outcome(
                            notice.ending().report(),
                            notice.ending().result(),
                            notice.ending().failure()));
                    return Behaviors.stopped();
                })
                .onMessage(SubmitReply.Refused.class, refusal -> {
                    events.refused(refusal);
                    return Behaviors.stopped();
                })
                .onAnyMessage(other -> Behaviors.same())
                .build();
    }
}
