package org.everycore.runtime.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.report.Progress;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.runtime.job.JobCoordinator;
import org.everycore.runtime.job.PlannedJob;
import org.everycore.runtime.schedule.Failure;
import org.everycore.runtime.schedule.NodeId;
import org.everycore.runtime.schedule.Patience;
import org.everycore.runtime.schedule.Roster;
import org.everycore.runtime.wire.SubmitReply;

/** What the supervisor holds of a job that has not ended. */
final class JobEntry {
    static final Comparator<JobEntry> ORDER =
            Comparator.comparingInt((JobEntry e) -> -e.request.priority()).thenComparingLong(e -> e.sequence);

    final JobId id;
    final JobRequest request;
    final ResultTarget target;
    final long sequence;
    final List<ActorRef<JobNotice>> watchers = new ArrayList<>();
    final EventLog log;
    /** Those who handed the job in again before it was kept: nobody hears of it before that. */
    final List<ActorRef<SubmitReply>> asking = new ArrayList<>();

    boolean kept;
    /** Whether an earlier supervisor left finished chunks of it. */
    boolean resumed;

    /** Whether other jobs ran beside it, so that its time says little of itself. */
    boolean shared;

    Optional<String> parked = Optional.empty();
    Phase phase = Phase.PLANNING;
    PlannedJob<?, ?> planned;
    Optional<JobCoordinator.Resume> resume = Optional.empty();
    Optional<ActorRef<JobCoordinator.Command>> coordinator = Optional.empty();
    /** The family of what an earlier supervisor left; only partials of this family may be used. */
    Optional<String> resumedFamily = Optional.empty();

    Optional<NodeId> home = Optional.empty();
    Optional<Progress> progress = Optional.empty();
    Optional<String> cancelled = Optional.empty();
    Optional<Failure> stranded = Optional.empty();
    /** When it came, and when its chunks began, by the supervisor's clock. */
    final Duration since;

    Optional<Duration> started = Optional.empty();
    /** How long it has been without a node that can run it. */
    final Patience patience;

    /** Where a job is on its way through the supervisor. */
    enum Phase {
        PLANNING,
        WAITING,
        /** Taken up from an earlier supervisor by one that does not know its kind: for the next one to run. */
        PARKED,
        RUNNING,
        ENDING
    }

    JobEntry(
            JobId id,
            JobRequest request,
            ResultTarget target,
            long sequence,
            EventLog log,
            Duration grace,
            Duration since) {
        this.id = id;
        this.request = request;
        this.target = target;
        this.sequence = sequence;
        this.log = log;
        this.since = since;
        this.patience = new Patience(grace, Boolean.TRUE.equals(request.waitForNode()));
    }

    /** What it asks of a node; only of a job that has a plan. */
    Roster.Ask ask() {
        return new Roster.Ask(id, request.kind(), planned.capability());
    }

    /** Whether some of it was computed. */
    boolean begun() {
        return resumed || progress.map(Progress::chunksDone).orElse(0L) > 0;
    }

    /** What it waits for, if it cannot go on. */
    Optional<String> waitsFor() {
        return parked.isPresent() ? parked : patience.told();
    }

    void isKept() {
        kept = true;
        asking.forEach(asks -> asks.tell(new SubmitReply.Accepted(id, false)));
        asking.clear();
    }

    /** Whether this very plan is the one that runs, and not an earlier one of the same job. */
    @SuppressWarnings("ReferenceEquality")
    boolean runs(PlannedJob<?, ?> plan) {
        return planned == plan;
    }

    void tell(JobNotice notice) {
        watchers.forEach(watcher -> watcher.tell(notice));
        log.add(id, notice);
    }
}
