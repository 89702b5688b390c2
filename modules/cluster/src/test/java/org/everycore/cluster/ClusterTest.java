package org.everycore.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.everycore.cluster.api.JobService;
import org.everycore.cluster.testing.TestCluster;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.runtime.LocalRuntime;
import org.everycore.runtime.LocalRuntimeConfig;
import org.everycore.runtime.wire.JobEvent;
import org.everycore.testing.TraceKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
@Timeout(180)
class ClusterTest {
    private static final AtomicLong SEEDS = new AtomicLong(1L << 40);

    private final long seed = SEEDS.getAndIncrement();

    @TempDir
    private Path folder;

    @Test
    void threeNodesComputeTheSameBitsAsOneProcessAndSurviveTheLossOfAWorkerAndOfTheSupervisor() throws Exception {
        try (TestCluster cluster = new TestCluster(folder)) {
            cluster.start("supervisor", "cpu", "gateway");
            cluster.start("supervisor", "cpu");
            cluster.start("supervisor", "cpu");
            NodeRuntime worker = cluster.start("cpu");
            JobService jobs = cluster.nodes().get(2).jobs();
            cluster.awaitNodes(jobs, 4);

            // Every node works, large states and partials travel, the bits are those of one process.
            ObjectNode spec = spec(400).put("spinMicros", 2000).put("rounds", 2).put("wideState", true);
            String expected = local(spec);
            JobEvent.Ended ended = TestCluster.run(jobs, request(spec));
            assertThat(ended.error()).isNull();
            assertThat(ended.report().get("sha256").asText()).isEqualTo(expected);
            assertThat(ended.report().get("workers").asInt()).isGreaterThan(2);
            assertThat(jobs.status(new JobId(ended.report().get("job").asText()))
                            .toCompletableFuture()
                            .join())
                    .get()
                    .satisfies(view -> assertThat(view.job().state()).isEqualTo(JobState.SUCCEEDED));

            // A worker dies in the middle.
            ObjectNode longer = spec(600).put("spinMicros", 20_000);
            String expectedLonger = local(longer.deepCopy().put("spinMicros", 0));
            JobId first = submit(jobs, longer);
            awaitChunks(jobs, first, 30);
            worker.halt();
            JobEvent.Ended survived = TestCluster.end(jobs, first);
            assertThat(survived.report().get("sha256").asText()).isEqualTo(expectedLonger);

            // Who did what can be seen.
            assertThat(jobs.cluster().toCompletableFuture().join().nodes())
                    .filteredOn(node -> node.workers() > 0)
                    .isNotEmpty()
                    .allSatisfy(node -> {
                        assertThat(node.families()).containsExactly("exact");
                        assertThat(node.chunksDone()).isPositive();
                    });

            // The supervisor dies in the middle: its successor goes on where it was.
            JobId second = submit(jobs, longer);
            awaitChunks(jobs, second, 200);
            TraceKind.COMPUTED.get(seed).set(0);
            cluster.nodes().get(0).halt();
            JobEvent.Ended taken = TestCluster.end(jobs, second);
            assertThat(taken.report().get("sha256").asText()).isEqualTo(expectedLonger);
            assertThat(TraceKind.COMPUTED.get(seed)).hasValueLessThan(450);
        }
    }

    private static void awaitChunks(JobService jobs, JobId job, int chunks) {
        TestCluster.await("chunk " + chunks + " of " + job, () -> jobs.status(job)
                .toCompletableFuture()
                .join()
                .flatMap(view -> view.progress())
                .filter(progress -> progress.chunksDone() >= chunks)
                .isPresent());
    }

    private JobId submit(JobService jobs, ObjectNode spec) throws Exception {
        return jobs.submit(request(spec), "test")
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .id();
    }

    private JobRequest request(ObjectNode spec) {
        return JobRequest.of(TraceKind.NAME, seed, spec).withStrategy("cluster");
    }

    private static ObjectNode spec(long blocks) {
        return Json.mapper().createObjectNode().put("blocks", blocks);
    }

    private String local(ObjectNode spec) {
        try (LocalRuntime runtime = LocalRuntime.start(
                LocalRuntimeConfig.of(KindRegistry.of(List.of(new TraceKind()))).withWorkers(1))) {
            return runtime.submit(JobRequest.of(TraceKind.NAME, seed, spec), ResultTarget.NOWHERE)
                    .outcome()
                    .toCompletableFuture()
                    .join()
                    .report()
                    .sha256();
        }
    }
}
