package org.everycore.cluster.remote;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.everycore.cluster.store.JobStore;
import org.everycore.jobs.JobId;
import org.everycore.runtime.record.JobEnd;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.wire.JobEvent;
import org.everycore.runtime.wire.ToClient;
import org.everycore.runtime.wire.ToSupervisor;

/**
 * Listens to one job for someone outside the actors. It asks again and again from the last event on, so it outlives any
 * supervisor; when the supervisor does not know the job, the store tells its end.
 */
final class JobListener extends AbstractBehavior<JobListener.Command> {
    private static final Duration AGAIN = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofMillis(300);

    private final JobId job;
    private final ActorRef<ToSupervisor> supervisor;
    private final JobStore store;
    private final Consumer<JobEvent> listener;
    private final ActorRef<ToClient> self;
    private long last;

    /** What a listener is told. */
    sealed interface Command {}

    /** Nobody listens any more. */
    enum Stop implements Command {
        NOW
    }

    private enum Again implements Command {
        ASK
    }

    private record Heard(ToClient message) implements Command {}

    private record Found(Optional<StoredJob> stored) implements Command {}

    private JobListener(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            JobId job,
            long after,
            ActorRef<ToSupervisor> supervisor,
            JobStore store,
            Consumer<JobEvent> listener) {
        super(context);
        this.job = job;
        this.last = after;
        this.supervisor = supervisor;
        this.store = store;
        this.listener = listener;
        this.self = context.messageAdapter(ToClient.class, Heard::new);
        timers.startTimerWithFixedDelay(Again.ASK, AGAIN);
        onAgain();
    }

    static Behavior<Command> create(
            JobId job, long after, ActorRef<ToSupervisor> supervisor, JobStore store, Consumer<JobEvent> listener) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new JobListener(context, timers, job, after, supervisor, store, listener)));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Heard.class, heard -> onHeard(heard.message()))
                .onMessage(Found.class, found -> onFound(found.stored()))
                .onMessage(Again.class, again -> onAgain())
                .onMessage(Stop.class, stop -> onStop())
                .build();
    }

    private Behavior<Command> onAgain() {
        supervisor.tell(new ToSupervisor.WatchJob(job, last, self));
        return this;
    }

    private Behavior<Command> onHeard(ToClient message) {
        if (message instanceof ToClient.Happened happened) {
            return deliver(happened.event());
        }
        if (message instanceof ToClient.NotHere) {
            getContext()
                    .pipeToSelf(store.find(job), (found, error) -> new Found(error == null ? found : Optional.empty()));
        }
        return this;
    }

    private Behavior<Command> onFound(Optional<StoredJob> stored) {
        Optional<JobEnd> end = stored.flatMap(StoredJob::end);
        if (end.isPresent()) {
            JobEnd known = end.get();
            return deliver(new JobEvent.Ended(last + 1, known.at(), known.state(), known.report(), known.error()));
        }
        getContext().scheduleOnce(SOON, getContext().getSelf(), Again.ASK);
        return this;
    }

    private Behavior<Command> deliver(JobEvent event) {
        if (event.number() <= last) {
            return this;
        }
        last = event.number();
        listener.accept(event);
        return event.last() ? onStop() : this;
    }

    private Behavior<Command> onStop() {
        supervisor.tell(new ToSupervisor.UnwatchJob(job, self));
        return Behaviors.stopped();
    }
}
