package org.everycore.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.everycore.cli.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFileTest {
    @TempDir
    Path folder;

    @Test
    void theCommandLineCountsBeforeTheEnvironmentBeforeTheFileBeforeTheDefaults() throws IOException {
        Path file = Files.writeString(
                folder.resolve("node.conf"), "everycore.node { port = 1, workers = 2, memory = 3, seed-port = 4 }");

        Config config = NodeFile.read(
                Optional.of(file),
                Map.of("EVERYCORE_NODE_PORT", "10", "EVERYCORE_NODE_WORKERS", "20"),
                Map.of("everycore.node.port", "100"));

        assertThat(config.getInt("everycore.node.port")).isEqualTo(100);
        assertThat(config.getInt("everycore.node.workers")).isEqualTo(20);
        assertThat(config.getInt("everycore.node.memory")).isEqualTo(3);
        assertThat(config.getInt("everycore.node.seed-count")).isEqualTo(1);
    }

    @Test
    void listsAreWrittenWithCommasAndTheFirstWordMayBeLeftOut() {
        Config config = read(Map.of("node.roles", "cpu, gateway", "pekko.loglevel", "DEBUG"));

        assertThat(config.getStringList("everycore.node.roles")).containsExactly("cpu", "gateway");
        assertThat(config.getString("pekko.loglevel")).isEqualTo("DEBUG");
    }

    @Test
    void aMisspeltKeyIsToldWithItsPlaceAndTheNearestKnown() throws IOException {
        Path file = Files.writeString(folder.resolve("node.conf"), "everycore.node {\n  prot = 1\n}");

        assertThatThrownBy(() -> NodeFile.read(Optional.of(file), Map.of(), Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        file + ", line 2: everycore.node.prot is not a known key; did you mean everycore.node.port?");
        assertThatThrownBy(() -> read(Map.of("node.prot", "1")))
                .hasMessage("command line: everycore.node.prot is not a known key; did you mean everycore.node.port?");
    }

    @Test
    void aKeyThatNoNodeReadsIsRefused() {
        assertThatThrownBy(() -> read(Map.of("jobs.workers", "1")))
                .hasMessageContaining("everycore.jobs.workers is not a key of a node's configuration");
    }

    private static Config read(Map<String, String> commandLine) {
        return NodeFile.read(Optional.empty(), Map.of(), commandLine);
    }
}
