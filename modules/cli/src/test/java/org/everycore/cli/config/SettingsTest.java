package org.everycore.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.everycore.cli.Failure;
import org.everycore.logbook.digest.ModelOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void everyDefault() {
        Settings settings = load(Map.of(), Map.of());

        assertThat(settings.workers()).isZero();
        assertThat(settings.strategy()).isEqualTo("auto");
        assertThat(settings.memory()).isEmpty();
        assertThat(settings.progressInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.onDuplicate()).isEqualTo("strict");
        assertThat(settings.entity()).isEqualTo("auto");
        assertThat(settings.definitions()).isEmpty();
        assertThat(settings.prefixes()).isEmpty();
        assertThat(settings.logbook()).isEmpty();
        assertThat(settings.server()).isEqualTo("http://127.0.0.1:8080");
        assertThat(settings.token()).isEmpty();
        assertThat(settings.tokenFile()).isEmpty();
        assertThat(settings.logbookUser()).isEmpty();
        assertThat(settings.logbookPassword()).isEmpty();
        assertThat(settings.model()).isEmpty();
        assertThat(settings.serverAuthority()).isEmpty();
        assertThat(settings.serverTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void everyKey() {
        Settings settings = load(
                Map.of(),
                Map.ofEntries(
                        Map.entry("jobs.workers", "3"),
                        Map.entry("jobs.strategy", "threading"),
                        Map.entry("jobs.memory", "2 GiB"),
                        Map.entry("jobs.progress-interval", "250ms"),
                        Map.entry("radio.on-duplicate", "last"),
                        Map.entry("radio.entity", "field"),
                        Map.entry("radio.definitions", "defs"),
                        Map.entry("radio.prefixes", "cty.dat"),
                        Map.entry("logbook.url", "log.db"),
                        Map.entry("server.url", "https://example.org"),
                        Map.entry("server.token", "t"),
                        Map.entry("server.token-file", "tf"),
                        Map.entry("logbook.user", "u"),
                        Map.entry("logbook.password", "p"),
                        Map.entry("ai.url", "http://x/v1"),
                        Map.entry("ai.key", "k"),
                        Map.entry("ai.model", "m"),
                        Map.entry("ai.timeout", "7s"),
                        Map.entry("ai.retries", "1"),
                        Map.entry("ai.parallel", "3"),
                        Map.entry("ai.most-tokens", "50"),
                        Map.entry("ai.cost-cap", "2.5"),
                        Map.entry("ai.price-in", "0.25"),
                        Map.entry("ai.price-out", "4"),
                        Map.entry("server.ca", "ca.pem"),
                        Map.entry("server.timeout", "1 minute")));

        assertThat(settings.workers()).isEqualTo(3);
        assertThat(settings.strategy()).isEqualTo("threading");
        assertThat(settings.memory()).hasValue(2L << 30);
        assertThat(settings.progressInterval()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.onDuplicate()).isEqualTo("last");
        assertThat(settings.entity()).isEqualTo("field");
        assertThat(settings.definitions()).hasValue(Path.of("defs"));
        assertThat(settings.prefixes()).hasValue(Path.of("cty.dat"));
        assertThat(settings.logbook()).hasValue("log.db");
        assertThat(settings.server()).isEqualTo("https://example.org");
        assertThat(settings.token()).hasValue("t");
        assertThat(settings.tokenFile()).hasValue(Path.of("tf"));
        assertThat(settings.logbookUser()).isEqualTo("u");
        assertThat(settings.logbookPassword()).isEqualTo("p");
        assertThat(settings.model())
                .hasValue(new ModelOptions(
                        URI.create("http://x/v1"), "k", "m", Duration.ofSeconds(7), 1, 3, 50, 2.5, 0.25, 4));
        assertThat(settings.serverAuthority()).hasValue(Path.of("ca.pem"));
        assertThat(settings.serverTimeout()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void everyKeyHasItsEnvironmentVariable() {
        Map<String, ConfigValue> keys = SettingsLoader.keys(SettingsLoader.defaults());
        keys.keySet().removeIf(key -> key.startsWith("everycore.places"));
        assertThat(keys).hasSizeGreaterThan(60);
        for (Map.Entry<String, ConfigValue> entry : keys.entrySet()) {
            String key = entry.getKey();
            ConfigValue value = load(Map.of(Variables.of(key), "7"), Map.of()).value(key);

            boolean list = entry.getValue().valueType() == ConfigValueType.LIST;
            assertThat(value.unwrapped()).as(key).isEqualTo(list ? List.of("7") : "7");
            assertThat(Origins.of(value)).isEqualTo("environment " + Variables.of(key));
        }
    }

    @Test
    void aVariableThatMeansNothingIsRefusedAndThoseOfOthersAreNot() {
        assertThatThrownBy(() -> load(Map.of("EVERYCORE_JOBS_WRKERS", "2"), Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessage("environment EVERYCORE_JOBS_WRKERS: no setting has this variable;"
                        + " did you mean EVERYCORE_JOBS_WORKERS?");
        assertThatThrownBy(() -> load(Map.of("EVERYCORE_SOMETHING_ELSE_AT_ALL", "2"), Map.of()))
                .hasMessageContaining("'everycore config show' lists the settings");
        assertThatThrownBy(() -> load(Map.of("EVERYCORE_GATEWAY_PROT", "2"), Map.of()))
                .hasMessageContaining("EVERYCORE_GATEWAY_PORT?");

        assertThat(load(
                                Map.of(
                                        "EVERYCORE_HOME", "/opt/everycore",
                                        "EVERYCORE_JAVA_OPTS", "-Xmx1g",
                                        "EVERYCORE_SERVICE_HOST", "10.0.0.1",
                                        "EVERYCORE_SEEDS_SERVICE_PORT_HTTP", "8080",
                                        "EVERYCORE_PORT", "tcp://10.0.0.1:8080",
                                        "EVERYCORE_PORT_8080_TCP_ADDR", "10.0.0.1"),
                                Map.of())
                        .workers())
                .isZero();
    }

    @Test
    void theLogbooksVariablesHaveShortNamesThatCountAfterTheLongOnes() {
        Settings settings = load(
                Map.of(
                        "EVERYCORE_LOG_USER", "a",
                        "EVERYCORE_LOGBOOK_USER", "b",
                        "EVERYCORE_LOG_PASSWORD", "c"),
                Map.of());

        assertThat(settings.logbookUser()).isEqualTo("b");
        assertThat(settings.logbookPassword()).isEqualTo("c");
    }

    /** A commented line shows a default, any other line differs from it; the two whole files name every key there is. */
    @Test
    void theShippedFilesShowTheDefaults() throws IOException {
        Map<String, ConfigValue> defaults = SettingsLoader.keys(SettingsLoader.defaults());
        Map<String, ConfigValue> whole = new TreeMap<>();
        for (String name : List.of("everycore.conf", "node.conf", "seed.conf", "worker.conf")) {
            Path file = repository().resolve("conf").resolve(name);
            Map<String, ConfigValue> set = leaves(Files.readString(file));
            Map<String, ConfigValue> all =
                    leaves(Files.readString(file).replaceAll("(?m)^( *)#([a-z.-]+ (= |\\{}))", "$1$2"));

            all.forEach((key, value) -> {
                assertThat(defaults).as(name).containsKey(key);
                if (set.containsKey(key)) {
                    assertThat(value.unwrapped())
                            .as(name + ": " + key)
                            .isNotEqualTo(defaults.get(key).unwrapped());
                } else {
                    assertThat(value.unwrapped())
                            .as(name + ": " + key)
                            .isEqualTo(defaults.get(key).unwrapped());
                }
            });
            if (name.equals("everycore.conf") || name.equals("node.conf")) {
                assertThat(set).isEmpty();
                whole.putAll(all);
            }
        }
        assertThat(whole.keySet()).isEqualTo(defaults.keySet());
    }

    /** Without the tables that hold nothing but comments. */
    private static Map<String, ConfigValue> leaves(String text) {
        Map<String, ConfigValue> keys = SettingsLoader.keys(ConfigFactory.parseString(text));
        keys.entrySet()
                .removeIf(entry -> entry.getValue().valueType() == ConfigValueType.OBJECT
                        && !entry.getKey().equals("everycore.places.logbooks"));
        return keys;
    }

    @Test
    void aNodesFileCountsBeforeTheSettingsFileAndAfterTheEnvironment() throws IOException {
        Files.writeString(
                folder.resolve("everycore.conf"), "everycore { node.port = 1, node.memory = 9, jobs.workers = 3 }");
        Path file = Files.writeString(
                folder.resolve("node.conf"), "everycore.node { port = 2, workers = 2, memory = 3, seed-port = 4 }");

        Config config = new SettingsLoader(
                        Map.of("EVERYCORE_NODE_PORT", "10", "EVERYCORE_NODE_WORKERS", "20"),
                        folder,
                        Optional.empty(),
                        Optional.empty())
                .load(
                        Optional.of(file),
                        Map.of("everycore.node.port", "100", "node.roles", "cpu, gateway", "pekko.loglevel", "DEBUG"))
                .config();

        assertThat(config.getInt("everycore.node.port")).isEqualTo(100);
        assertThat(config.getInt("everycore.node.workers")).isEqualTo(20);
        assertThat(config.getInt("everycore.node.memory")).isEqualTo(3);
        assertThat(config.getInt("everycore.node.seed-count")).isEqualTo(1);
        assertThat(config.getInt("everycore.jobs.workers")).isEqualTo(3);
        assertThat(config.getStringList("everycore.node.roles")).containsExactly("cpu", "gateway");
        assertThat(config.getString("pekko.loglevel")).isEqualTo("DEBUG");
    }

    @Test
    void aMisspeltKeyIsToldWithItsPlaceAndTheNearestKnown() throws IOException {
        Path file = Files.writeString(folder.resolve("node.conf"), "everycore.node {\n  prot = 1\n}");
        SettingsLoader loader = new SettingsLoader(Map.of(), folder, Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> loader.load(Optional.of(file), Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        file + ", line 2: everycore.node.prot is not a known key; did you mean everycore.node.port?");
        assertThatThrownBy(() -> loader.load(Map.of("node.prot", "1")))
                .hasMessage("command line: everycore.node.prot is not a known key; did you mean everycore.node.port?");
    }

    @Test
    void theUsersFileCountsBeforeTheInstalledOne() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home/conf"));
        Path user = Files.createDirectories(folder.resolve("user"));
        Files.writeString(home.resolve("everycore.conf"), "everycore.jobs { workers = 1, strategy = sequential }");
        Files.writeString(user.resolve("everycore.conf"), "everycore.jobs.workers = 2");

        Settings settings = new SettingsLoader(Map.of(), user, Optional.of(folder.resolve("home")), Optional.empty())
                .load(Map.of());

        assertThat(settings.workers()).isEqualTo(2);
        assertThat(settings.strategy()).isEqualTo("sequential");
    }

    @Test
    void aWrongValueIsToldWithItsPlace() {
        Settings settings = load(Map.of("EVERYCORE_JOBS_WORKERS", "many"), Map.of("jobs.progress-interval", "0s"));

        assertThatThrownBy(settings::workers)
                .isInstanceOf(Failure.class)
                .hasMessage(
                        "environment EVERYCORE_JOBS_WORKERS: everycore.jobs.workers = many: is not of the right form");
        assertThatThrownBy(settings::progressInterval)
                .hasMessage("command line: everycore.jobs.progress-interval = 0s: must be more than nothing");
        assertThatThrownBy(() -> load(Map.of(), Map.of("jobs.workers", "-1")).workers())
                .hasMessageContaining("must be 0 to 4096");
    }

    private Settings load(Map<String, String> env, Map<String, String> commandLine) {
        return new SettingsLoader(env, folder, Optional.empty(), Optional.empty()).load(commandLine);
    }

    private static Path repository() {
        Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        while (!Files.isDirectory(at.resolve("conf"))) {
            at = at.getParent();
        }
        return at;
    }
}
