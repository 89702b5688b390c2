package org.everycore.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.everycore.jobs.KindRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes on loopback addresses of one machine: those of one user find each other, and those of another, who cannot read the
 * first one's state folder, stay outside, with keys of their own as well as with none.
 */
@Tag("cluster")
class StrangerNodeTest {
    private static final Duration JOINING = Duration.ofSeconds(40);
    private static final Duration NOT_JOINING = Duration.ofSeconds(6);

    @TempDir
    Path folder;

    private final KindRegistry kinds = KindRegistry.of(List.of(new LinesKind()));

    private Config config(String name, String roles, String seeds, String more) {
        return ConfigFactory.parseString("everycore {"
                + " node { port = 0, seed-nodes = [" + seeds + "], roles = [" + roles
                + "], workers = 1, work-folder = \""
                + folder.resolve(name + "/work") + "\" }"
                + "\n store.url = \"jdbc:h2:file:" + folder.resolve(name + "/jobs") + "\""
                + "\n blobs.folder = \"" + folder.resolve(name + "/blobs") + "\""
                + "\n gateway.port = 0\n" + more + " }\n"
                + "pekko { coordinated-shutdown { exit-jvm = off, run-by-actor-system-terminate = off },"
                + " jvm-exit-on-fatal-error = off, loglevel = ERROR }");
    }

    private String state(String user) {
        return "node.state-folder = \"" + folder.resolve(user + "-state") + "\"";
    }

    private static boolean joins(NodeServer node, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        while (!node.up() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return node.up();
    }

    @Test
    void nodesOfOneUserMeetAndThoseOfAnotherStayOutside() throws Exception {
        try (NodeServer first = start(config("first", "supervisor, cpu, gateway", "", state("anna")))) {
            assertThat(joins(first, JOINING)).isTrue();
            String seed = "\"" + first.address() + "\"";
            NodeServer own = start(config("own", "cpu", seed, state("anna")));
            NodeServer keyed = start(config("keyed", "cpu", seed, state("bert")));
            NodeServer bare = start(config("bare", "cpu", seed, "node.trust-this-machine = yes"));
            try {
                assertThat(joins(own, JOINING)).isTrue();
                assertThat(joins(keyed, NOT_JOINING)).isFalse();
                assertThat(joins(bare, NOT_JOINING)).isFalse();
            } finally {
                // Each waits for its part in a cluster to end, the strangers in vain: so all at once.
                List.of(own, keyed, bare).parallelStream().forEach(NodeServer::close);
            }
        }
    }

    private NodeServer start(Config config) throws Exception {
        return NodeServer.start(config, kinds, UnaryOperator.identity());
    }
}
