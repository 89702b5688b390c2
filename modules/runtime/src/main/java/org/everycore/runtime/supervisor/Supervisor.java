package org.everycore.runtime.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.UnknownKindException;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.report.Progress;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.strategy.Fallback;
import org.everycore.jobs.strategy.Reach;
import org.everycore.jobs.strategy.Resources;
import org.everycore.runtime.job.JobCoordinator;
import org.everycore.runtime.job.JobEnding;
import org.everycore.runtime.job.JobWatch;
import org.everycore.runtime.job.PlannedJob;
import org.everycore.runtime.record.Checkpoint;
import org.everycore.runtime.record.JobConflictException;
import org.everycore.runtime.record.JobRecord;
import org.everycore.runtime.record.StaleEpochException;
import org.everycore.runtime.record.StoreUnavailableException;
import org.everycore.runtime.record.UnfinishedJob;
import org.everycore.runtime.schedule.Capability;
import org.everycore.runtime.schedule.Failure;
import org.everycore.runtime.schedule.NodeId;
import org.everycore.runtime.schedule.Patience;
import org.everycore.runtime.schedule.Roster;
import org.everycore.runtime.schedule.Scheduler;
import org.everycore.runtime.schedule.Ticker;
import org.everycore.runtime.wire.LeaseRange;
import org.everycore.runtime.wire.SubmitReply;
import org.everycore.runtime.wire.ToClient;
import org.everycore.runtime.wire.ToPool;
import org.everycore.runtime.wire.ToSupervisor;

/**
 * Accepts jobs and answers for them: has them planned and written down, starts them as memory allows, and divides what the
 * pools can take among those that run. There is one in a cluster, and one in a process that runs alone.
 */
public final class Supervisor extends AbstractBehavior<Supervisor.Command> {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SupervisorSettings settings;
    private final long epoch;
    private final Ticker ticker;
    private final ActorRef<ToSupervisor> self;
    private final ActorRef<JobCoordinator.Event> events;
    private final Scheduler scheduler = new Scheduler();
    private final Roster roster = new Roster();
    private final Lanes lanes = new Lanes(System::currentTimeMillis);
    private final Map<NodeId, Pool> pools = new LinkedHashMap<>();
    private final Map<JobId, JobEntry> jobs = new HashMap<>();
    private final Map<NodeId, ToSupervisor.Want> wants = new HashMap<>();
    private final TreeSet<JobEntry> waiting = new TreeSet<>(JobEntry.ORDER);
    private long sequence;
    private long coordinators;
    private boolean looking;

    /** What a supervisor is told. */
    public sealed interface Command {}

    /**
     * Take a job.
     *
     * @param watcher hears of the job until its end, if present
     */
    public record Submit(
            JobRequest request,
            String by,
            ResultTarget target,
            ActorRef<SubmitReply> replyTo,
            Optional<ActorRef<JobNotice>> watcher)
            implements Command {}

    public record Cancel(JobId job, String reason) implements Command {}

    /** A pool is there that may not know of this supervisor yet. */
    public record PoolSeen(ActorRef<ToPool> pool) implements Command {}

    /** From another node, or as if. */
    public record FromWire(ToSupervisor message) implements Command {}

    private record FromJob(JobCoordinator.Event event) implements Command {}

    private record PoolGone(NodeId node) implements Command {}

    private record CoordinatorGone(JobId job, PlannedJob<?, ?> planned) implements Command {}

    private record Planned(JobId job, PlannedJob<?, ?> planned, Journal.Kept kept, Throwable error, Submit submit)
            implements Command {}

    private record Written(JobId job, Throwable error, Optional<JobEnding> ending) implements Command {}

    private record Pool(ActorRef<ToPool> ref, ToSupervisor.PoolReady info) {}

    /** Time to see whether jobs still lack a node. */
    private enum Look implements Command {
        AGAIN
    }

    private Supervisor(ActorContext<Command> context, SupervisorSettings settings, long epoch, Ticker ticker) {
        super(context);
        this.ticker = ticker;
        this.settings = settings;
        this.epoch = epoch;
        this.self = context.messageAdapter(ToSupervisor.class, FromWire::new);
        this.events = context.messageAdapter(JobCoordinator.Event.class, FromJob::new);
    }

    /** @param unfinished jobs of earlier supervisors to go on with */
    public static Behavior<Command> create(SupervisorSettings settings, long epoch, List<UnfinishedJob> unfinished) {
        return create(settings, epoch, unfinished, Ticker.SYSTEM);
    }

    static Behavior<Command> create(
            SupervisorSettings settings, long epoch, List<UnfinishedJob> unfinished, Ticker ticker) {
        return Behaviors.setup(context -> {
            Supervisor supervisor = new Supervisor(context, settings, epoch, ticker);
            unfinished.forEach(supervisor::recover);
            return supervisor;
        });
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(FromWire.class, this::onWire)
                .onMessage(FromJob.class, this::onJob)
                .onMessage(Submit.class, this::onSubmit)
                .onMessage(Planned.class, this::onPlanned)
                .onMessage(Written.class, this::onWritten)
                .onMessage(Cancel.class, this::onCancel)
                .onMessage(PoolSeen.class, this::onPoolSeen)
                .onMessage(PoolGone.class, this::onPoolGone)
                .onMessage(CoordinatorGone.class, this::onCoordinatorGone)
                .onMessage(Look.class, look -> onLook())
                .build();
    }

    // Jobs on their way in

    private Behavior<Command> onSubmit(Submit submit) {
        JobId id = submit.request().jobId() == null
                ? JobId.random()
                : new JobId(submit.request().jobId());
        JobRequest request = submit.request().withJobId(id);
        JobEntry known = jobs.get(id);
        if (known != null) {
            if (!known.request.equals(request)) {
                submit.replyTo()
                        .tell(SubmitReply.Refused.of(SubmitReply.Reason.CONFLICT, "another job is known as " + id));
                return this;
            }
            submit.watcher().ifPresent(known.watchers::add);
            if (known.kept) {
                submit.replyTo().tell(new SubmitReply.Accepted(id, false));
            } else {
                known.asking.add(submit.replyTo());
            }
            return this;
        }
        if (waiting.size() >= settings.maxWaiting()) {
            submit.replyTo()
                    .tell(SubmitReply.Refused.of(SubmitReply.Reason.BUSY, waiting.size() + " jobs wait already"));
            return this;
        }
        JobEntry entry = new JobEntry(id, request, submit.target(), sequence++, log(), settings.grace(), ticker.now());
        submit.watcher().ifPresent(entry.watchers::add);
        jobs.put(id, entry);
        Resources resources = resources(request.kind());
        CompletableFuture<Planned> planned = CompletableFuture.supplyAsync(
                        () -> plan(entry, resources, Optional.empty(), List.of()), settings.blocking())
                .thenCompose(job -> settings.journal()
                        .submitted(job, submit.by())
                        .thenApply(kept -> new Planned(id, job, kept, null, submit)));
        getContext()
                .pipeToSelf(
                        planned,
                        (done, error) ->
                                error == null ? done : new Planned(id, null, Journal.Kept.NEW, cause(error), submit));
        return this;
    }

    private EventLog log() {
        return new EventLog(epoch, settings.journal() != Journal.NONE);
    }

    private static JobCoordinator.Resume resume(UnfinishedJob unfinished) {
        List<LeaseRange> done = unfinished.done().stream()
                .map(range -> new LeaseRange(range.first(), range.end(), 1, List.of()))
                .toList();
        return new JobCoordinator.Resume(unfinished.checkpoint().map(Checkpoint::state), done);
    }

    /** Takes a job up where an earlier supervisor left it, with the strategy that was chosen then. */
    private void recover(UnfinishedJob unfinished) {
        JobRecord record = unfinished.job().job();
        ResultTarget target = settings.journal().target(record.id());
        JobEntry entry =
                new JobEntry(record.id(), record.request(), target, sequence++, log(), settings.grace(), ticker.now());
        entry.resume = Optional.of(resume(unfinished));
        entry.resumedFamily = Optional.of(record.family());
        entry.resumed = !unfinished.done().isEmpty() || unfinished.checkpoint().isPresent();
        entry.isKept();
        jobs.put(entry.id, entry);
        Resources resources = resources(entry.request.kind());
        CompletableFuture<Planned> planned = CompletableFuture.supplyAsync(
                () -> new Planned(
                        entry.id,
                        plan(entry, resources, Optional.of(record.strategy()), List.of()),
                        Journal.Kept.NEW,
                        null,
                        null),
                settings.blocking());
        getContext()
                .pipeToSelf(
                        planned,
                        (ready, error) -> error == null
                                ? ready
                                : new Planned(entry.id, null, Journal.Kept.NEW, cause(error), null));
    }

    private PlannedJob<?, ?> plan(
            JobEntry entry, Resources resources, Optional<String> settled, List<Fallback> earlier) {
        try {
            return settings.planner().plan(entry.id, entry.request, entry.target, resources, settled, earlier);
        } catch (IOException e) {
            throw new SpecException("spec", e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (OutOfMemoryError e) {
            settings.outOfMemory().accept(e);
            throw e;
        }
    }

    private Behavior<Command> onPlanned(Planned message) {
        JobEntry entry = jobs.get(message.job());
        if (entry == null) {
            return this;
        }
        if (message.error() != null) {
            return onPlanFailed(entry, message);
        }
        if (message.submit() != null) {
            boolean isNew = message.kept() == Journal.Kept.NEW;
            message.submit().replyTo().tell(new SubmitReply.Accepted(entry.id, isNew));
            entry.isKept();
            if (!isNew) {
                jobs.remove(entry.id);
                return this;
            }
        }
        entry.planned = message.planned();
        forgetOtherFamily(entry);
        entry.phase = JobEntry.Phase.WAITING;
        waiting.add(entry);
        entry.tell(new JobNotice.StateChanged(JobState.QUEUED));
        if (entry.cancelled.isPresent()) {
            end(entry, JobEnding.unstarted(entry.planned, JobState.CANCELLED, cancelled(entry)));
        }
        startWaiting();
        return this;
    }

    /** What was computed in another numeric family is not mixed with what comes: the job begins anew. */
    private void forgetOtherFamily(JobEntry entry) {
        String family = entry.planned.description().family();
        if (entry.resumedFamily.filter(earlier -> !earlier.equals(family)).isPresent()) {
            entry.resume = Optional.empty();
            CompletableFuture<Void> forgotten = settings.journal()
                    .restarted(entry.planned)
                    .toCompletableFuture()
                    .thenAccept(kept -> {});
            write(entry.id, forgotten, Optional.empty());
        }
        entry.resumedFamily = Optional.empty();
    }

    private Behavior<Command> onPlanFailed(JobEntry entry, Planned message) {
        if (message.submit() == null && entry.planned == null && message.error() instanceof UnknownKindException) {
            park(entry);
            return this;
        }
        if (message.submit() == null && entry.planned == null) {
            getContext().getLog().error("job {} cannot be taken up again", entry.id, message.error());
            String reason = "cannot be taken up again: " + message.error().getMessage();
            end(
                    entry,
                    JobEnding.unplanned(
                            entry.id, entry.request, JobState.FAILED, new Failure(Failure.SPEC, reason, false)));
            return this;
        }
        if (entry.planned != null) {
            Failure failure = new Failure(
                    Failure.ENGINE, "no strategy is left: " + message.error().getMessage(), false);
            end(entry, JobEnding.unstarted(entry.planned, JobState.FAILED, failure));
            return this;
        }
        jobs.remove(entry.id);
        SubmitReply.Refused refused;
        if (message.error() instanceof SpecException e) {
            refused = SubmitReply.Refused.of(e);
        } else if (message.error() instanceof JobConflictException e) {
            refused = SubmitReply.Refused.of(SubmitReply.Reason.CONFLICT, e.getMessage());
        } else {
            getContext().getLog().warn("job {} could not be taken", entry.id, message.error());
            refused = SubmitReply.Refused.of(SubmitReply.Reason.UNAVAILABLE, String.valueOf(message.error()));
        }
        message.submit().replyTo().tell(refused);
        entry.asking.forEach(asking -> asking.tell(refused));
        return message.error() instanceof StaleEpochException ? Behaviors.stopped() : this;
    }

    /** A job that this node cannot plan is none of the job's fault: one that knows the kind will be supervisor again. */
    private void park(JobEntry entry) {
        entry.phase = JobEntry.Phase.PARKED;
        String reason = "a supervisor that knows the kind " + entry.request.kind() + ": " + settings.name()
                + " does not; its jar belongs into lib/ext of every node with role supervisor";
        entry.parked = Optional.of(reason);
        getContext().getLog().warn("job {} waits for {}", entry.id, reason);
        entry.tell(new JobNotice.Noted("warn", "waits for " + reason));
        if (entry.cancelled.isPresent()) {
            end(entry, JobEnding.unplanned(entry.id, entry.request, JobState.CANCELLED, cancelled(entry)));
        }
    }

    // Jobs that begin

    /** Starts waiting jobs in their order: one that must wait for memory holds up those behind it, one without workers not. */
    private void startWaiting() {
        for (JobEntry entry : List.copyOf(waiting)) {
            List<JobEntry> running = jobs.values().stream()
                    .filter(other -> other.phase == JobEntry.Phase.RUNNING)
                    .toList();
            long memory = running.stream()
                    .mapToLong(other -> other.planned.prediction().memoryBytes())
                    .sum();
            boolean fits =
                    running.isEmpty() || memory + entry.planned.prediction().memoryBytes() <= settings.memoryBytes();
            if (running.size() >= settings.maxRunning() || !fits) {
                return;
            }
            if (canRun(entry)) {
                waiting.remove(entry);
                start(entry);
            }
        }
        look();
    }

    private boolean canRun(JobEntry entry) {
        return roster.fit(entry.ask()).findAny().isPresent();
    }

    /** Sees to it that jobs without a node are looked after. */
    private void look() {
        boolean lacking = jobs.values().stream()
                .filter(Supervisor::wantsNode)
                .anyMatch(entry -> entry.patience.told().isPresent() || !canRun(entry));
        if (lacking && !looking) {
            looking = true;
            getContext().scheduleOnce(LOOK, getContext().getSelf(), Look.AGAIN);
        }
    }

    private static boolean wantsNode(JobEntry entry) {
        return entry.phase == JobEntry.Phase.WAITING
                || entry.phase == JobEntry.Phase.RUNNING && entry.coordinator.isPresent();
    }

    private Behavior<Command> onLook() {
        looking = false;
        Duration now = ticker.now();
        for (JobEntry entry : List.copyOf(jobs.values())) {
            if (wantsNode(entry)) {
                heed(entry, entry.patience.look(roster.lack(entry.ask()), entry.begun(), now));
            }
        }
        look();
        return this;
    }

    private void heed(JobEntry entry, Patience.Step step) {
        if (step instanceof Patience.Step.Tell tell) {
            getContext().getLog().warn("job {} waits for {}", entry.id, tell.reason());
            entry.tell(new JobNotice.Noted("warn", "waits for " + tell.reason()));
        } else if (step instanceof Patience.Step.Relieved) {
            entry.tell(new JobNotice.Noted("info", "waits no more: a node that can run it is there"));
        } else if (step instanceof Patience.Step.GiveUp lost) {
            Failure failure = new Failure(
                    Failure.UNFIT,
                    "no node can run it, and none came within "
                            + settings.grace().toSeconds() + " s; it needs " + lost.reason(),
                    false);
            if (entry.phase == JobEntry.Phase.WAITING) {
                end(entry, JobEnding.unstarted(entry.planned, JobState.FAILED, failure));
            } else {
                entry.coordinator.ifPresent(coordinator -> coordinator.tell(new JobCoordinator.Fail(failure)));
            }
        }
    }

    private void start(JobEntry entry) {
        PlannedJob<?, ?> planned = entry.planned;
        entry.phase = JobEntry.Phase.RUNNING;
        Lessons.begun(entry, jobs.values());
        entry.home = planned.strategy().reach() == Reach.NODE ? roomiest(entry) : Optional.empty();
        ActorRef<JobCoordinator.Command> coordinator = getContext()
                .spawn(
                        JobCoordinator.create(
                                planned,
                                settings.rules(),
                                epoch,
                                settings.journal().archive(entry.id),
                                entry.resume,
                                events,
                                JobWatch.both(lanes, settings.watch()),
                                settings.outOfMemory(),
                                ticker),
                        "job-" + coordinators++);
        entry.resume = Optional.empty();
        entry.coordinator = Optional.of(coordinator);
        getContext().watchWith(coordinator, new CoordinatorGone(entry.id, planned));
        add(entry);
        write(entry.id, settings.journal().running(entry.id).toCompletableFuture(), Optional.empty());
        entry.tell(new JobNotice.StateChanged(JobState.RUNNING));
        entry.started = Optional.of(ticker.now());
        settings.watch().started(entry.request.kind(), ticker.now().minus(entry.since));
        entry.tell(new JobNotice.Noted("info", plan(planned)));
        planned.fallbacks()
                .forEach(step -> entry.tell(new JobNotice.Noted(
                        "warn",
                        "strategy " + step.from() + " cannot run (" + step.reason() + "), " + step.to() + " does")));
    }

    private static String plan(PlannedJob<?, ?> job) {
        var plan = job.description().plan();
        return String.format(
                Locale.ROOT,
                "planned: %d chunks of %d %s by %s (%s), predicted %.3g s once warm",
                plan.chunks().chunks(),
                plan.units(),
                plan.unit(),
                job.strategy().id(),
                job.description().family(),
                job.prediction().seconds());
    }

    /** Enters a job into the schedule, kept from the nodes that cannot run it. */
    private void add(JobEntry entry) {
        scheduler.jobAdded(
                entry.id, new Scheduler.Needs(entry.request.priority(), entry.planned.capability(), entry.home));
        roster.unfitFor(entry.ask()).forEach(node -> scheduler.unfit(entry.id, node));
    }

    /** The pool with most workers that the fewest jobs call their home. */
    private Optional<NodeId> roomiest(JobEntry entry) {
        return roster.fit(entry.ask())
                .max(Comparator.comparingDouble(pool -> pool.workers()
                        / (1.0
                                + jobs.values().stream()
                                        .filter(other -> other.home.equals(Optional.of(pool.node())))
                                        .count())))
                .map(Roster.Offer::node);
    }

    // Jobs that run

    private Behavior<Command> onJob(FromJob message) {
        JobCoordinator.Event event = message.event();
        JobEntry entry = jobs.get(event.job().id());
        if (entry == null || !entry.runs(event.job())) {
            return this;
        }
        if (event instanceof JobCoordinator.Unused unused) {
            grant(scheduler.unused(entry.id, unused.node(), unused.leases(), unused.anywhere()));
        } else if (event instanceof JobCoordinator.Hungry hungry) {
            grant(
                    hungry.node().isPresent()
                            ? scheduler.hungry(entry.id, hungry.node().get())
                            : scheduler.hungry(entry.id));
        } else if (event instanceof JobCoordinator.Progressed progressed) {
            entry.progress = Optional.of(progressed.progress());
            if (!Double.isNaN(progressed.chunkSeconds())) {
                scheduler.chunkSeconds(entry.id, progressed.chunkSeconds());
            }
            entry.tell(new JobNotice.Progressed(progressed.progress()));
        } else if (event instanceof JobCoordinator.Noted noted) {
            getContext().getLog().info("job {}: {}", entry.id, noted.message());
            entry.tell(new JobNotice.Noted(noted.level(), noted.message()));
        } else if (event instanceof JobCoordinator.Unfit unfit) {
            onUnfit(entry, unfit.node(), unfit.reason());
        } else if (event instanceof JobCoordinator.Ending ending) {
            onEnding(entry, ending.ending());
        }
        return this;
    }

    private void onUnfit(JobEntry entry, NodeId node, String reason) {
        roster.unfit(entry.id, node, reason);
        scheduler.unfit(entry.id, node);
        Pool pool = pools.get(node);
        String name = pool == null ? node.value() : pool.info().address();
        getContext().getLog().warn("job {} keeps off node {}: {}", entry.id, name, reason);
        entry.tell(new JobNotice.Noted("warn", "node " + name + " cannot run it: " + reason));
        if (entry.home.equals(Optional.of(node))) {
            rehome(entry);
        }
        look();
    }

    private void onEnding(JobEntry entry, JobEnding ending) {
        scheduler.jobRemoved(entry.id);
        entry.coordinator = Optional.empty();
        Optional<String> next = entry.planned.strategy().fallback();
        if (entry.stranded.isPresent()
                && entry.cancelled.isEmpty()
                && ending.result().isEmpty()) {
            fallBack(entry, next.orElseThrow(), entry.stranded.get());
        } else if (ending.failure()
                        .filter(failure -> helps(entry.planned, failure))
                        .isPresent()
                && next.isPresent()) {
            fallBack(entry, next.get(), ending.failure().get());
        } else {
            end(entry, ending);
        }
    }

    /** Whether another strategy may do better: the engine failed, not the request. */
    private static boolean helps(PlannedJob<?, ?> job, Failure failure) {
        return switch (failure.kind()) {
            case Failure.ENGINE -> true;
            case Failure.CHUNK, Failure.LEASE_TIMEOUT, Failure.NODE_LOST ->
                job.description().kernel() == Kernel.CUDA;
            default -> false;
        };
    }

    private void fallBack(JobEntry entry, String next, Failure failure) {
        PlannedJob<?, ?> before = entry.planned;
        List<Fallback> steps = new ArrayList<>(before.fallbacks());
        steps.add(new Fallback(before.strategy().id(), next, failure.message()));
        entry.phase = JobEntry.Phase.PLANNING;
        entry.home = Optional.empty();
        entry.stranded = Optional.empty();
        roster.forget(entry.id);
        Resources resources = resources(entry.request.kind());
        CompletableFuture<Planned> planned = CompletableFuture.supplyAsync(
                        () -> plan(entry, resources, Optional.of(next), steps), settings.blocking())
                .thenCompose(job -> settings.journal().restarted(job).thenApply(kept -> {
                    // Nobody else touches it while the job is planned.
                    entry.resume = kept.map(Supervisor::resume);
                    return new Planned(entry.id, job, Journal.Kept.NEW, null, null);
                }));
        getContext()
                .pipeToSelf(
                        planned,
                        (done, error) -> error == null
                                ? done
                                : new Planned(entry.id, null, Journal.Kept.NEW, cause(error), null));
    }

    private void end(JobEntry entry, JobEnding ending) {
        waiting.remove(entry);
        entry.phase = JobEntry.Phase.ENDING;
        Lessons.ended(entry, ending.report(), settings);
        write(entry.id, settings.journal().ended(entry.id, ending).toCompletableFuture(), Optional.of(ending));
        startWaiting();
    }

    private void write(JobId id, CompletableFuture<Void> write, Optional<JobEnding> ending) {
        getContext().pipeToSelf(write, (done, error) -> new Written(id, error == null ? null : cause(error), ending));
    }

    private Behavior<Command> onWritten(Written written) {
        if (written.error() instanceof StaleEpochException) {
            getContext()
                    .getLog()
                    .warn(
                            "this supervisor has a successor and stops: {}",
                            written.error().getMessage());
            return Behaviors.stopped();
        }
        if (written.error() instanceof StoreUnavailableException refused) {
            // What is in memory is ahead of what is kept, so this term ends; the next one begins with what is kept.
            throw refused;
        }
        if (written.error() != null) {
            getContext().getLog().error("job {} could not be written down", written.job(), written.error());
        }
        if (written.ending().isPresent()) {
            JobEntry entry = jobs.remove(written.job());
            roster.forget(written.job());
            if (entry != null) {
                settings.watch()
                        .ended(
                                entry.request.kind(),
                                written.ending().get().report().state(),
                                ticker.now().minus(entry.started.orElse(ticker.now())));
                entry.tell(new JobNotice.Ended(written.ending().get()));
            }
        }
        return this;
    }

    private Behavior<Command> onCancel(Cancel cancel) {
        JobEntry entry = jobs.get(cancel.job());
        if (entry != null) {
            entry.cancelled = Optional.of(cancel.reason());
            switch (entry.phase) {
                case PARKED ->
                    end(entry, JobEnding.unplanned(entry.id, entry.request, JobState.CANCELLED, cancelled(entry)));
                case WAITING -> end(entry, JobEnding.unstarted(entry.planned, JobState.CANCELLED, cancelled(entry)));
                case RUNNING ->
                    entry.coordinator.ifPresent(
                            coordinator -> coordinator.tell(new JobCoordinator.Cancel(cancel.reason())));
                case PLANNING, ENDING -> {}
            }
        }
        return this;
    }

    private static Failure cancelled(JobEntry entry) {
        return new Failure("cancelled", entry.cancelled.orElse("cancelled"), false);
    }

    private Behavior<Command> onCoordinatorGone(CoordinatorGone gone) {
        JobEntry entry = jobs.get(gone.job());
        if (entry != null && entry.runs(gone.planned()) && entry.phase == JobEntry.Phase.RUNNING) {
            scheduler.jobRemoved(entry.id);
            Failure failure = new Failure("internal", "the job's coordinator stopped; the log says why", false);
            end(entry, JobEnding.unstarted(entry.planned, JobState.FAILED, failure));
        }
        return this;
    }

    // Pools

    private Behavior<Command> onPoolSeen(PoolSeen seen) {
        if (pools.values().stream().noneMatch(pool -> pool.ref().equals(seen.pool()))) {
            seen.pool().tell(new ToPool.Greet(self, epoch));
        }
        return this;
    }

    private Behavior<Command> onWire(FromWire message) {
        if (message.message() instanceof ToSupervisor.Want want) {
            if (want.epoch() == epoch) {
                wants.put(want.node(), want);
                grant(scheduler.want(want.node(), want.idle(), want.slots(), want.received(), want.resync()));
            }
        } else if (message.message() instanceof ToSupervisor.PoolReady ready) {
            onPoolReady(ready);
        } else if (message.message() instanceof ToSupervisor.Draining draining) {
            roster.draining(draining.node());
            scheduler.poolLeft(draining.node());
            rehome(draining.node());
            strand();
            look();
        } else {
            onClient(message.message());
        }
        return this;
    }

    private void onClient(ToSupervisor message) {
        if (message instanceof ToSupervisor.SubmitJob submit) {
            ActorRef<SubmitReply> replies = getContext().spawnAnonymous(Behaviors.receiveMessage(reply -> {
                submit.replyTo().tell(new ToClient.Answered(reply));
                return Behaviors.stopped();
            }));
            JobId id = submit.request().jobId() == null
                    ? JobId.random()
                    : new JobId(submit.request().jobId());
            onSubmit(new Submit(
                    submit.request().withJobId(id),
                    submit.by(),
                    settings.journal().target(id),
                    replies,
                    Optional.empty()));
        } else if (message instanceof ToSupervisor.CancelJob cancel) {
            cancel.replyTo().tell(new ToClient.CancelSeen(cancel.job(), jobs.containsKey(cancel.job())));
            onCancel(new Cancel(cancel.job(), "cancelled on request"));
        } else if (message instanceof ToSupervisor.WatchJob watch) {
            JobEntry entry = jobs.get(watch.job());
            if (entry == null) {
                watch.watcher().tell(new ToClient.NotHere(watch.job()));
            } else {
                entry.log.listen(watch.job(), watch.after(), watch.watcher());
            }
        } else if (message instanceof ToSupervisor.UnwatchJob unwatch) {
            Optional.ofNullable(jobs.get(unwatch.job())).ifPresent(entry -> entry.log.leave(unwatch.watcher()));
        } else if (message instanceof ToSupervisor.AskProgress ask) {
            Optional<Progress> progress =
                    Optional.ofNullable(jobs.get(ask.job())).flatMap(entry -> entry.progress);
            Optional<String> waitsFor = Optional.ofNullable(jobs.get(ask.job())).flatMap(JobEntry::waitsFor);
            ask.replyTo().tell(new ToClient.ProgressIs(ask.job(), progress, waitsFor));
        } else if (message instanceof ToSupervisor.AskOffice ask) {
            ask.replyTo().tell(office());
        } else if (message instanceof ToSupervisor.AskLanes ask) {
            ask.replyTo().tell(lanes.since(ask.after(), cores()));
        } else if (message instanceof ToSupervisor.AskChunks ask) {
            Optional.ofNullable(jobs.get(ask.job()))
                    .flatMap(entry -> entry.coordinator)
                    .ifPresentOrElse(
                            coordinator -> coordinator.tell(new JobCoordinator.AskChunks(ask.replyTo())),
                            () -> ask.replyTo().tell(new ToClient.NotHere(ask.job())));
        } else if (message instanceof ToSupervisor.DrainNode drain) {
            List<Pool> drained = pools.values().stream()
                    .filter(pool -> pool.info().address().equals(drain.node())
                            || pool.info().node().value().equals(drain.node()))
                    .toList();
            drained.forEach(pool -> pool.ref().tell(new ToPool.Drain(epoch)));
            drain.replyTo().tell(new ToClient.DrainSeen(drain.node(), !drained.isEmpty()));
        }
    }

    private Map<NodeId, Integer> cores() {
        Map<NodeId, Integer> cores = new HashMap<>();
        pools.forEach((node, pool) -> cores.put(node, pool.info().workers()));
        return cores;
    }

    /** Chunks that are not done of the jobs that run or wait: as many workers could be busy with them at once. */
    private long wanted() {
        return jobs.values().stream()
                .filter(entry -> entry.planned != null && entry.phase != JobEntry.Phase.ENDING)
                .mapToLong(entry -> entry.progress
                        .map(progress -> progress.chunks() - progress.chunksDone())
                        .orElseGet(() ->
                                entry.planned.description().plan().chunks().chunks()))
                .sum();
    }

    private ToClient.Office office() {
        long running = jobs.values().stream()
                .filter(entry -> entry.phase == JobEntry.Phase.RUNNING)
                .count();
        List<ToClient.PoolState> states =
                pools.values().stream().map(this::state).toList();
        return new ToClient.Office(
                settings.name(), epoch, jobs.size() - (int) running, (int) running, wanted(), states);
    }

    private ToClient.PoolState state(Pool pool) {
        ToSupervisor.PoolReady info = pool.info();
        Optional<ToSupervisor.Want> last = Optional.ofNullable(wants.get(info.node()));
        int idle = last.map(ToSupervisor.Want::idle).orElse(0);
        return new ToClient.PoolState(
                info.node().value(),
                info.address(),
                info.capability().label(),
                info.workers(),
                Math.max(0, info.workers() - idle),
                last.map(ToSupervisor.Want::done).orElse(0L),
                info.families(),
                info.kinds(),
                info.strategies(),
                info.devices(),
                roster.isDraining(info.node()));
    }

    private void onPoolReady(ToSupervisor.PoolReady ready) {
        if (ready.epoch() != epoch || pools.containsKey(ready.node())) {
            return;
        }
        pools.put(ready.node(), new Pool(ready.pool(), ready));
        roster.joined(new Roster.Offer(
                ready.node(), ready.address(), ready.capability(), ready.workers(), Set.copyOf(ready.kinds())));
        scheduler.poolJoined(ready.node(), ready.capability());
        for (JobEntry entry : jobs.values()) {
            if (wantsNode(entry) && !ready.kinds().contains(entry.request.kind())) {
                scheduler.unfit(entry.id, ready.node());
            }
        }
        getContext().watchWith(ready.pool(), new PoolGone(ready.node()));
        getContext()
                .getLog()
                .info(
                        "node {} joined with {} {} workers",
                        ready.node(),
                        ready.workers(),
                        ready.capability().label());
        rehomeStranded();
        startWaiting();
    }

    private Behavior<Command> onPoolGone(PoolGone gone) {
        wants.remove(gone.node());
        Pool pool = pools.remove(gone.node());
        if (pool != null) {
            getContext().getLog().info("node {} is gone", gone.node());
            boolean draining = roster.isDraining(gone.node());
            roster.left(gone.node());
            scheduler.poolLeft(gone.node());
            lanes.forget(gone.node());
            jobs.values()
                    .forEach(entry -> entry.coordinator.ifPresent(
                            coordinator -> coordinator.tell(new JobCoordinator.NodeLost(gone.node(), draining))));
            rehome(gone.node());
            strand();
            look();
        }
        return this;
    }

    /** Jobs for devices that no node has any more go on with the next strategy; they would wait for ever. */
    private void strand() {
        for (JobEntry entry : List.copyOf(jobs.values())) {
            boolean lost = entry.planned != null
                    && entry.planned.capability() == Capability.GPU_BATCH
                    && entry.planned.strategy().fallback().isPresent()
                    && !canRun(entry);
            if (lost && entry.phase == JobEntry.Phase.RUNNING && entry.coordinator.isPresent()) {
                entry.stranded = Optional.of(new Failure(Failure.NODE_LOST, "the last GPU worker is gone", true));
                entry.coordinator.get().tell(new JobCoordinator.Cancel("the last GPU worker is gone"));
            } else if (lost && waiting.remove(entry)) {
                Failure failure = new Failure(Failure.NODE_LOST, "the last GPU worker is gone", true);
                fallBack(entry, entry.planned.strategy().fallback().get(), failure);
            }
        }
    }

    /** Gives the jobs whose home is gone another one. */
    private void rehome(NodeId node) {
        for (JobEntry entry : jobs.values()) {
            if (entry.home.equals(Optional.of(node)) && entry.coordinator.isPresent()) {
                rehome(entry);
            }
        }
    }

    private void rehome(JobEntry entry) {
        entry.home = roomiest(entry);
        scheduler.jobRemoved(entry.id);
        add(entry);
        if (entry.home.isPresent()) {
            grant(scheduler.hungry(entry.id));
        }
    }

    private void rehomeStranded() {
        for (JobEntry entry : jobs.values()) {
            boolean stranded = entry.coordinator.isPresent()
                    && entry.planned.strategy().reach() == Reach.NODE
                    && entry.home.isEmpty();
            if (stranded) {
                rehome(entry);
            }
        }
    }

    private void grant(List<Scheduler.Grant> grants) {
        for (Scheduler.Grant grant : grants) {
            JobEntry entry = jobs.get(grant.job());
            Pool pool = pools.get(grant.node());
            if (entry != null && entry.coordinator.isPresent() && pool != null) {
                boolean alone = entry.home.isPresent()
                        || roster.fit(entry.ask()).limit(2).count() < 2;
                entry.coordinator.get().tell(new JobCoordinator.Grant(grant.node(), pool.ref(), grant.leases(), alone));
            }
        }
    }

    /** What jobs of a kind can count on: the nodes that know it, or all where none does yet. */
    private Resources resources(String kind) {
        List<ToSupervisor.PoolReady> all =
                pools.values().stream().map(Pool::info).toList();
        List<ToSupervisor.PoolReady> known =
                all.stream().filter(info -> info.kinds().contains(kind)).toList();
        List<ToSupervisor.PoolReady> there = known.isEmpty() ? all : known;
        List<ToSupervisor.PoolReady> cpu = there.stream()
                .filter(info -> info.capability() == Capability.CPU)
                .toList();
        if (cpu.isEmpty()) {
            return settings.assumed();
        }
        int widest =
                cpu.stream().mapToInt(ToSupervisor.PoolReady::workers).max().orElse(0);
        int workers = cpu.stream().mapToInt(ToSupervisor.PoolReady::workers).sum();
        long memory = cpu.stream()
                .mapToLong(ToSupervisor.PoolReady::memoryBytes)
                .min()
                .orElse(0);
        int registered = there.stream()
                .filter(info -> info.capability() == Capability.GPU_BATCH)
                .mapToInt(ToSupervisor.PoolReady::workers)
                .sum();
        // The pools of a process that runs alone come one after the other; a job need not miss the second for that.
        int devices = Math.max(registered, settings.assumed().devices());
        return new Resources(
                widest, workers, devices, memory, settings.assumed().clustered(), Lessons.speeds(cpu));
    }

    private static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
