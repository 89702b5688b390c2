package org.everycore.runtime.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.cost.SpeedBook;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.strategy.Resources;
import org.everycore.jobs.strategy.Strategies;
import org.everycore.runtime.VirtualTime;
import org.everycore.runtime.job.JobWatch;
import org.everycore.runtime.record.JobRecord;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.record.UnfinishedJob;
import org.everycore.runtime.schedule.Capability;
import org.everycore.runtime.schedule.Failure;
import org.everycore.runtime.schedule.LedgerRules;
import org.everycore.runtime.schedule.NodeId;
import org.everycore.runtime.wire.SubmitReply;
import org.everycore.runtime.wire.ToClient;
import org.everycore.runtime.wire.ToJob;
import org.everycore.runtime.wire.ToPool;
import org.everycore.runtime.wire.ToSupervisor;
import org.everycore.testing.TraceKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A supervisor and its coordinators in virtual time, with probes for pools. */
class SupervisorTest {
    private static final ActorTestKit KIT = ActorTestKit.create("supervisor", VirtualTime.CONFIG);
    private static final JobId JOB = new JobId("job");
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");

    private final VirtualTime time = new VirtualTime(KIT);
    private final TestProbe<JobNotice> watcher = KIT.createTestProbe();
    private final TestProbe<ToClient> client = KIT.createTestProbe();
    private ActorRef<Supervisor.Command> supervisor = KIT.spawn(Supervisor.create(settings(), 1, List.of(), time));

    @AfterAll
    static void shutdown() {
        KIT.shutdownTestKit();
    }

    @Test
    void aJobThatEveryNodeRefusesIsToldOfAndFailsAfterTheGrace() {
        join(A, "photonics.sample");
        submit(request());
        pass(5);
        String lack = "a node that knows the kind " + TraceKind.NAME
                + ": host-a:1 do not; its jar belongs into lib/ext of" + " every node that is to run it";
        assertThat(noted().message()).isEqualTo("waits for " + lack);
        assertThat(waitsFor()).contains(lack);
        pass(26);
        JobNotice.Ended ended = watcher.expectMessageClass(JobNotice.Ended.class);
        assertThat(ended.ending().failure().orElseThrow().kind()).isEqualTo(Failure.UNFIT);
        assertThat(ended.ending().report().error())
                .isEqualTo("no node can run it, and none came within 30 s; it needs " + lack);
    }

    @Test
    void aJobThatMayWaitIsKeptAndRunsWhenANodeThatKnowsItComes() {
        join(A, "photonics.sample");
        submit(request().withWaitForNode(true));
        pass(40);
        noted();
        TestProbe<ToPool> b = join(B, TraceKind.NAME);
        want(B);
        opened(b);
        pass(2);
        assertThat(waitsFor()).isEmpty();
    }

    @Test
    void whatAnUnfitNodeHeldGoesToAnotherAndIsNoRetry() {
        TestProbe<ToPool> a = join(A, TraceKind.NAME);
        submit(request());
        want(A);
        ToPool.OpenJob open = opened(a);
        assertThat(a.expectMessageClass(ToPool.Leases.class).ranges()).isNotEmpty();
        open.coordinator().tell(new ToJob.Unfit(JOB, A, "reads the specs otherwise", 1));
        assertThat(noted().message()).isEqualTo("node host-a:1 cannot run it: reads the specs otherwise");
        TestProbe<ToPool> b = join(B, TraceKind.NAME);
        want(B);
        opened(b);
        assertThat(b.expectMessageClass(ToPool.Leases.class).ranges().get(0).first())
                .isZero();
        pass(1);
        assertThat(progress().progress().orElseThrow().retries()).isZero();
    }

    @Test
    void aJobWhoseLastWorkerWentAwaySaysSoAndGoesOn() {
        TestProbe<ToPool> a = join(A, TraceKind.NAME);
        submit(request());
        want(A);
        opened(a);
        a.stop();
        pass(35);
        assertThat(waitsFor()).contains("a node with role cpu: there is none");
        TestProbe<ToPool> b = join(B, TraceKind.NAME);
        want(B);
        opened(b);
    }

    @Test
    void aLeaseThatNobodyRenewsRunsOutAndIsTriedAgain() {
        TestProbe<ToPool> a = join(A, TraceKind.NAME);
        submit(request());
        want(A);
        opened(a);
        a.expectMessageClass(ToPool.Leases.class);
        pass(59);
        assertThat(progress().progress().orElseThrow().retries()).isZero();
        pass(2);
        assertThat(noted().message())
                .contains("(blocks ", " of node ", "is tried again: no result and no sign of life within 60000 ms");
    }

    @Test
    void aSupervisorThatDoesNotKnowAKindKeepsItsJobsForTheNext() {
        JobRequest request = JobRequest.of("demo.squares", 1, Json.mapper().createObjectNode())
                .withJobId(JOB);
        JobRecord record = new JobRecord(JOB, request, "threading", "exact", Set.of(), Instant.EPOCH, "test");
        StoredJob stored = new StoredJob(record, JobState.QUEUED, Optional.empty(), Optional.empty());
        UnfinishedJob unfinished = new UnfinishedJob(stored, Optional.empty(), List.of());
        supervisor = KIT.spawn(Supervisor.create(settings(), 1, List.of(unfinished), time));
        join(A, "demo.squares");
        pass(35);
        assertThat(waitsFor().orElseThrow()).startsWith("a supervisor that knows the kind demo.squares: here does not");
        supervisor.tell(new Supervisor.FromWire(new ToSupervisor.CancelJob(JOB, client.ref())));
        assertThat(client.expectMessageClass(ToClient.CancelSeen.class).known()).isTrue();
        pass(1);
        supervisor.tell(new Supervisor.FromWire(new ToSupervisor.WatchJob(JOB, 0, client.ref())));
        client.expectMessageClass(ToClient.NotHere.class);
    }

    private static JobRequest request() {
        return JobRequest.of(TraceKind.NAME, 1, Json.mapper().createObjectNode().put("blocks", 4))
                .withJobId(JOB)
                .withStrategy("cluster");
    }

    private void submit(JobRequest request) {
        TestProbe<SubmitReply> replies = KIT.createTestProbe();
        supervisor.tell(new Supervisor.Submit(
                request, "test", ResultTarget.NOWHERE, replies.ref(), Optional.of(watcher.ref())));
        assertThat(replies.receiveMessage()).isEqualTo(new SubmitReply.Accepted(JOB, true));
    }

    private TestProbe<ToPool> join(NodeId node, String kind) {
        TestProbe<ToPool> pool = KIT.createTestProbe();
        supervisor.tell(new Supervisor.FromWire(new ToSupervisor.PoolReady(
                node,
                pool.ref(),
                Capability.CPU,
                2,
                1L << 30,
                "host-" + node.value() + ":1",
                List.of("exact"),
                List.of(kind),
                List.of(),
                List.of(),
                JsonNodeFactory.instance.objectNode(),
                "0",
                1)));
        return pool;
    }

    private void want(NodeId node) {
        supervisor.tell(new Supervisor.FromWire(new ToSupervisor.Want(node, 2, 4, 0, 0, true, 1)));
    }

    private static ToPool.OpenJob opened(TestProbe<ToPool> pool) {
        ToPool.OpenJob open = pool.expectMessageClass(ToPool.OpenJob.class);
        pool.expectMessageClass(ToPool.OpenRound.class);
        return open;
    }

    private JobNotice.Noted noted() {
        while (true) {
            if (watcher.receiveMessage() instanceof JobNotice.Noted noted
                    && !noted.message().startsWith("planned: ")) {
                return noted;
            }
        }
    }

    private Optional<String> waitsFor() {
        return progress().waitsFor();
    }

    private ToClient.ProgressIs progress() {
        supervisor.tell(new Supervisor.FromWire(new ToSupervisor.AskProgress(JOB, client.ref())));
        return client.expectMessageClass(ToClient.ProgressIs.class);
    }

    private void pass(int seconds) {
        time.pass(Duration.ofSeconds(seconds), this::progress);
    }

    private static SupervisorSettings settings() {
        return new SupervisorSettings(
                "here",
                new JobPlanner(
                        KindRegistry.of(List.of(new TraceKind())),
                        Strategies.load(),
                        SpeedBook.forgetful(),
                        Inputs.LOCAL),
                Journal.NONE,
                LedgerRules.DEFAULT,
                new Resources(2, 2, 0, 1L << 30, true),
                4,
                4,
                1L << 30,
                Duration.ofSeconds(30),
                Runnable::run,
                JobWatch.NONE,
                error -> {
                    throw error;
                });
    }
}
