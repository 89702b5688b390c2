package org.everycore.runtime.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.cost.SpeedBook;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.strategy.Resources;
import org.everycore.jobs.strategy.Strategies;
import org.everycore.runtime.job.Archive;
import org.everycore.runtime.job.JobEnding;
import org.everycore.runtime.job.JobWatch;
import org.everycore.runtime.job.PlannedJob;
import org.everycore.runtime.record.StoreUnavailableException;
import org.everycore.runtime.record.UnfinishedJob;
import org.everycore.runtime.schedule.LedgerRules;
import org.everycore.runtime.wire.SubmitReply;
import org.everycore.testing.TraceKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Nobody hears that a job is taken before it is kept, however often and by whomever it is handed in. */
class AcknowledgeTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    private final CompletableFuture<Journal.Kept> write = new CompletableFuture<>();
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final ActorRef<Supervisor.Command> supervisor = KIT.spawn(Supervisor.create(settings(), 1, List.of()));
    private final TestProbe<SubmitReply> first = KIT.createTestProbe();
    private final TestProbe<SubmitReply> second = KIT.createTestProbe();

    @AfterAll
    static void shutdown() {
        KIT.shutdownTestKit();
    }

    @Test
    void aJobHandedInTwiceIsAcknowledgedTwiceOnceItIsKept() {
        submitTwice();
        write.complete(Journal.Kept.NEW);
        assertThat(first.receiveMessage()).isEqualTo(new SubmitReply.Accepted(new JobId("twice"), true));
        assertThat(second.receiveMessage()).isEqualTo(new SubmitReply.Accepted(new JobId("twice"), false));
    }

    @Test
    void aJobThatCannotBeKeptIsRefusedToBoth() {
        submitTwice();
        write.completeExceptionally(new StoreUnavailableException("no database", null));
        assertThat(first.receiveMessage()).isInstanceOf(SubmitReply.Refused.class);
        assertThat(second.receiveMessage()).isInstanceOf(SubmitReply.Refused.class);
    }

    private void submitTwice() {
        supervisor.tell(submit(first));
        asked.join();
        supervisor.tell(submit(second));
        second.expectNoMessage(java.time.Duration.ofMillis(100));
    }

    private static Supervisor.Submit submit(TestProbe<SubmitReply> replies) {
        JobRequest request = JobRequest.of(
                        TraceKind.NAME, 1, Json.mapper().createObjectNode().put("blocks", 3))
                .withJobId(new JobId("twice"));
        return new Supervisor.Submit(request, "test", ResultTarget.NOWHERE, replies.ref(), Optional.empty());
    }

    private SupervisorSettings settings() {
        Inputs inputs = Inputs.LOCAL;
        return new SupervisorSettings(
                "here",
                new JobPlanner(
                        KindRegistry.of(List.of(new TraceKind())), Strategies.load(), SpeedBook.forgetful(), inputs),
                new SlowJournal(),
                LedgerRules.DEFAULT,
                Resources.local(1, 1L << 30),
                4,
                4,
                1L << 30,
                Duration.ofSeconds(30),
                ForkJoinPool.commonPool(),
                JobWatch.NONE,
                error -> {});
    }

    /** Keeps a submission when the test says so, and nothing else. */
    private final class SlowJournal implements Journal {
        @Override
        public CompletionStage<Long> open(boolean insist) {
            return NONE.open(false);
        }

        @Override
        public CompletionStage<List<UnfinishedJob>> recover() {
            return NONE.recover();
        }

        @Override
        public CompletionStage<Kept> submitted(PlannedJob<?, ?> job, String by) {
            asked.complete(null);
            return write;
        }

        @Override
        public CompletionStage<Void> running(JobId job) {
            return NONE.running(job);
        }

        @Override
        public CompletionStage<Optional<UnfinishedJob>> restarted(PlannedJob<?, ?> job) {
            return NONE.restarted(job);
        }

        @Override
        public CompletionStage<Void> ended(JobId job, JobEnding ending) {
            return NONE.ended(job, ending);
        }

        @Override
        public Archive archive(JobId job) {
            return NONE.archive(job);
        }

        @Override
        public ResultTarget target(JobId job) {
            return ResultTarget.NOWHERE;
        }
    }
}
