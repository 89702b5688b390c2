package org.everycore.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.everycore.cli.CliRun;
import org.everycore.jobs.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example job files of logbooks, many logs in one job, by every strategy: the same bytes. */
class LogbookJobsTest {
    private static final List<String> STRATEGIES =
            List.of("sequential", "threading", "cpu_batch", "gpu_batch", "cluster", "auto");

    @TempDir
    Path folder;

    @Test
    void everyStrategyImportsExportsAndDigestsTheSame() throws IOException {
        List<List<String>> results = new ArrayList<>();
        for (String strategy : STRATEGIES) {
            List<String> hashes = new ArrayList<>();
            JsonNode imported = run(strategy, "log-import.json");
            hashes.add(imported.path("sha256").asText());
            JsonNode exported = run(strategy, "log-export.json");
            hashes.add(exported.path("sha256").asText());
            hashes.add(run(strategy, "log-digest.json").path("sha256").asText());
            results.add(hashes);
            assertThat(exported.path("qsos").asLong())
                    .isEqualTo(count(strategy, "--mode", "CW"))
                    .isPositive();
            // The contest week is part of the year where both have a QSO, and adds what it alone has.
            assertThat(count(strategy)).isBetween(10_000L, imported.path("qsos").asLong());
        }
        assertThat(results).as("by %s", STRATEGIES).containsOnly(results.get(0));
        assertThat(results.get(0)).allMatch(hash -> hash.length() == 64);
    }

    @Test
    void aLogThatIsNotThereIsNamed() throws IOException {
        Path job = Files.writeString(
                folder.resolve("job.json"),
                "{\"kind\": \"radio.import\", \"spec\": {\"logs\": [\"" + folder.resolve("no.adi")
                        + "\"], \"store\": \"" + folder.resolve("x.db") + "\", \"logbook\": \"A\"}}");

        CliRun run = CliRun.of(folder, "run", job.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("no.adi").hasLineCount(1);
    }

    private JsonNode run(String strategy, String example) throws IOException {
        ObjectNode job =
                (ObjectNode) Json.mapper().readTree(examples().resolve(example).toFile());
        ObjectNode spec = (ObjectNode) job.get("spec");
        if (spec.has("store")) {
            spec.put("store", store(strategy));
        }
        if (spec.has("logs")) {
            ArrayNode logs = (ArrayNode) spec.get("logs");
            for (int i = 0; i < logs.size(); i++) {
                logs.set(i, examples().resolve(logs.get(i).asText()).toString());
            }
        }
        Path file = Files.write(folder.resolve(example), Json.mapper().writeValueAsBytes(job));
        CliRun run = CliRun.of(folder, "run", file.toString(), "--strategy", strategy, "--workers", "2", "--json");
        assertThat(run.exit()).as(strategy + " " + example + ": " + run.err()).isZero();
        return Json.mapper().readTree(run.out());
    }

    private long count(String strategy, String... selection) {
        List<String> args = new ArrayList<>(
                List.of("log", "export", "--db", store(strategy), "--book", "DL0EX", "--format", "jsonl"));
        args.addAll(List.of(selection));
        return CliRun.of(folder, args.toArray(String[]::new)).out().lines().count();
    }

    private String store(String strategy) {
        return folder.resolve(strategy + ".db").toString();
    }

    /** The repository's folder of examples, found from whichever module's folder the tests run in. */
    private static Path examples() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("examples/log-import.json"))) {
                return at.resolve("examples");
            }
        }
        throw new IllegalStateException(
                "no folder of examples above " + Path.of("").toAbsolutePath());
    }
}
