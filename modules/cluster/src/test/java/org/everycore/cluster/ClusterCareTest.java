package org.everycore.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.everycore.cluster.api.JobService;
import org.everycore.cluster.testing.TestCluster;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.report.JobState;
import org.everycore.runtime.record.JobConflictException;
import org.everycore.runtime.wire.JobEvent;
import org.everycore.testing.TraceKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
@Timeout(180)
class ClusterCareTest {
    private static final long SEED = 1L << 41;

    @TempDir
    private Path folder;

    @Test
    void jobsAreRefusedKnownAgainCancelledAndANodeIsDrainedWithoutHarm() throws Exception {
        try (TestCluster cluster = new TestCluster(folder)) {
            cluster.start("supervisor", "cpu", "gateway");
            NodeRuntime worker = cluster.start("cpu");
            JobService jobs = cluster.nodes().get(0).jobs();
            cluster.awaitNodes(jobs, 2);
            TestCluster.await("readiness", jobs::ready);

            // What cannot be used is refused with its field; nothing of it is kept.
            assertThatThrownBy(() -> jobs.submit(request(spec(1).put("nonsense", 1)), "test")
                            .toCompletableFuture()
                            .get(30, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            SpecException.class, e -> assertThat(e.field()).contains("nonsense"));

            // The same id twice is one job; another job under it is a conflict.
            JobRequest once = request(spec(3)).withJobId(new JobId("once"));
            assertThat(submit(jobs, once)).isTrue();
            TestCluster.end(jobs, new JobId("once"));
            assertThat(submit(jobs, once)).isFalse();
            assertThatThrownBy(() -> submit(jobs, request(spec(4)).withJobId(new JobId("once"))))
                    .hasCauseInstanceOf(JobConflictException.class);

            // A poison chunk names itself after three attempts.
            JobEvent.Ended poison = TestCluster.run(
                    jobs, request(spec(20).put("failingChunk", 7).put("failures", 99)));
            assertThat(poison.state()).isEqualTo(JobState.FAILED);
            assertThat(poison.error()).startsWith("chunk 7 (blocks 7 to 7) failed 3 times");

            // Cancel reaches workers on both nodes at once.
            JobId endless = new JobId("endless");
            submit(jobs, request(spec(10_000).put("spinMicros", 100_000)).withJobId(endless));
            awaitProgress(jobs, endless, 4);
            long start = System.nanoTime();
            assertThat(jobs.cancel(endless).toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .get()
                    .satisfies(view -> assertThat(view.job().state()).isEqualTo(JobState.CANCELLED));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));

            // A node is drained while it works: nothing fails, nothing is tried again, the node leaves.
            JobId job = new JobId("drained");
            submit(jobs, request(spec(150).put("spinMicros", 50_000)).withJobId(job));
            awaitProgress(jobs, job, 10);
            assertThat(jobs.drain(worker.address()).toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .isTrue();
            JobEvent.Ended ended = TestCluster.end(jobs, job);
            assertThat(ended.error()).isNull();
            assertThat(ended.report().get("retries").asInt()).isZero();
            worker.terminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(jobs.drain("nowhere:1").toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .isFalse();
        }
    }

    /** The device is played by a CPU: what counts is who gets the work, and what happens when nobody can. */
    @Test
    void gpuBatchGoesToDevicesAloneAndFallsBackWhenTheLastOneIsGone() throws Exception {
        try (TestCluster cluster = new TestCluster(folder)) {
            cluster.start("supervisor", "cpu", "gateway");
            NodeRuntime device = cluster.start("gpu");
            JobService jobs = cluster.nodes().get(0).jobs();
            cluster.awaitNodes(jobs, 2);
            TestCluster.await("a device", () -> jobs.cluster().toCompletableFuture().join().nodes().stream()
                    .anyMatch(node -> node.devices().equals(List.of("test device"))));

            ObjectNode spec = spec(40).put("failure", "device");
            JobEvent.Ended ended = TestCluster.run(jobs, request(spec).withStrategy("gpu_batch"));
            assertThat(ended.report().get("strategy").asText()).isEqualTo("gpu_batch");
            assertThat(ended.report().get("kernel").asText()).isEqualTo("cuda");
            assertThat(ended.report().get("workers").asInt()).isEqualTo(1);

            JobId job = new JobId("stranded");
            ObjectNode longer = spec(200).put("failure", "device").put("spinMicros", 50_000);
            long before = TraceKind.COMPUTED.get(SEED).get();
            submit(jobs, request(longer).withStrategy("gpu_batch").withJobId(job));
            awaitProgress(jobs, job, 25);
            assertThat(jobs.drain(device.address()).toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .isTrue();
            JobEvent.Ended fallen = TestCluster.end(jobs, job);
            assertThat(fallen.error()).isNull();
            assertThat(fallen.report().get("strategy").asText()).isEqualTo("cpu_batch");
            assertThat(fallen.report().get("fallbacks").get(0).get("from").asText())
                    .isEqualTo("gpu_batch");
            // Cores give the device's bits, so its chunks stay: few are computed twice, those that were under way.
            assertThat(TraceKind.COMPUTED.get(SEED).get() - before).isBetween(200L, 215L);
        }
    }

    private static boolean submit(JobService jobs, JobRequest request) throws Exception {
        return jobs.submit(request, "test")
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .isNew();
    }

    private static void awaitProgress(JobService jobs, JobId job, int chunks) {
        TestCluster.await("chunk " + chunks + " of " + job, () -> jobs.status(job)
                .toCompletableFuture()
                .join()
                .flatMap(view -> view.progress())
                .filter(progress -> progress.chunksDone() >= chunks)
                .isPresent());
    }

    private static JobRequest request(ObjectNode spec) {
        return JobRequest.of(TraceKind.NAME, SEED, spec).withStrategy("cluster");
    }

    private static ObjectNode spec(long blocks) {
        return Json.mapper().createObjectNode().put("blocks", blocks);
    }
}
