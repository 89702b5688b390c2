package org.everycore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.everycore.acceptance.harness.Node;
import org.everycore.acceptance.harness.Postgres;
import org.everycore.acceptance.harness.Product;
import org.everycore.acceptance.harness.RealCluster;
import org.everycore.acceptance.harness.StoreAudit;
import org.everycore.client.EverycoreClient;
import org.everycore.client.JobStatus;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.report.JobState;
import org.everycore.testing.StandInDriver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node with the role gpu, whose card is a stand-in driver: a process like any other, which may be killed. */
@Tag("process")
@Timeout(400)
class GpuClusterTest {
    private static final int SAMPLES = 60_000;

    @Test
    void aCardThatIsLostKeepsWhatItComputedAndTheCoresGoOnWithTheSameBits() throws Exception {
        Path folder = Product.folder("gpu");
        Optional<StandInDriver> driver = StandInDriver.build(Path.of("../gpu"), folder.resolve("driver"));
        assumeTrue(driver.isPresent(), "gcc and OpenCL are needed");
        assumeTrue(Postgres.programs().isPresent(), "PostgreSQL is needed, whose triggers keep the journal");
        StoreAudit audit = StoreAudit.install(Postgres.shared().database());
        try (RealCluster cluster = new RealCluster(folder, audit.url(), 1, 2, 1)) {
            Node cores = cluster.workers().get(0);
            Node card = cluster.workers().get(1);
            card.addToConfiguration("everycore.node.roles = [gpu]\n");
            card.environment(driver.get().environment());
            cluster.supervisors().get(0).start();
            cores.start();
            card.startWith(List.of("-Deverycore.gpu.library=" + driver.get().library()));
            cluster.awaitNodes(3);
            EverycoreClient client = cluster.client();
            JobStatus sound = client.await(client.submit(job("sound", "cpu_batch")), event -> {});
            assertThat(sound.error()).isEmpty();

            JobId lost = client.submit(job("lost", "gpu_batch"));
            cluster.awaitChunks(lost, 5);
            card.kill();
            JobStatus done = client.await(lost, event -> {});

            assertThat(done.error()).isEmpty();
            assertThat(done.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(done.sha256()).isEqualTo(sound.sha256());
            assertThat(done.document().report().path("strategy").asText()).isEqualTo("cpu_batch");
            assertThat(done.document()
                            .report()
                            .path("fallbacks")
                            .get(0)
                            .path("from")
                            .asText())
                    .isEqualTo("gpu_batch");
            // Every chunk was written down once: what the card had finished was neither forgotten nor computed again.
            List<Long> chunks = audit.writes().stream()
                    .filter(write -> write.what().equals("chunk") && "lost".equals(write.job()))
                    .map(StoreAudit.Write::chunk)
                    .toList();
            assertThat(chunks).hasSizeGreaterThan(5).doesNotHaveDuplicates();
        }
    }

    private static JobRequest job(String id, String strategy) {
        var spec = Json.mapper().createObjectNode();
        spec.putObject("generator").put("modes", 3).put("cutoff", 7).put("layers", 3);
        return JobRequest.of("photonics.sample", 7, spec.put("samples", SAMPLES))
                .withJobId(new JobId(id))
                .withStrategy(strategy);
    }
}
