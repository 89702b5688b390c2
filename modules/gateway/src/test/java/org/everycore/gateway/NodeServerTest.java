package org.everycore.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.everycore.client.ClientSettings;
import org.everycore.client.EverycoreClient;
import org.everycore.client.JobStatus;
import org.everycore.cluster.security.LocalToken;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.report.JobState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process with every role: what a single server is. */
@Tag("cluster")
class NodeServerTest {
    @TempDir
    Path folder;

    private final KindRegistry kinds = KindRegistry.of(List.of(new LinesKind()));

    private Config config() {
        return ConfigFactory.parseString("everycore {"
                + " node { port = 0, seed-nodes = [], roles = [supervisor, cpu, gateway], workers = 2, state-folder = \""
                + folder.resolve("state") + "\", work-folder = \""
                + folder.resolve("work") + "\" }"
                + "\n store.url = \"jdbc:h2:file:" + folder.resolve("store/jobs") + "\""
                + "\n blobs.folder = \"" + folder.resolve("blobs") + "\""
                + "\n gateway.port = 0 }\n"
                + "pekko { coordinated-shutdown { exit-jvm = off, run-by-actor-system-terminate = off },"
                + " jvm-exit-on-fatal-error = off, loglevel = WARNING }");
    }

    private EverycoreClient client(NodeServer server) throws IOException {
        return new EverycoreClient(
                ClientSettings.of(URI.create(server.url().orElseThrow()))
                        .withPatience(java.time.Duration.ofSeconds(40))
                        .withToken(LocalToken.find(
                                        folder.resolve("state"),
                                        URI.create(server.url().orElseThrow()))
                                .orElseThrow()),
                kinds);
    }

    private static JobRequest lines(String id, Path input, long times) {
        JsonNode spec = Json.mapper().valueToTree(new LinesKind.Spec(InputRef.file(input.toString()), times));
        return JobRequest.of("test.lines", 1, spec).withJobId(new JobId(id));
    }

    @Test
    void aServerDoesJobsAndRemembersThemAfterACrash() throws Exception {
        Path input = Files.writeString(folder.resolve("input.txt"), "hello\n");
        JobId id;
        String sha256;
        NodeServer first = NodeServer.start(config(), kinds, UnaryOperator.identity());
        try {
            EverycoreClient client = client(first);
            id = client.submit(lines("one", input, 30_000));
            JobStatus end = client.await(id, event -> {});
            assertThat(end.state()).as("%s", end.document()).isEqualTo(JobState.SUCCEEDED);
            sha256 = end.sha256().orElseThrow();
            Path out = folder.resolve("out.txt");
            client.result(id, out);
            assertThat(out).hasContent("hello\n".repeat(30_000));
            assertThat(client.verify(id, event -> {}).equal()).isTrue();
            assertThat(client.cluster().path("supervisor").asText()).isEqualTo(first.address());
            assertThat(mode(folder.resolve("store"))).isEqualTo("rwx------");
            assertThat(mode(folder.resolve("store/jobs.mv.db"))).isEqualTo("rw-------");
            assertThat(mode(folder.resolve("work"))).isEqualTo("rwx------");
            assertThat(mode(folder.resolve("blobs"))).isEqualTo("rwx------");
            assertThat(mode(folder.resolve("state/node-keys"))).isEqualTo("rwx------");
            assertThat(mode(folder.resolve("state/node-keys/local.p12"))).isEqualTo("rw-------");
        } finally {
            first.halt();
        }
        NodeServer second = NodeServer.start(config(), kinds, UnaryOperator.identity());
        try {
            EverycoreClient client = client(second);
            assertThat(client.status(id).sha256()).contains(sha256);
            assertThat(client.submit(lines("one", input, 30_000))).isEqualTo(id);
            JobId other = client.submit(lines("two", input, 30_000));
            assertThat(client.await(other, event -> {}).sha256()).contains(sha256);
            assertThat(client.list(Set.of(JobState.SUCCEEDED), Optional.empty(), 10, Optional.empty())
                            .jobs())
                    .hasSize(3);
        } finally {
            second.halt();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aTakenPortIsSaidAndLeavesNothingBehind() throws IOException {
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Config config = ConfigFactory.parseString("everycore.gateway.port = " + taken.getLocalPort())
                    .withFallback(config());
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> NodeServer.start(config, kinds, UnaryOperator.identity()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }
}
