package org.everycore.runtime.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.everycore.jobs.JobId;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.runtime.job.Archive;
import org.everycore.runtime.job.JobEnding;
import org.everycore.runtime.job.PlannedJob;
import org.everycore.runtime.record.UnfinishedJob;

/** What a supervisor writes down, and what it finds written when it takes office. */
public interface Journal {
    /** How often whoever is in office must say so. */
    Duration RENEWAL = Duration.ofSeconds(2);

    /** Writes nothing: for jobs that live and die with their process. */
    Journal NONE = new Journal() {
        @Override
        public CompletionStage<Long> open(boolean insist) {
            return CompletableFuture.completedStage(1L);
        }

        @Override
        public CompletionStage<List<UnfinishedJob>> recover() {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<Kept> submitted(PlannedJob<?, ?> job, String by) {
            return CompletableFuture.completedStage(Kept.NEW);
        }

        @Override
        public CompletionStage<Void> running(JobId job) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Optional<UnfinishedJob>> restarted(PlannedJob<?, ?> job) {
            return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public CompletionStage<Void> ended(JobId job, JobEnding ending) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public Archive archive(JobId job) {
            return Archive.NONE;
        }

        @Override
        public ResultTarget target(JobId job) {
            return ResultTarget.NOWHERE;
        }
    };

    /** Whether a submission was news. */
    enum Kept {
        NEW,
        KNOWN
    }

    /**
     * Takes office and gives the epoch that all further writes carry; fails with an {@code EpochHeldException} while another
     * supervisor shows that it lives.
     *
     * @param insist to take office all the same
     */
    CompletionStage<Long> open(boolean insist);

    /**
     * Shows that this supervisor lives; to be called every {@link #RENEWAL}. Fails with a {@code StaleEpochException} once
     * somebody else took office; a journal that is its own never does.
     */
    default CompletionStage<Void> renew() {
        return CompletableFuture.completedStage(null);
    }

    /** Leaves office, so that a successor need not wait. */
    default CompletionStage<Void> release() {
        return CompletableFuture.completedStage(null);
    }

    /** The jobs that have not ended. */
    CompletionStage<List<UnfinishedJob>> recover();

    /** Completes when the job is kept durably. */
    CompletionStage<Kept> submitted(PlannedJob<?, ?> job, String by);

    CompletionStage<Void> running(JobId job);

    /**
     * The job goes on with another strategy.
     *
     * @return what is done of it and may be used further: nothing where the new strategy is of another family
     */
    CompletionStage<Optional<UnfinishedJob>> restarted(PlannedJob<?, ?> job);

    CompletionStage<Void> ended(JobId job, JobEnding ending);

    Archive archive(JobId job);

    /** Where a job writes its result before it is moved to where it stays. */
    ResultTarget target(JobId job);
}
