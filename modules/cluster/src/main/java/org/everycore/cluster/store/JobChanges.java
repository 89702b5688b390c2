package org.everycore.cluster.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.everycore.jobs.report.JobState;
import org.everycore.runtime.record.JobConflictException;
import org.everycore.runtime.record.JobEnd;
import org.everycore.runtime.record.JobRecord;
import org.everycore.runtime.record.JobStateException;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.record.StoredResult;

/** What each write makes of a job: the rules that every store obeys, in one place. */
final class JobChanges {
    private JobChanges() {}

    static StoredJob submitted(JobRecord job) {
        return new StoredJob(job, JobState.QUEUED, Optional.empty(), Optional.empty());
    }

    static void sameContents(StoredJob stored, JobRecord again) {
        if (!stored.job().requestJson().equals(again.requestJson())) {
            throw new JobConflictException(again.id());
        }
    }

    static StoredJob transition(StoredJob job, JobState next, Instant now) {
        if (next.terminal()) {
            throw new IllegalArgumentException("a job ends by finish, not by a transition to " + next.label());
        }
        if (job.state() == next) {
            return job;
        }
        require(job, next);
        Optional<Instant> started = next == JobState.RUNNING && job.startedAt().isEmpty()
                ? Optional.of(now.truncatedTo(ChronoUnit.MILLIS))
                : job.startedAt();
        return new StoredJob(job.job(), next, started, Optional.empty());
    }

    static StoredJob restarted(StoredJob job, String strategy, String family) {
        unfinished(job, "restarted");
        return new StoredJob(job.job().with(strategy, family), job.state(), job.startedAt(), Optional.empty());
    }

    static StoredJob finished(StoredJob job, JobEnd end) {
        if (job.end().isPresent() && sameEnd(job.end().get(), end)) {
            return job;
        }
        require(job, end.state());
        return new StoredJob(job.job(), end.state(), job.startedAt(), Optional.of(end));
    }

    static void unfinished(StoredJob job, String wanted) {
        if (job.state().terminal()) {
            throw new JobStateException(job.id(), job.state(), wanted);
        }
    }

    private static void require(StoredJob job, JobState next) {
        if (!job.state().mayBecome(next)) {
            throw new JobStateException(job.id(), job.state(), next.label());
        }
    }

    private static boolean sameEnd(JobEnd stored, JobEnd again) {
        return stored.state() == again.state()
                && stored.result()
                        .map(StoredResult::sha256)
                        .equals(again.result().map(StoredResult::sha256));
    }
}
