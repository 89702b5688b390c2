package org.everycore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.everycore.acceptance.harness.Extension;
import org.everycore.acceptance.harness.Node;
import org.everycore.acceptance.harness.Product;
import org.everycore.acceptance.harness.RealCluster;
import org.everycore.client.EverycoreClient;
import org.everycore.client.JobStatus;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.report.JobState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A job kind that only some of the nodes know, as in every rolling upgrade that adds one. */
@Tag("process")
@Timeout(600)
class ExtensionTest {
    private static final long N = 1000;
    private static final String SUM = String.valueOf((N - 1) * N * (2 * N - 1) / 6);

    @Test
    void aKindThatANodeDoesNotKnowKeepsThatNodeFromThatJobAndFromNothingElse() throws Exception {
        Path folder = Product.folder("extension");
        Path classes = Extension.compile(folder.resolve("extension"));
        try (RealCluster cluster = new RealCluster(
                folder, "jdbc:h2:file:" + folder.resolve("jobs"), 1, 2, 1, "everycore.node.unfit-grace = 4s")) {
            Node seed = cluster.supervisors().get(0);
            Node plain = cluster.workers().get(0);
            Node knowing = cluster.workers().get(1);
            seed.startPatched(classes);
            plain.start();
            cluster.awaitNodes(2);
            EverycoreClient client = cluster.client();

            // No worker knows it: it fails alone, in one line, and the workers stay.
            JobStatus refused = client.await(client.submit(squares("refused", 0)), event -> {});
            assertThat(refused.state()).isEqualTo(JobState.FAILED);
            assertThat(refused.error().orElseThrow())
                    .isEqualTo("no node can run it, and none came within 4 s; it needs a node that knows the kind"
                            + " demo.squares: " + plain.address()
                            + " do not; its jar belongs into lib/ext of every node that is to run it");
            assertThat(plain.alive()).isTrue();
            assertThat(client.await(client.submit(RealCluster.fault("other", 1, RealCluster.spec(5, 1))), e -> {})
                            .state())
                    .isEqualTo(JobState.SUCCEEDED);

            // It waits when asked to, says for what, and runs as soon as a worker knows it.
            JobId waits = client.submit(squares("waits", 0).withWaitForNode(true));
            assertThat(waitsFor(cluster, waits)).contains("a node that knows the kind demo.squares");
            knowing.startPatched(classes);
            JobStatus done = client.await(waits, event -> {});
            assertThat(done.error()).isEmpty();
            assertThat(done.document().report().path("sum").asText()).isEqualTo(SUM);

            // Nodes say what they offer.
            cluster.awaitNodes(3);
            JsonNode nodes = cluster.view().orElseThrow().path("nodes");
            assertThat(offers(nodes, plain, "kinds")).contains("test.fault").doesNotContain("demo.squares");
            assertThat(offers(nodes, knowing, "kinds")).contains("test.fault", "demo.squares");
            assertThat(offers(nodes, plain, "strategies")).contains("threading").doesNotContain("half");
            assertThat(offers(nodes, knowing, "strategies")).contains("threading", "half");

            // A strategy of one's own gives the same answer there.
            JobStatus half = client.await(client.submit(squares("half", 0).withStrategy("half")), event -> {});
            assertThat(half.sha256()).isEqualTo(done.sha256());
            assertThat(half.document().report().path("strategy").asText()).isEqualTo("half");

            // The one worker that knows it goes away in the middle: the job says that it waits, and goes on when it is
            // back.
            JobId left = client.submit(squares("left", 100).withStrategy("cluster"));
            cluster.awaitChunks(left, 3);
            knowing.kill();
            assertThat(waitsFor(cluster, left)).contains("a node that knows the kind demo.squares");
            plain.kill();
            RealCluster.await(
                    "word of no node at all",
                    60,
                    () -> waitsFor(cluster, left).equals("a node with role cpu: there is none") ? true : null);
            plain.start();
            knowing.startPatched(classes);
            assertThat(client.await(left, event -> {}).sha256()).isEqualTo(done.sha256());
        }
    }

    private static String waitsFor(RealCluster cluster, JobId job) throws Exception {
        return RealCluster.await(
                "word of what " + job + " waits for",
                60,
                () -> cluster.client().status(job).document().waitsFor());
    }

    private static List<String> offers(JsonNode nodes, Node node, String what) {
        for (JsonNode each : nodes) {
            if (each.path("id").asText().equals(node.address())) {
                return Json.mapper()
                        .convertValue(
                                each.path(what),
                                Json.mapper().getTypeFactory().constructCollectionType(List.class, String.class));
            }
        }
        throw new AssertionError(node + " is not there");
    }

    private static JobRequest squares(String id, int millis) {
        return JobRequest.of(
                        "demo.squares",
                        1,
                        Json.mapper().createObjectNode().put("n", N).put("millis", millis))
                .withJobId(new JobId(id));
    }
}
