package org.everycore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.everycore.acceptance.harness.Command;
import org.everycore.acceptance.harness.Product;
import org.everycore.acceptance.harness.RealCluster;
import org.everycore.jobs.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The README's cluster section, word by word, but for the port. */
@Tag("process")
@Timeout(600)
class ClusterStartTest {
    private final int port;
    private final Path folder;

    ClusterStartTest() throws Exception {
        port = RealCluster.freePorts(1).get(0);
        folder = Product.folder("cluster-start");
        Files.createSymbolicLink(folder.resolve("examples"), Product.examples());
    }

    @Test
    void aClusterIsStartedUsedDrainedAndStopped() throws Exception {
        Command start = call("cluster", "start", "--nodes", "3", "--http-port", String.valueOf(port));
        try {
            assertThat(start.status()).as(start.err()).isZero();
            assertThat(start.out()).isEqualTo("http://127.0.0.1:" + port + "\n");
            JsonNode nodes = RealCluster.await("three nodes", 60, () -> {
                JsonNode view = Json.mapper()
                        .readTree(call("cluster", "status", "--json").out())
                        .path("nodes");
                long working = view.findValues("workers").stream()
                        .filter(count -> count.asInt() > 0)
                        .count();
                return view.size() == 3 && working == 3 ? view : null;
            });

            Command submit = call("submit", "examples/sample.json", "--wait", "--json", "--out", "far.npy");
            assertThat(submit.status()).as(submit.err()).isZero();
            Command local =
                    call("run", "examples/sample.json", "--strategy", "cpu_batch", "--json", "--out", "near.npy");
            assertThat(local.status()).as(local.err()).isZero();
            assertThat(folder.resolve("far.npy")).hasSameBinaryContentAs(folder.resolve("near.npy"));

            Command awards = call("submit", "examples/awards.json", "--wait", "--job-id", "week.1");
            assertThat(awards.status()).as(awards.err()).isZero();
            assertThat(awards.out()).isEqualTo("week.1\n");
            assertThat(call("status", "week.1").out()).contains("succeeded");
            assertThat(call("list").out()).contains("week.1").contains("photonics.sample");
            assertThat(call("result", "week.1", "--out", "week.json").status()).isZero();
            assertThat(Json.mapper()
                            .readTree(Files.readAllBytes(folder.resolve("week.json")))
                            .path("qsos")
                            .asInt())
                    .isPositive();
            Command verify = call("verify", "week.1");
            assertThat(verify.status()).as(verify.out() + verify.err()).isZero();
            assertThat(verify.out()).startsWith("equal ");

            assertThat(call("cluster", "start", "--nodes", "3").status())
                    .as("a second one in the same folder")
                    .isEqualTo(2);
            aNodeThatIsKilledIsStartedAgain();
            drain(nodes);
        } finally {
            Command stop = call("cluster", "stop");
            assertThat(stop.status()).as(stop.err()).isZero();
            assertThat(stop.err()).doesNotContain("by force");
        }
        for (long pid : pids()) {
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        }
        assertThat(call("cluster", "status").status()).as("nobody answers").isEqualTo(4);
        assertThat(call("cluster", "stop").status()).as("nothing to stop").isEqualTo(2);
    }

    /** As after a pause in which the others took it for dead, when it ends by itself. */
    private void aNodeThatIsKilledIsStartedAgain() throws Exception {
        Path file = folder.resolve("everycore-cluster/cluster.json");
        JsonNode third =
                Json.mapper().readTree(Files.readAllBytes(file)).path("nodes").get(2);
        ProcessHandle keeper = ProcessHandle.of(third.path("pid").asLong()).orElseThrow();
        ProcessHandle node = keeper.children().findFirst().orElseThrow();
        node.destroyForcibly();
        RealCluster.await("another process for the third node", 60, () -> keeper.children()
                .filter(child -> child.pid() != node.pid() && child.isAlive())
                .findFirst()
                .orElse(null));
        RealCluster.await("three nodes again", 120, () -> {
            JsonNode view = Json.mapper()
                    .readTree(call("cluster", "status", "--json").out())
                    .path("nodes");
            long working = view.findValues("workers").stream()
                    .filter(count -> count.asInt() > 0)
                    .count();
            return view.size() == 3 && working == 3 ? view : null;
        });
    }

    private void drain(JsonNode nodes) throws Exception {
        List<String> workers = new ArrayList<>();
        nodes.forEach(node -> {
            if (!node.path("roles").toString().contains("supervisor")) {
                workers.add(node.path("id").asText());
            }
        });
        assertThat(workers).hasSize(2);
        assertThat(call("drain", workers.get(0)).status()).isZero();
        // The supervisor may know a node that was just started again by its former life, where a drain is lost.
        RealCluster.await("two nodes", 60, () -> {
            if (!call("cluster", "status").out().contains(workers.get(0))) {
                return true;
            }
            call("drain", workers.get(0));
            return null;
        });
        assertThat(call("drain", "nowhere:1").status())
                .as("a node that is not there")
                .isEqualTo(2);
    }

    /** The processes that the cluster was made of, by what their configurations' logs tell. */
    private List<Long> pids() throws Exception {
        List<Long> pids = new ArrayList<>();
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            Path line = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
            if (Files.isReadable(line)
                    && new String(Files.readAllBytes(line), StandardCharsets.ISO_8859_1)
                            .contains(folder.resolve("everycore-cluster").toString())) {
                pids.add(process.pid());
            }
        }
        return pids;
    }

    private Command call(String... arguments) throws Exception {
        return Command.run(folder, Map.of("EVERYCORE_SERVER_URL", "http://127.0.0.1:" + port), 200, arguments);
    }
}
