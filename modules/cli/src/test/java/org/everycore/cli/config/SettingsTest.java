package org.everycore.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.cli.Failure;
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
        assertThat(settings.serverAuthority()).hasValue(Path.of("ca.pem"));
        assertThat(settings.serverTimeout()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void everyKeyHasItsEnvironmentVariable() {
        for (String key : SettingsLoader.keys(SettingsLoader.defaults()).keySet()) {
            Settings settings = load(Map.of(Layers.variable(key), "7"), Map.of());

            assertThat(settings.value(key).unwrapped()).as(key).isEqualTo("7");
            assertThat(Origins.of(settings.value(key))).isEqualTo("environment " + Layers.variable(key));
        }
    }

    @Test
    void theShippedFileNamesEveryKeyInCommentsAndChangesNothing() throws IOException {
        Path shipped = repository().resolve("conf").resolve("everycore.conf");
        List<String> lines = Files.readAllLines(shipped);
        Config asShipped = ConfigFactory.parseFile(shipped.toFile());
        Config uncommented = ConfigFactory.parseString(String.join(
                "\n",
                lines.stream()
                        .map(line -> line.replaceFirst("^(\\s*)#([a-z-]+ = )", "$1$2"))
                        .toList()));

        assertThat(asShipped.entrySet()).isEmpty();
        Map<String, ConfigValue> keys = SettingsLoader.keys(uncommented);
        Map<String, ConfigValue> defaults = SettingsLoader.keys(SettingsLoader.defaults());
        assertThat(keys.keySet()).isEqualTo(defaults.keySet());
        keys.forEach((key, value) -> assertThat(value.unwrapped())
                .as(key)
                .isEqualTo(defaults.get(key).unwrapped()));
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
