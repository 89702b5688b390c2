package org.everycore.runtime.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.Json;
import org.everycore.runtime.schedule.Ticker;
import org.everycore.runtime.wire.ChunkOutcome;
import org.everycore.runtime.wire.JobDescription;
import org.everycore.runtime.wire.LeaseKey;
import org.everycore.runtime.wire.LeaseRange;
import org.everycore.runtime.wire.ToJob;
import org.everycore.runtime.wire.ToPool;
import org.everycore.runtime.wire.ToSupervisor;
import org.everycore.runtime.worker.CoreWorker;
import org.everycore.runtime.worker.HostedJob;
import org.everycore.runtime.worker.HostedRound;
import org.everycore.runtime.worker.Ticket;

/**
 * The workers of one node: pulls leases for them, hands them out, sends what comes of them to the jobs' coordinators, and
 * vouches for workers that take long.
 */
public final class NodePool extends AbstractBehavior<NodePool.Command> {
    public static final String VERSION = "0.1.0";

    /** So long results wait for others, until the next worker reports or the next sweep; and so many do not wait. */
    private static final Duration SHARE_EVERY = Duration.ofSeconds(2);

    private static final Duration TOGETHER = Duration.ofMillis(20);

    private static final int SEND_AT = 64;
    private static final Duration SWEEP = Duration.ofMillis(100);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final Duration RESYNC_AFTER = Duration.ofSeconds(2);
    private static final Duration DRAIN_STOP = Duration.ofSeconds(20);
    private static final Duration DRAIN_END = Duration.ofSeconds(25);

    private final PoolSettings settings;
    private final ActorRef<ToPool> self;
    private final ActorRef<CoreWorker.Report> reports;
    private final List<ActorRef<CoreWorker.Command>> workers = new ArrayList<>();
    private final List<Health> health = new ArrayList<>();
    private final Map<JobId, Hosting> jobs = new HashMap<>();
    private final WorkDesk desk;
    private final Outbox outbox = new Outbox();
    private Optional<ActorRef<ToSupervisor>> supervisor = Optional.empty();
    private long epoch;
    private long received;
    private long finished;
    private int replaced;
    private Optional<Ticket> asking = Optional.empty();
    private final Ticker ticker;
    private Duration askedSince;
    private Duration lastLease;
    private Duration flushed;
    private Duration shareSeen;
    private Optional<Duration> drainingSince = Optional.empty();

    /** What a pool is told. */
    public sealed interface Command {}

    /** From its own node: leave as if the supervisor had said so. */
    public enum Leave implements Command {
        INSTANCE
    }

    private record FromWire(ToPool message) implements Command {}

    private record Reported(CoreWorker.Report report) implements Command {}

    private enum Sweep implements Command {
        TICK
    }

    private NodePool(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            PoolSettings settings,
            ActorRef<ActorRef<ToPool>> born,
            Ticker ticker) {
        super(context);
        this.ticker = ticker;
        this.askedSince = ticker.now();
        this.lastLease = askedSince;
        this.flushed = askedSince;
        this.shareSeen = askedSince;
        this.settings = settings;
        this.desk = new WorkDesk(settings.workers());
        this.self = context.messageAdapter(ToPool.class, FromWire::new);
        this.reports = context.messageAdapter(CoreWorker.Report.class, Reported::new);
        for (int i = 0; i < settings.workers(); i++) {
            workers.add(spawnWorker(i, 0));
            health.add(new Health());
        }
        timers.startTimerWithFixedDelay(Sweep.TICK, SWEEP);
        born.tell(self);
    }

    /** @param born hears the address under which supervisors reach the pool */
    public static Behavior<Command> create(PoolSettings settings, ActorRef<ActorRef<ToPool>> born) {
        return create(settings, born, Ticker.SYSTEM);
    }

    static Behavior<Command> create(PoolSettings settings, ActorRef<ActorRef<ToPool>> born, Ticker ticker) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new NodePool(context, timers, settings, born, ticker)));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Reported.class, this::onReported)
                .onMessage(FromWire.class, this::onWire)
                .onMessage(Sweep.class, tick -> onSweep())
                .onMessage(Leave.class, leave -> onDrain())
                .build();
    }

    private Behavior<Command> onWire(FromWire wire) {
        ToPool message = wire.message();
        if (message.epoch() < epoch || message.epoch() > epoch && !(message instanceof ToPool.Greet)) {
            getContext().getLog().debug("ignored at epoch {}: {}", epoch, message);
            return this;
        }
        if (message instanceof ToPool.Leases leases) {
            onLeases(leases);
        } else if (message instanceof ToPool.Begin begin) {
            onBegin(begin);
        } else if (message instanceof ToPool.OpenRound open) {
            onOpenRound(open);
        } else if (message instanceof ToPool.OpenJob open) {
            onOpenJob(open);
        } else if (message instanceof ToPool.CloseJob close) {
            onCloseJob(close.job());
        } else if (message instanceof ToPool.Greet greet) {
            onGreet(greet);
        } else if (message instanceof ToPool.Drain) {
            return onDrain();
        }
        return this;
    }

    private void onGreet(ToPool.Greet greet) {
        if (greet.epoch() > epoch) {
            List.copyOf(jobs.keySet()).forEach(this::onCloseJob);
            received = 0;
        }
        epoch = greet.epoch();
        supervisor = Optional.of(greet.supervisor());
        greet.supervisor()
                .tell(new ToSupervisor.PoolReady(
                        settings.node(),
                        self,
                        settings.capability(),
                        settings.workers(),
                        settings.memoryBytes(),
                        settings.address(),
                        settings.families(),
                        settings.kinds().names(),
                        settings.strategies(),
                        settings.devices(),
                        Json.mapper().valueToTree(settings.speeds().now().perSecond()),
                        VERSION,
                        epoch));
        if (drainingSince.isPresent()) {
            greet.supervisor().tell(new ToSupervisor.Draining(settings.node(), epoch));
        }
        want(true);
    }

    private void onOpenJob(ToPool.OpenJob open) {
        onCloseJob(open.job().id());
        String name = open.job().request().kind();
        Optional<JobKind<?, ?>> kind = settings.kinds().find(name);
        if (kind.isEmpty()) {
            String reason = "does not know the kind " + name;
            open.coordinator().tell(new ToJob.Unfit(open.job().id(), settings.node(), reason, epoch));
            return;
        }
        boolean remote = !open.coordinator().path().address().hasLocalScope();
        HostedJob<?, ?> job = hosted(kind.get(), open.job(), remote);
        jobs.put(open.job().id(), new Hosting(job, open.coordinator(), open.leaseTimeout()));
    }

    private <S, P> HostedJob<S, P> hosted(JobKind<S, P> kind, JobDescription description, boolean remote) {
        return new HostedJob<>(description, kind, settings.inputs(), remote, settings.payloads());
    }

    private void onOpenRound(ToPool.OpenRound open) {
        Hosting hosting = jobs.get(open.job());
        if (hosting != null) {
            hosting.round = new HostedRound(open.round(), open.chunks(), open.state());
        }
    }

    private void onLeases(ToPool.Leases leases) {
        for (LeaseRange range : leases.ranges()) {
            received += range.end() - range.first();
        }
        lastLease = now();
        Hosting hosting = jobs.get(leases.job());
        if (hosting == null || hosting.round == null || hosting.round.number() != leases.round()) {
            unknown(hosting, leases);
            return;
        }
        for (LeaseRange range : leases.ranges()) {
            if (hosting.round.has(range.first(), range.end())) {
                for (long chunk = range.first(); chunk < range.end(); chunk++) {
                    Ticket ticket = new Ticket(hosting.job, hosting.round, chunk, range.attempt(), range.avoid());
                    if (leases.alone()) {
                        desk.addAlone(ticket);
                    } else {
                        desk.add(ticket);
                    }
                }
            }
        }
        giveBack(drainingSince.isPresent() ? desk.recall(Optional.empty()) : desk.displaced());
        handOut();
    }

    private void onBegin(ToPool.Begin begin) {
        desk.asks().filter(ticket -> isOf(ticket, begin)).ifPresent(ticket -> {
            desk.answer(begin.go());
            handOut();
        });
    }

    private static boolean isOf(Ticket ticket, ToPool.Begin begin) {
        return ticket.job().id().equals(begin.job())
                && ticket.round().number() == begin.round()
                && ticket.chunk().index() == begin.lease().chunk()
                && ticket.attempt() == begin.lease().attempt();
    }

    /** Asks for leave to begin what is to run alone; one that hears nothing for as long as a lease lives gives it back. */
    private void ask() {
        desk.asks().ifPresent(ticket -> {
            if (asking.filter(before -> before == ticket).isEmpty()) {
                asking = Optional.of(ticket);
                askedSince = now();
            }
            Hosting hosting = jobs.get(ticket.job().id());
            boolean heard = hosting != null && hosting.job == ticket.job();
            if (!heard || now().minus(askedSince).compareTo(hosting.leaseTimeout) > 0) {
                desk.answer(false);
                giveBack(List.of(ticket));
                want(false);
            } else {
                LeaseKey lease = new LeaseKey(ticket.chunk().index(), ticket.attempt());
                hosting.coordinator.tell(new ToJob.MayBegin(
                        hosting.job.id(), settings.node(), ticket.round().number(), lease, epoch));
            }
        });
    }

    /** The message that opens the job or the round was lost: the coordinator will send it again with the leases. */
    private void unknown(Hosting hosting, ToPool.Leases leases) {
        if (hosting != null) {
            hosting.coordinator.tell(
                    new ToJob.Unknown(leases.job(), settings.node(), leases.round(), leases.ranges(), epoch));
        }
    }

    private void onCloseJob(JobId id) {
        Hosting hosting = jobs.remove(id);
        if (hosting != null) {
            hosting.job.cancel();
            desk.recall(Optional.of(hosting.job));
            workers.forEach(worker -> worker.tell(new CoreWorker.Forget(id)));
            want(false);
        }
    }

    private Behavior<Command> onReported(Reported reported) {
        CoreWorker.Report report = reported.report();
        if (!report.sender().equals(workers.get(report.worker()))) {
            return this;
        }
        for (int i = 0; i < report.tickets().size(); i++) {
            Ticket ticket = report.tickets().get(i);
            ChunkOutcome outcome = report.outcomes().get(i);
            desk.reported(report.worker(), ticket);
            if (outcome instanceof ChunkOutcome.Done done) {
                desk.took(done.busyNanos() / 1e9);
                finished++;
            }
            Hosting hosting = jobs.get(ticket.job().id());
            if (outcome != null && hosting != null && hosting.job == ticket.job()) {
                outbox.add(hosting, ticket.round().number(), outcome);
            }
        }
        handOut();
        sendSoon();
        return drained();
    }

    /** While all workers are busy, results wait a moment for others to travel with; no timer wakes anyone for them. */
    private void sendSoon() {
        boolean now = desk.idle() > 0
                || desk.shortChunks()
                || outbox.size() >= SEND_AT
                || drainingSince.isPresent()
                || now().minus(flushed).compareTo(TOGETHER) > 0;
        if (now) {
            flush();
        }
    }

    private void flush() {
        flushed = now();
        outbox.flush((address, outcomes) ->
                address.hosting().coordinator.tell(Outbox.message(address, settings, outcomes, epoch)));
    }

    private void handOut() {
        for (WorkDesk.Assignment assignment : desk.assign()) {
            workers.get(assignment.worker()).tell(new CoreWorker.Run(assignment.tickets()));
        }
        ask();
        if (desk.slots() >= Math.max(1, desk.target() / 4)) {
            want(false);
        }
    }

    private void want(boolean resync) {
        if (supervisor.isPresent() && drainingSince.isEmpty()) {
            supervisor
                    .get()
                    .tell(new ToSupervisor.Want(
                            settings.node(), desk.idle(), desk.slots(), received, finished, resync, epoch));
        }
    }

    private Behavior<Command> onSweep() {
        flush();
        Map<Hosting, List<LeaseKey>> alive = new HashMap<>();
        Duration now = now();
        if (now.minus(shareSeen).compareTo(SHARE_EVERY) > 0) {
            shareSeen = now;
            share();
        }
        for (int worker = 0; worker < workers.size(); worker++) {
            look(worker, now, alive);
        }
        ask();
        desk.queued().forEach(ticket -> renew(ticket, alive));
        alive.keySet().removeIf(hosting -> !hosting.renewalDue(now));
        alive.keySet().forEach(hosting -> hosting.renewed = now);
        alive.forEach((hosting, leases) -> hosting.coordinator.tell(
                new ToJob.Renew(hosting.job.id(), settings.node(), hosting.round.number(), leases, epoch)));
        if (desk.idle() > 0 && now.minus(lastLease).compareTo(RESYNC_AFTER) > 0) {
            lastLease = now;
            want(true);
        }
        if (drainingSince.isPresent()) {
            Duration draining = now.minus(drainingSince.get());
            if (draining.compareTo(DRAIN_END) > 0) {
                return Behaviors.stopped();
            }
            if (draining.compareTo(DRAIN_STOP) > 0) {
                for (int worker = 0; worker < workers.size(); worker++) {
                    desk.heldBy(worker).forEach(Ticket::stop);
                }
            }
        }
        return drained();
    }

    /** Gives workers up to what else runs on the machine, or takes them again. */
    private void share() {
        int before = desk.open();
        desk.open(settings.share().getAsInt());
        if (desk.open() != before) {
            getContext()
                    .getLog()
                    .info("{} of {} workers compute: the machine has other work", desk.open(), workers.size());
            handOut();
        }
    }

    private void look(int worker, Duration now, Map<Hosting, List<LeaseKey>> alive) {
        Ticket running =
                desk.heldBy(worker).stream().filter(Ticket::claimed).findFirst().orElse(null);
        Hosting hosting = running == null ? null : jobs.get(running.job().id());
        Duration timeout = hosting == null ? LONGEST_STOP : hosting.leaseTimeout;
        switch (health.get(worker).look(running, timeout, now)) {
            case WELL -> desk.heldBy(worker).forEach(ticket -> renew(ticket, alive));
            case SILENT -> running.giveUp();
            case STUCK -> replace(worker);
        }
    }

    private void renew(Ticket ticket, Map<Hosting, List<LeaseKey>> alive) {
        Hosting hosting = jobs.get(ticket.job().id());
        if (hosting != null
                && hosting.job == ticket.job()
                && hosting.round == ticket.round()
                && ticket.age().compareTo(hosting.leaseTimeout.dividedBy(4)) > 0) {
            alive.computeIfAbsent(hosting, h -> new ArrayList<>())
                    .add(new LeaseKey(ticket.chunk().index(), ticket.attempt()));
        }
    }

    /** A chunk does not come back: its thread is given up, and a new worker takes the place. */
    private void replace(int worker) {
        if (replaced >= 4 * settings.workers()) {
            return;
        }
        replaced++;
        List<Ticket> begun = desk.abandon(worker);
        getContext().getLog().warn("worker {} hangs in {} and is replaced", worker, describe(begun));
        getContext().stop(workers.get(worker));
        workers.set(worker, spawnWorker(worker, replaced));
        health.set(worker, new Health());
        handOut();
    }

    private static String describe(List<Ticket> tickets) {
        return tickets.isEmpty()
                ? "nothing"
                : "chunk " + tickets.get(0).chunk().index() + " of job "
                        + tickets.get(0).job().id();
    }

    private ActorRef<CoreWorker.Command> spawnWorker(int index, int generation) {
        String name = generation == 0 ? "worker-" + index : "worker-" + index + "-" + generation;
        return getContext()
                .spawn(
                        CoreWorker.create(index, reports, settings.outOfMemory()),
                        name,
                        DispatcherSelector.fromConfig("everycore.worker-dispatcher"));
    }

    private Behavior<Command> onDrain() {
        if (drainingSince.isEmpty()) {
            drainingSince = Optional.of(now());
            supervisor.ifPresent(ref -> ref.tell(new ToSupervisor.Draining(settings.node(), epoch)));
            giveBack(desk.recall(Optional.empty()));
            flush();
        }
        return drained();
    }

    private void giveBack(List<Ticket> tickets) {
        if (tickets.isEmpty()) {
            return;
        }
        for (Ticket ticket : tickets) {
            Hosting hosting = jobs.get(ticket.job().id());
            if (hosting != null && hosting.job == ticket.job()) {
                outbox.add(
                        hosting,
                        ticket.round().number(),
                        new ChunkOutcome.Returned(ticket.chunk().index(), ticket.attempt()));
            }
        }
        flush();
    }

    private Behavior<Command> drained() {
        return drainingSince.isPresent() && desk.empty() ? Behaviors.stopped() : this;
    }

    private Duration now() {
        return ticker.now();
    }
}
