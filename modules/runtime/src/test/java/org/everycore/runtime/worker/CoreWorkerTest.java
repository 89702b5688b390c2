package org.everycore.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.runtime.record.Payloads;
import org.everycore.runtime.schedule.Failure;
import org.everycore.runtime.wire.ChunkOutcome;
import org.everycore.runtime.wire.JobDescription;
import org.everycore.runtime.wire.Partial;
import org.everycore.testing.TraceKind;
import org.junit.jupiter.api.Test;

class CoreWorkerTest {
    private final TestInbox<CoreWorker.Report> pool = TestInbox.create();
    private final BehaviorTestKit<CoreWorker.Command> worker =
            BehaviorTestKit.create(CoreWorker.create(3, pool.getRef(), error -> {
                throw error;
            }));

    @Test
    void everyTicketGetsItsOutcomeInOrderAndOneThatAnotherClaimedGetsNone() {
        HostedJob<?, ?> job = job(spec(5), "exact");
        Ticket taken = ticket(job, 1);
        assertThat(taken.claim()).isTrue();
        Ticket stopped = ticket(job, 2);
        stopped.stop();
        worker.run(new CoreWorker.Run(List.of(ticket(job, 0), taken, stopped)));
        List<ChunkOutcome> outcomes = outcomes();
        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.get(0)).isInstanceOf(ChunkOutcome.Done.class);
        assertThat(outcomes.get(1)).isNull();
        assertThat(outcomes.get(2)).isEqualTo(new ChunkOutcome.Returned(2, 1));
    }

    @Test
    void aChunkThatThrowsFailsAloneAndTheNextOneIsComputed() {
        HostedJob<?, ?> job = job(spec(5).put("failingChunk", 0).put("failures", 9), "exact");
        worker.run(new CoreWorker.Run(List.of(ticket(job, 0), ticket(job, 1))));
        List<ChunkOutcome> outcomes = outcomes();
        Failure failure = ((ChunkOutcome.Failed) outcomes.get(0)).failure();
        assertThat(failure.kind()).isEqualTo(Failure.CHUNK);
        assertThat(failure.retryable()).isTrue();
        assertThat(outcomes.get(1)).isInstanceOf(ChunkOutcome.Done.class);
    }

    @Test
    void anEngineOfOtherBitsIsUnfitAndNoFaultOfTheChunk() {
        worker.run(new CoreWorker.Run(List.of(ticket(job(spec(5), "other"), 0))));
        ChunkOutcome.Failed failed = (ChunkOutcome.Failed) outcomes().get(0);
        assertThat(failed.failure().kind()).isEqualTo(Failure.UNFIT);
        assertThat(failed.failure().message())
                .isEqualTo("the engine here computes family exact, the job is of family other");
    }

    /** Of all reports: a worker on a busy machine reports each chunk by itself. */
    private List<ChunkOutcome> outcomes() {
        List<ChunkOutcome> outcomes = new ArrayList<>();
        for (CoreWorker.Report report : pool.getAllReceived()) {
            assertThat(report.worker()).isEqualTo(3);
            outcomes.addAll(report.outcomes());
        }
        return outcomes;
    }

    private static ObjectNode spec(int blocks) {
        return Json.mapper().createObjectNode().put("blocks", blocks);
    }

    private static Ticket ticket(HostedJob<?, ?> job, long chunk) {
        HostedRound round = new HostedRound(0, job.description().plan().chunks(), new Partial.Local(new byte[8]));
        return new Ticket(job, round, chunk, 1, List.of());
    }

    private static HostedJob<?, ?> job(ObjectNode spec, String family) {
        TraceKind kind = new TraceKind();
        JobId id = new JobId("job-" + family);
        JobRequest request = JobRequest.of(TraceKind.NAME, System.nanoTime(), spec);
        JobPlan plan = kind.plan(kind.parse(spec), new JobContext(id, 1, Kernel.BLOCKED, Inputs.LOCAL));
        JobDescription description = new JobDescription(id, request, plan, Kernel.BLOCKED, family, 0);
        return new HostedJob<>(description, kind, Inputs.LOCAL, false, Payloads.NONE);
    }
}
