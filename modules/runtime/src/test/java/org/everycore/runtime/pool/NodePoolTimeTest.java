package org.everycore.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.everycore.jobs.Kernel;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.cost.SpeedBook;
import org.everycore.runtime.VirtualTime;
import org.everycore.runtime.record.Payloads;
import org.everycore.runtime.schedule.Capability;
import org.everycore.runtime.schedule.NodeId;
import org.everycore.runtime.wire.ChunkOutcome;
import org.everycore.runtime.wire.JobDescription;
import org.everycore.runtime.wire.LeaseRange;
import org.everycore.runtime.wire.Partial;
import org.everycore.runtime.wire.ToJob;
import org.everycore.runtime.wire.ToPool;
import org.everycore.runtime.wire.ToSupervisor;
import org.everycore.testing.TraceKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a pool does when nothing comes, in virtual time. */
class NodePoolTimeTest {
    private static final ActorTestKit KIT = ActorTestKit.create("pool-time", VirtualTime.CONFIG);
    private static final NodeId NODE = new NodeId("node");
    private static final JobId JOB = new JobId("job");

    private final VirtualTime time = new VirtualTime(KIT);
    private final TestProbe<ToSupervisor> supervisor = KIT.createTestProbe();
    private final TestProbe<ToJob> coordinator = KIT.createTestProbe();
    private final ActorRef<ToPool> pool = pool();

    @AfterAll
    static void shutdown() {
        KIT.shutdownTestKit();
    }

    @Test
    void anIdlePoolThatHearsNothingSaysAgainWhatItCanTake() {
        greet();
        time.pass(Duration.ofSeconds(4), () -> {});
        ToSupervisor.Want again = supervisor.expectMessageClass(ToSupervisor.Want.class);
        assertThat(again.resync()).isTrue();
        assertThat(again.idle()).isEqualTo(2);
    }

    @Test
    void aChunkThatMayNotBeginForAsLongAsALeaseLivesGoesBack() {
        greet();
        TraceKind kind = new TraceKind();
        JobRequest request = JobRequest.of(TraceKind.NAME, 1, kind.example());
        JobPlan plan = kind.plan(kind.parse(kind.example()), new JobContext(JOB, 1, Kernel.BLOCKED, Inputs.LOCAL));
        JobDescription job = new JobDescription(JOB, request, plan, Kernel.BLOCKED, "exact", 0);
        pool.tell(new ToPool.OpenJob(job, coordinator.getRef(), Duration.ofSeconds(60), 1));
        pool.tell(new ToPool.OpenRound(JOB, 0, plan.chunks(), new Partial.Local(new byte[8]), 1));
        pool.tell(new ToPool.Leases(JOB, 0, List.of(new LeaseRange(4, 5, 3, List.of())), true, 1));
        coordinator.expectMessageClass(ToJob.MayBegin.class);
        time.pass(Duration.ofSeconds(62), () -> {});
        ToJob heard = coordinator.receiveMessage();
        while (!(heard instanceof ToJob.Results)) {
            heard = coordinator.receiveMessage();
        }
        assertThat(((ToJob.Results) heard).outcomes()).containsExactly(new ChunkOutcome.Returned(4, 3));
    }

    private void greet() {
        pool.tell(new ToPool.Greet(supervisor.getRef(), 1));
        supervisor.expectMessageClass(ToSupervisor.PoolReady.class);
        supervisor.expectMessageClass(ToSupervisor.Want.class);
    }

    private ActorRef<ToPool> pool() {
        TestProbe<ActorRef<ToPool>> born = KIT.createTestProbe();
        PoolSettings settings = new PoolSettings(
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
        KIT.spawn(NodePool.create(settings, born.getRef(), time));
        return born.receiveMessage();
    }
}
