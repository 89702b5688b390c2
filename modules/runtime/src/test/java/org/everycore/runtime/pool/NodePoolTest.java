package org.everycore.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.cost.SpeedBook;
import org.everycore.runtime.record.Payloads;
import org.everycore.runtime.schedule.Capability;
import org.everycore.runtime.schedule.Failure;
import org.everycore.runtime.schedule.NodeId;
import org.everycore.runtime.wire.ChunkOutcome;
import org.everycore.runtime.wire.JobDescription;
import org.everycore.runtime.wire.LeaseKey;
import org.everycore.runtime.wire.LeaseRange;
import org.everycore.runtime.wire.Partial;
import org.everycore.runtime.wire.ToJob;
import org.everycore.runtime.wire.ToPool;
import org.everycore.runtime.wire.ToSupervisor;
import org.everycore.testing.TraceKind;
import org.everycore.testing.TraceSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class NodePoolTest {
    private static final ActorTestKit KIT = ActorTestKit.create(
            "pool",
            ConfigFactory.parseResources("everycore-local.conf").withFallback(ConfigFactory.defaultReference()));
    private static final NodeId NODE = new NodeId("node");
    private static final JobId JOB = new JobId("job");

    private final TestProbe<ToSupervisor> supervisor = KIT.createTestProbe();
    private final TestProbe<ToJob> coordinator = KIT.createTestProbe();
    private final TestProbe<ActorRef<ToPool>> born = born();
    private final ActorRef<NodePool.Command> actor = KIT.spawn(NodePool.create(settings(), born.getRef()));
    private final ActorRef<ToPool> pool = born.receiveMessage();

    @AfterAll
    static void shutdown() {
        KIT.shutdownTestKit();
    }

    @Test
    void aPoolAnswersTheGreetingAndSaysWhatItCanTake() {
        pool.tell(new ToPool.Greet(supervisor.getRef(), 3));
        ToSupervisor.PoolReady ready = supervisor.expectMessageClass(ToSupervisor.PoolReady.class);
        assertThat(ready.workers()).isEqualTo(2);
        assertThat(ready.families()).containsExactly("exact");
        assertThat(ready.epoch()).isEqualTo(3);
        assertThat(supervisor.expectMessageClass(ToSupervisor.Want.class))
                .isEqualTo(new ToSupervisor.Want(NODE, 2, 4, 0, 0, true, 3));
    }

    @Test
    void leasesComeBackAsResultsAndAsAWishForMore() {
        open(3, 8);
        pool.tell(new ToPool.Leases(JOB, 0, List.of(new LeaseRange(0, 2, 1, List.of())), false, 3));
        ToJob.Results first = coordinator.expectMessageClass(ToJob.Results.class);
        int done = first.outcomes().size();
        if (done < 2) {
            done += coordinator
                    .expectMessageClass(ToJob.Results.class)
                    .outcomes()
                    .size();
        }
        assertThat(done).isEqualTo(2);
        assertThat(first.outcomes().get(0)).isInstanceOf(ChunkOutcome.Done.class);
        assertThat(supervisor.expectMessageClass(ToSupervisor.Want.class).received())
                .isEqualTo(2);
    }

    @Test
    void aKindThatTheNodeDoesNotKnowMakesItUnfitForThatJobAndNothingMore() {
        pool.tell(new ToPool.Greet(supervisor.getRef(), 3));
        assertThat(supervisor.expectMessageClass(ToSupervisor.PoolReady.class).kinds())
                .containsExactly(TraceKind.NAME);
        supervisor.expectMessageClass(ToSupervisor.Want.class);
        JobId strange = new JobId("strange");
        JobRequest request = JobRequest.of("demo.squares", 1, Json.mapper().createObjectNode());
        JobDescription description = description(strange, request);
        pool.tell(new ToPool.OpenJob(description, coordinator.getRef(), Duration.ofSeconds(60), 3));
        assertThat(coordinator.expectMessageClass(ToJob.Unfit.class))
                .isEqualTo(new ToJob.Unfit(strange, NODE, "does not know the kind demo.squares", 3));
        pool.tell(new ToPool.Leases(strange, 0, List.of(new LeaseRange(0, 2, 1, List.of())), false, 3));
        open(3, 8);
        pool.tell(new ToPool.Leases(JOB, 0, List.of(new LeaseRange(0, 2, 1, List.of())), false, 3));
        assertThat(coordinator.expectMessageClass(ToJob.Results.class).job()).isEqualTo(JOB);
    }

    @Test
    void aSpecThatTheNodeReadsOtherwiseMakesItUnfitToo() {
        pool.tell(new ToPool.Greet(supervisor.getRef(), 3));
        JobRequest request = JobRequest.of(
                TraceKind.NAME,
                1,
                Json.mapper().createObjectNode().put("blocks", 2).put("newer", 1));
        JobDescription description = description(JOB, request);
        pool.tell(new ToPool.OpenJob(description, coordinator.getRef(), Duration.ofSeconds(60), 3));
        pool.tell(new ToPool.OpenRound(JOB, 0, description.plan().chunks(), new Partial.Local(new byte[8]), 3));
        pool.tell(new ToPool.Leases(JOB, 0, List.of(new LeaseRange(0, 1, 1, List.of())), false, 3));
        ChunkOutcome.Failed failed = (ChunkOutcome.Failed) results().outcomes().get(0);
        assertThat(failed.failure().kind()).isEqualTo(Failure.UNFIT);
        assertThat(failed.failure().message()).startsWith("reads the specs of " + TraceKind.NAME + " otherwise");
    }

    private static JobDescription description(JobId id, JobRequest request) {
        TraceKind kind = new TraceKind();
        TraceSpec spec = kind.parse(kind.example());
        JobPlan plan = kind.plan(spec, new JobContext(id, 1, Kernel.BLOCKED, Inputs.LOCAL));
        return new JobDescription(id, request, plan, Kernel.BLOCKED, "exact", 0);
    }

    @Test
    void leasesOfAnUnknownRoundGoBack() {
        open(3, 8);
        pool.tell(new ToPool.Leases(JOB, 1, List.of(new LeaseRange(5, 7, 1, List.of())), false, 3));
        assertThat(coordinator.expectMessageClass(ToJob.Unknown.class).ranges())
                .containsExactly(new LeaseRange(5, 7, 1, List.of()));
    }

    @Test
    void messagesOfAnEarlierSupervisorAreIgnored() {
        open(3, 8);
        pool.tell(new ToPool.Leases(JOB, 0, List.of(new LeaseRange(0, 2, 1, List.of())), false, 2));
        coordinator.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void aSuccessorVoidsWhatThePoolHeld() {
        open(3, 8);
        TestProbe<ToSupervisor> successor = KIT.createTestProbe();
        pool.tell(new ToPool.Greet(successor.getRef(), 4));
        successor.expectMessageClass(ToSupervisor.PoolReady.class);
        assertThat(successor.expectMessageClass(ToSupervisor.Want.class).received())
                .isZero();
        pool.tell(new ToPool.Leases(JOB, 0, List.of(new LeaseRange(0, 1, 1, List.of())), false, 4));
        coordinator.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void aChunkThatIsToRunAloneWaitsForLeaveAndWhatIsNotBegunGoesBack() {
        open(3, 8);
        pool.tell(new ToPool.Leases(JOB, 0, List.of(new LeaseRange(4, 5, 3, List.of())), true, 3));
        assertThat(coordinator.expectMessageClass(ToJob.MayBegin.class))
                .isEqualTo(new ToJob.MayBegin(JOB, NODE, 0, new LeaseKey(4, 3), 3));
        pool.tell(new ToPool.Leases(JOB, 0, List.of(new LeaseRange(0, 1, 1, List.of())), false, 3));
        pool.tell(new ToPool.Leases(JOB, 0, List.of(new LeaseRange(5, 6, 3, List.of())), true, 3));
        assertThat(results().outcomes()).containsExactly(new ChunkOutcome.Returned(0, 1));
        assertThat(results().outcomes()).containsExactly(new ChunkOutcome.Returned(5, 3));
        pool.tell(new ToPool.Begin(JOB, 0, new LeaseKey(4, 2), true, 3));
        coordinator.expectMessageClass(ToJob.MayBegin.class);
        pool.tell(new ToPool.Begin(JOB, 0, new LeaseKey(4, 3), true, 3));
        ChunkOutcome outcome = results().outcomes().get(0);
        assertThat(outcome).isInstanceOf(ChunkOutcome.Done.class);
        assertThat(outcome.chunk()).isEqualTo(4);
        ToSupervisor.Want want = supervisor.expectMessageClass(ToSupervisor.Want.class);
        assertThat(want.slots()).isPositive();
        assertThat(want.received()).isEqualTo(3);
    }

    @Test
    void aChunkThatMayNotRunAloneIsForgottenAndThePoolGoesOn() {
        open(3, 8);
        pool.tell(new ToPool.Leases(JOB, 0, List.of(new LeaseRange(4, 5, 3, List.of())), true, 3));
        coordinator.expectMessageClass(ToJob.MayBegin.class);
        pool.tell(new ToPool.Begin(JOB, 0, new LeaseKey(4, 3), false, 3));
        pool.tell(new ToPool.Leases(JOB, 0, List.of(new LeaseRange(0, 1, 1, List.of())), false, 3));
        assertThat(results().outcomes()).extracting(ChunkOutcome::chunk).containsExactly(0L);
    }

    @Test
    void aPoolThatLeavesGivesBackWhatWaitsToRunAlone() {
        open(3, 8);
        pool.tell(new ToPool.Leases(JOB, 0, List.of(new LeaseRange(4, 5, 3, List.of())), true, 3));
        coordinator.expectMessageClass(ToJob.MayBegin.class);
        actor.tell(NodePool.Leave.INSTANCE);
        assertThat(results().outcomes()).containsExactly(new ChunkOutcome.Returned(4, 3));
        coordinator.expectTerminated(actor);
    }

    /** The next results; that the pool asks again meanwhile is passed over. */
    private ToJob.Results results() {
        List<ToJob> heard = coordinator.fishForMessage(
                Duration.ofSeconds(3),
                message -> message instanceof ToJob.Results
                        ? org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes.complete()
                        : org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes.continueAndIgnore());
        return (ToJob.Results) heard.get(heard.size() - 1);
    }

    @Test
    void aPoolThatLeavesSaysSoAndStops() {
        open(3, 8);
        actor.tell(NodePool.Leave.INSTANCE);
        supervisor.fishForMessage(
                Duration.ofSeconds(3),
                message -> message instanceof ToSupervisor.Draining
                        ? org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes.complete()
                        : org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes.continueAndIgnore());
        supervisor.expectTerminated(actor);
    }

    private void open(long epoch, long blocks) {
        pool.tell(new ToPool.Greet(supervisor.getRef(), epoch));
        supervisor.expectMessageClass(ToSupervisor.PoolReady.class);
        supervisor.expectMessageClass(ToSupervisor.Want.class);
        TraceKind kind = new TraceKind();
        JobRequest request = JobRequest.of(
                TraceKind.NAME, 77, Json.mapper().createObjectNode().put("blocks", blocks));
        TraceSpec spec = kind.parse(request.spec());
        JobPlan plan = kind.plan(spec, new JobContext(JOB, 77, Kernel.BLOCKED, Inputs.LOCAL));
        JobDescription job = new JobDescription(JOB, request, plan, Kernel.BLOCKED, "exact", 0);
        pool.tell(new ToPool.OpenJob(job, coordinator.getRef(), Duration.ofSeconds(60), epoch));
        pool.tell(new ToPool.OpenRound(JOB, 0, plan.chunks(), new Partial.Local(new byte[8]), epoch));
    }

    private static TestProbe<ActorRef<ToPool>> born() {
        return KIT.createTestProbe();
    }

    private static PoolSettings settings() {
        return new PoolSettings(
                NODE,
                Capability.CPU,
                2,
                1 << 20,
                "here",
                KindRegistry.of(List.of(new TraceKind())),
                List.of(),
                List.of(),
                Inputs.LOCAL,
                SpeedBook.forgetful(),
                () -> 2,
                Payloads.NONE,
                error -> {
                    throw error;
                });
    }
}
