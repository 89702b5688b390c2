package org.everycore.runtime.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkPlan;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.Round;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.report.Progress;
import org.everycore.runtime.record.Payload;
import org.everycore.runtime.schedule.ChunkLedger;
import org.everycore.runtime.schedule.ChunkLedger.Ended;
import org.everycore.runtime.schedule.ChunkLedger.Verdict;
import org.everycore.runtime.schedule.Failure;
import org.everycore.runtime.schedule.Lease;
import org.everycore.runtime.schedule.LedgerRules;
import org.everycore.runtime.schedule.MergeWindow;
import org.everycore.runtime.schedule.NodeId;
import org.everycore.runtime.schedule.Ticker;
import org.everycore.runtime.wire.ChunkOutcome;
import org.everycore.runtime.wire.LeaseKey;
import org.everycore.runtime.wire.LeaseRange;
import org.everycore.runtime.wire.Partial;
import org.everycore.runtime.wire.ToClient;
import org.everycore.runtime.wire.ToJob;
import org.everycore.runtime.wire.ToPool;

/**
 * One running job: leases its chunks to the nodes that the supervisor names, takes results in whatever order they come, has
 * them merged in index order, tries failed chunks again elsewhere, and drives the rounds to the end.
 */
public final class JobCoordinator extends AbstractBehavior<JobCoordinator.Command> {
    private static final Duration SWEEP = Duration.ofMillis(250);
    private static final int MERGE_AT_ONCE = 512;
    /** So much work may be fetched ahead by a node for a job that may not use all of its workers. */
    private static final double AHEAD_SECONDS = 0.02;

    private final PlannedJob<?, ?> job;
    private final LedgerRules rules;
    private final long epoch;
    private final Optional<Resume> resume;
    private final ActorRef<Event> supervisor;
    private final ActorRef<ToJob> self;
    private final ActorRef<JobMerger.Command> merger;
    private final boolean keeps;
    private final Ticker ticker;
    private final JobWatch watch;
    private final Duration started;
    private final WorkerTimes times = new WorkerTimes();
    private final Map<NodeId, ActorRef<ToPool>> pools = new HashMap<>();
    private final Set<NodeId> opened = new HashSet<>();
    private final Set<NodeId> roundKnown = new HashSet<>();
    private final Set<NodeId> sated = new HashSet<>();
    private final Set<NodeId> unfit = new HashSet<>();
    private Phase phase = Phase.OPENING;
    private ChunkLedger ledger;
    private ChunkCells doneBy;
    private MergeWindow<Partial> window;
    private Round round;
    private Optional<Payload> roundState = Optional.empty();
    private boolean satedAnywhere = true;
    private boolean merging;
    private int earlierRetries;
    private long earlierChunks;
    private long unitsDone;
    private Optional<Failure> failure = Optional.empty();
    private JobState end = JobState.SUCCEEDED;
    private JobMerger.Finished finished;

    private enum Phase {
        OPENING,
        RUNNING,
        ENDING_ROUND,
        CLOSING
    }

    /** What a coordinator is told. */
    public sealed interface Command {}

    /** Leave to lease up to {@code leases} chunks to a pool; {@code alone} when no other pool may take the job's chunks. */
    public record Grant(NodeId node, ActorRef<ToPool> pool, int leases, boolean alone) implements Command {}

    /** A node is gone; {@code orderly} when it had said so and given back what it had. */
    public record NodeLost(NodeId node, boolean orderly) implements Command {}

    public record Cancel(String reason) implements Command {}

    /** How far is each chunk? Answered by {@link ToClient.ChunkMap}. */
    public record AskChunks(ActorRef<ToClient> replyTo) implements Command {}

    /** The job cannot go on. */
    public record Fail(Failure failure) implements Command {}

    private record FromWire(ToJob message) implements Command {}

    private record FromMerger(JobMerger.Reply reply) implements Command {}

    private enum Sweep implements Command {
        TICK
    }

    /** What the supervisor hears from a coordinator. */
    public sealed interface Event {
        PlannedJob<?, ?> job();
    }

    /** There are chunks to lease, to the node or, when it is empty, to any. */
    public record Hungry(PlannedJob<?, ?> job, Optional<NodeId> node) implements Event {}

    /** A grant could not be used in full, on this node or anywhere. */
    public record Unused(PlannedJob<?, ?> job, NodeId node, int leases, boolean anywhere) implements Event {}

    /** The node cannot compute the job. */
    public record Unfit(PlannedJob<?, ?> job, NodeId node, String reason) implements Event {}

    public record Progressed(PlannedJob<?, ?> job, Progress progress, double chunkSeconds) implements Event {}

    /** Something a person may want to know. */
    public record Noted(PlannedJob<?, ?> job, String level, String message) implements Event {}

    public record Ending(PlannedJob<?, ?> job, JobEnding ending) implements Event {}

    /** Where an earlier supervisor left a job: its checkpoint, and the chunks of that round that are done. */
    public record Resume(Optional<Payload> checkpoint, List<LeaseRange> done) {}

    private JobCoordinator(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            PlannedJob<?, ?> job,
            LedgerRules rules,
            long epoch,
            Archive archive,
            Optional<Resume> resume,
            ActorRef<Event> supervisor,
            JobWatch watch,
            Consumer<OutOfMemoryError> outOfMemory,
            Ticker ticker) {
        super(context);
        this.ticker = ticker;
        this.watch = watch;
        this.started = ticker.now();
        this.job = job;
        this.rules = rules;
        this.epoch = epoch;
        this.keeps = archive.keeps();
        this.resume = resume;
        this.supervisor = supervisor;
        this.self = context.messageAdapter(ToJob.class, FromWire::new);
        ActorRef<JobMerger.Reply> replies = context.messageAdapter(JobMerger.Reply.class, FromMerger::new);
        this.merger = context.spawn(
                JobMerger.create(job, archive, replies, outOfMemory),
                "merger",
                DispatcherSelector.fromConfig("everycore.merge-dispatcher"));
        merger.tell(new JobMerger.Open(resume.flatMap(Resume::checkpoint)));
        timers.startTimerWithFixedDelay(Sweep.TICK, SWEEP);
    }

    /**
     * @param epoch the supervisor's, which every lease carries
     * @param resume empty for a job that begins
     */
    public static Behavior<Command> create(
            PlannedJob<?, ?> job,
            LedgerRules rules,
            long epoch,
            Archive archive,
            Optional<Resume> resume,
            ActorRef<Event> supervisor,
            JobWatch watch,
            Consumer<OutOfMemoryError> outOfMemory,
            Ticker ticker) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new JobCoordinator(
                context, timers, job, rules, epoch, archive, resume, supervisor, watch, outOfMemory, ticker)));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(FromWire.class, this::onWire)
                .onMessage(Grant.class, this::onGrant)
                .onMessage(FromMerger.class, this::onMerger)
                .onMessage(Sweep.class, tick -> onSweep())
                .onMessage(NodeLost.class, this::onNodeLost)
                .onMessage(Cancel.class, this::onCancel)
                .onMessage(AskChunks.class, this::onAskChunks)
                .onMessage(Fail.class, this::onFail)
                .build();
    }

    private Behavior<Command> onGrant(Grant grant) {
        List<Lease> leases = List.of();
        if (phase == Phase.RUNNING && !unfit.contains(grant.node())) {
            pools.putIfAbsent(grant.node(), grant.pool());
            int most = Math.min(grant.leases(), room(grant.node()));
            leases = ledger.lease(grant.node(), most, window.limit(), grant.alone(), now());
        }
        if (!leases.isEmpty()) {
            times.began(now());
            open(grant.node(), grant.pool());
            grant.pool()
                    .tell(new ToPool.Leases(
                            job.id(),
                            round.number(),
                            ranges(leases),
                            leases.get(0).alone(),
                            epoch));
        }
        int unused = grant.leases() - leases.size();
        if (unused > 0) {
            satedAnywhere = phase != Phase.RUNNING || !ledger.leasable(window.limit());
            if (!satedAnywhere) {
                sated.add(grant.node());
            }
            supervisor.tell(new Unused(job, grant.node(), unused, satedAnywhere));
        }
        return this;
    }

    /** How many more leases a node may hold, when the job may not use all of its workers. */
    private int room(NodeId node) {
        int limit = job.description().workersPerNode();
        if (limit == 0) {
            return Integer.MAX_VALUE;
        }
        double seconds = times.chunkSeconds();
        int ahead = Double.isNaN(seconds) ? 2 : (int) Math.max(2, Math.min(128, AHEAD_SECONDS / seconds));
        return Math.max(0, limit * ahead - ledger.leasedTo(node));
    }

    private void open(NodeId node, ActorRef<ToPool> pool) {
        if (roundKnown.add(node)) {
            if (opened.add(node)) {
                pool.tell(new ToPool.OpenJob(job.description(), self, rules.leaseTimeout(), epoch));
            }
            pool.tell(new ToPool.OpenRound(job.id(), round.number(), round.chunks(), stateFor(pool), epoch));
        }
    }

    private Partial stateFor(ActorRef<ToPool> pool) {
        boolean here = pool.path().address().hasLocalScope();
        return here || roundState.isEmpty() ? new Partial.Local(round.state()) : new Partial.Encoded(roundState.get());
    }

    private static List<LeaseRange> ranges(List<Lease> leases) {
        List<LeaseRange> ranges = new ArrayList<>();
        Lease first = leases.get(0);
        Lease last = first;
        for (Lease lease : leases.subList(1, leases.size())) {
            boolean joins = lease.chunk() == last.chunk() + 1
                    && lease.attempt() == first.attempt()
                    && lease.avoid().equals(first.avoid());
            if (!joins) {
                ranges.add(new LeaseRange(first.chunk(), last.chunk() + 1, first.attempt(), first.avoid()));
                first = lease;
            }
            last = lease;
        }
        ranges.add(new LeaseRange(first.chunk(), last.chunk() + 1, first.attempt(), first.avoid()));
        return ranges;
    }

    private Behavior<Command> onWire(FromWire wire) {
        if (wire.message() instanceof ToJob.MayBegin asked) {
            onMayBegin(asked);
        }
        if (phase != Phase.RUNNING) {
            return this;
        }
        if (wire.message() instanceof ToJob.Results results && current(results.epoch(), results.round())) {
            results.outcomes().forEach(outcome -> onOutcome(results.node(), outcome));
            if (phase == Phase.RUNNING) {
                merge();
                feed(Optional.of(results.node()));
            }
        } else if (wire.message() instanceof ToJob.Renew renew && current(renew.epoch(), renew.round())) {
            for (LeaseKey lease : renew.leases()) {
                ledger.renew(lease.chunk(), lease.attempt(), now());
            }
        } else if (wire.message() instanceof ToJob.Unknown unknown && current(unknown.epoch(), unknown.round())) {
            onUnknown(unknown);
        } else if (wire.message() instanceof ToJob.Unfit refusal && refusal.epoch() == epoch) {
            onUnfit(refusal.node(), refusal.reason());
        }
        return this;
    }

    private void onMayBegin(ToJob.MayBegin asked) {
        ActorRef<ToPool> pool = pools.get(asked.node());
        if (pool != null) {
            boolean go = phase == Phase.RUNNING
                    && current(asked.epoch(), asked.round())
                    && ledger.begin(asked.lease().chunk(), asked.lease().attempt());
            pool.tell(new ToPool.Begin(job.id(), asked.round(), asked.lease(), go, epoch));
        }
    }

    private boolean current(long messageEpoch, int messageRound) {
        return messageEpoch == epoch && messageRound == round.number();
    }

    private void onOutcome(NodeId node, ChunkOutcome outcome) {
        if (outcome instanceof ChunkOutcome.Done done) {
            if (ledger.complete(done.chunk())) {
                times.add(node, done.worker(), done.busyNanos());
                doneBy.done(done.chunk(), done.attempt(), node);
                watch.chunk(attempt(node, done.worker(), done.chunk(), done.busyNanos(), true));
                window.put(done.chunk(), done.partial());
                if (keeps) {
                    merger.tell(new JobMerger.Keep(done.chunk(), done.partial()));
                }
            }
        } else if (outcome instanceof ChunkOutcome.Failed failed) {
            if (failed.failure().kind().equals(Failure.UNFIT)) {
                ledger.release(failed.chunk(), failed.attempt());
                onUnfit(node, failed.failure().message());
            } else {
                watch.chunk(attempt(node, failed.worker(), failed.chunk(), failed.busyNanos(), false));
                onEnded(ledger.fail(failed.chunk(), failed.attempt(), failed.worker(), failed.failure(), now()));
            }
        } else {
            ledger.release(outcome.chunk(), outcome.attempt());
        }
    }

    private JobWatch.Attempt attempt(NodeId node, int worker, long chunk, long busyNanos, boolean good) {
        return new JobWatch.Attempt(job.id(), job.description().request().kind(), node, worker, chunk, busyNanos, good);
    }

    private void onEnded(Ended ended) {
        if (ended.verdict() == Verdict.AGAIN) {
            watch.retried(job.description().request().kind(), ended.cause().kind());
            supervisor.tell(new Noted(job, "warn", again(ended)));
        } else if (ended.verdict() == Verdict.POISON && failure.isEmpty()) {
            stop(JobState.FAILED, Optional.of(blame(ended)));
        }
    }

    private String again(Ended ended) {
        Chunk chunk = round.chunks().chunk(round.number(), ended.lease().chunk());
        return "chunk " + chunk.index() + " (blocks " + chunk.firstBlock() + " to " + (chunk.endBlock() - 1)
                + ") of node " + ended.lease().node().address() + " is tried again: "
                + ended.cause().message();
    }

    /** Names the chunk and its blocks beside the cause, unless the cause is the request itself. */
    private Failure blame(Ended ended) {
        if (ended.cause().kind().equals(Failure.SPEC)) {
            return ended.cause();
        }
        Chunk chunk = round.chunks().chunk(round.number(), ended.lease().chunk());
        String how = ended.cause().retryable() ? " failed " + ended.failures() + " times" : " failed";
        return ended.cause()
                .withMessage("chunk " + chunk.index() + " (blocks " + chunk.firstBlock() + " to "
                        + (chunk.endBlock() - 1) + ")" + how + ", last: "
                        + ended.cause().message());
    }

    /** Takes back what the node holds, for others; this is no attempt of anything. */
    private void onUnfit(NodeId node, String reason) {
        if (unfit.add(node)) {
            ledger.surrender(node);
            supervisor.tell(new Unfit(job, node, reason));
            feed(Optional.empty());
        }
    }

    private void onUnknown(ToJob.Unknown unknown) {
        roundKnown.remove(unknown.node());
        opened.remove(unknown.node());
        for (LeaseRange range : unknown.ranges()) {
            for (long chunk = range.first(); chunk < range.end(); chunk++) {
                ledger.release(chunk, range.attempt());
            }
        }
        feed(Optional.of(unknown.node()));
    }

    private void merge() {
        if (!merging) {
            List<MergeWindow.Ready<Partial>> ready = window.take(MERGE_AT_ONCE);
            if (!ready.isEmpty()) {
                merging = true;
                merger.tell(new JobMerger.Merge(ready));
            } else if (ledger.allDone() && window.merged() == ledger.chunks()) {
                phase = Phase.ENDING_ROUND;
                merger.tell(new JobMerger.EndRound());
            }
        }
    }

    /** Tells the supervisor when there is something to lease that there was not. */
    private void feed(Optional<NodeId> node) {
        if (!ledger.leasable(window.limit())) {
            return;
        }
        if (satedAnywhere) {
            satedAnywhere = false;
            sated.clear();
            supervisor.tell(new Hungry(job, Optional.empty()));
        } else if (node.isPresent() && sated.remove(node.get())) {
            supervisor.tell(new Hungry(job, node));
        }
    }

    private Behavior<Command> onMerger(FromMerger message) {
        JobMerger.Reply reply = message.reply();
        if (phase == Phase.CLOSING) {
            return reply instanceof JobMerger.Closed ? ended() : this;
        }
        if (reply instanceof JobMerger.Merged merged) {
            merging = false;
            window.mergedBelow(merged.below());
            merge();
            if (phase == Phase.RUNNING) {
                feed(Optional.empty());
            }
        } else if (reply instanceof JobMerger.RoundOpen open) {
            begin(open);
        } else if (reply instanceof JobMerger.Finished done) {
            finished = done;
            stop(JobState.SUCCEEDED, Optional.empty());
        } else if (reply instanceof JobMerger.MergeFailed failed) {
            stop(JobState.FAILED, Optional.of(failed.failure()));
        }
        return this;
    }

    private void begin(JobMerger.RoundOpen open) {
        account();
        boolean first = round == null;
        round = open.round();
        roundState = open.state();
        roundKnown.clear();
        sated.clear();
        satedAnywhere = true;
        merging = false;
        ledger = new ChunkLedger(round.chunks().chunks(), rules);
        doneBy = new ChunkCells(ledger.chunks());
        window = new MergeWindow<>(job.window());
        phase = Phase.RUNNING;
        if (first) {
            resume.ifPresent(this::recall);
        }
        merge();
        if (phase == Phase.RUNNING) {
            feed(Optional.empty());
        }
    }

    private void recall(Resume earlier) {
        for (LeaseRange done : earlier.done()) {
            for (long chunk = done.first(); chunk < done.end(); chunk++) {
                if (ledger.complete(chunk)) {
                    window.put(chunk, new Partial.Kept());
                }
            }
        }
    }

    private void account() {
        if (ledger != null) {
            earlierRetries += ledger.retries();
            earlierChunks += ledger.doneCount();
        }
    }

    private Behavior<Command> onNodeLost(NodeLost lost) {
        pools.remove(lost.node());
        opened.remove(lost.node());
        roundKnown.remove(lost.node());
        if (phase == Phase.RUNNING) {
            if (lost.orderly()) {
                ledger.surrender(lost.node());
            }
            for (Ended ended : ledger.lost(lost.node(), now())) {
                onEnded(ended);
            }
            if (phase == Phase.RUNNING) {
                feed(Optional.empty());
            }
        }
        return this;
    }

    private Behavior<Command> onCancel(Cancel cancel) {
        if (phase != Phase.CLOSING) {
            stop(JobState.CANCELLED, Optional.of(new Failure("cancelled", cancel.reason(), false)));
        }
        return this;
    }

    private Behavior<Command> onAskChunks(AskChunks ask) {
        ask.replyTo()
                .tell(
                        ledger == null
                                ? new ToClient.ChunkMap(job.id(), 0, 0, List.of())
                                : new ToClient.ChunkMap(
                                        job.id(), round.number(), ledger.chunks(), doneBy.cells(ledger)));
        return this;
    }

    private Behavior<Command> onFail(Fail fail) {
        if (phase != Phase.CLOSING) {
            stop(JobState.FAILED, Optional.of(fail.failure()));
        }
        return this;
    }

    private Behavior<Command> onSweep() {
        if (phase == Phase.RUNNING) {
            ledger.expire(now()).forEach(this::onEnded);
            if (phase == Phase.RUNNING && ledger.leasable(window.limit()) && (satedAnywhere || !sated.isEmpty())) {
                satedAnywhere = true;
                feed(Optional.empty());
            }
        }
        if (phase != Phase.CLOSING) {
            supervisor.tell(new Progressed(job, progress(), times.chunkSeconds()));
        }
        return this;
    }

    private void stop(JobState state, Optional<Failure> why) {
        phase = Phase.CLOSING;
        end = state;
        failure = why;
        for (NodeId node : opened) {
            ActorRef<ToPool> pool = pools.get(node);
            if (pool != null) {
                pool.tell(new ToPool.CloseJob(job.id(), epoch));
            }
        }
        merger.tell(new JobMerger.Close());
    }

    private Behavior<Command> ended() {
        account();
        JobReports reports = new JobReports(job, times, now().minus(started), earlierChunks, earlierRetries);
        JobEnding ending = finished != null && end == JobState.SUCCEEDED
                ? new JobEnding(
                        reports.succeeded(finished.result(), now()),
                        Optional.of(finished.result()),
                        finished.stored(),
                        Optional.empty())
                : new JobEnding(
                        reports.unsuccessful(
                                end, unitsDone, failure.map(Failure::message).orElse(""), now()),
                        Optional.empty(),
                        Optional.empty(),
                        failure);
        supervisor.tell(new Ending(job, ending));
        return Behaviors.stopped();
    }

    private Progress progress() {
        JobPlan plan = job.description().plan();
        long chunks = 0;
        if (ledger != null) {
            ChunkPlan cut = round.chunks();
            chunks = ledger.doneCount();
            unitsDone = Math.min(plan.units(), chunks * cut.blocksPerChunk() * plan.unitsPerBlock());
        }
        return new Progress(
                job.id(),
                JobState.RUNNING,
                round == null ? 0 : round.number(),
                unitsDone,
                plan.units(),
                plan.unit(),
                chunks,
                ledger == null ? plan.chunks().chunks() : ledger.chunks(),
                earlierRetries + (ledger == null ? 0 : ledger.retries()),
                ledger == null ? 0 : Math.min(ledger.leased(), job.prediction().workers()),
                now().minus(started));
    }

    private Duration now() {
        return ticker.now();
    }
}
