package org.everycore.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.everycore.cli.CliRun;
import org.everycore.cli.Interrupts;
import org.everycore.jobs.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    Path folder;

    @Test
    void theReportHasTheKeysOfItsContract() throws IOException {
        // Workers that had nothing to do are not in the report: so many blocks that both have.
        Path job = job("job.json", "{\"kind\": \"test.trial\", \"name\": \"n\", \"spec\": {\"blocks\": 20000}}");

        CliRun run = CliRun.of(folder, "run", job.toString(), "--json", "--workers", "2", "--out", out().toString());

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode report = Json.mapper().readTree(run.out());
        assertThat(report.get("kind").asText()).isEqualTo("test.trial");
        assertThat(report.get("state").asText()).isEqualTo("succeeded");
        assertThat(report.get("blocks").asLong()).isEqualTo(20_000);
        assertThat(report.get("workers").asInt()).isEqualTo(2);
        assertThat(report.get("utilisation").asDouble()).isBetween(0.0, 1.0);
        assertThat(report.get("sha256").asText()).hasSize(64);
        assertThat(report.has("job")
                        && report.has("strategy")
                        && report.has("fallbacks")
                        && report.has("seconds")
                        && report.has("perSecond"))
                .isTrue();
        assertThat(out()).hasContent("{\"sum\": 20000}");
    }

    @Test
    void aWorkerThatThrowsFailsTheJobWithItsCauseAndLeavesNothing() throws IOException {
        Path job = job("job.json", "{\"kind\": \"test.trial\", \"spec\": {\"blocks\": 9, \"throwAt\": 4}}");

        CliRun run = CliRun.of(folder, "run", job.toString(), "--out", out().toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains(job + ": ").contains("block 4 cannot be computed");
        assertThat(names()).containsExactly("job.json");
    }

    @Test
    @Timeout(60)
    void ctrlCCancelsTheJobAndLeavesNothing() throws Exception {
        Path job = job("job.json", "{\"kind\": \"test.trial\", \"spec\": {\"blocks\": 4, \"hang\": true}}");
        Interrupts interrupts = new Interrupts();

        CompletableFuture<CliRun> run = CompletableFuture.supplyAsync(() -> CliRun.in(
                folder, Map.of(), "", interrupts, "run", job.toString(), "--json", "--out", out().toString()));
        while (!interrupts.interrupt()) {
            Thread.onSpinWait();
        }
        CliRun ended = run.get(50, TimeUnit.SECONDS);

        assertThat(ended.exit()).isEqualTo(3);
        assertThat(Json.mapper().readTree(ended.out()).get("state").asText()).isEqualTo("cancelled");
        assertThat(names()).containsExactly("job.json");
    }

    @Test
    void totalsAddUpOverCalls() throws IOException {
        Path good = job("good.json", "{\"kind\": \"test.trial\", \"spec\": {\"blocks\": 2}}");
        Path bad = job("bad.json", "{\"kind\": \"test.trial\", \"spec\": {\"blocks\": 2, \"throwAt\": 0}}");
        CliRun.of(folder, "run", good.toString(), "--strategy", "sequential");
        CliRun.of(folder, "run", good.toString(), bad.toString(), "--strategy", "threading");

        JsonNode totals =
                Json.mapper().readTree(CliRun.of(folder, "totals", "--json").out());

        assertThat(totals.get("jobs").asInt()).isEqualTo(3);
        assertThat(totals.get("succeeded").asInt()).isEqualTo(2);
        assertThat(totals.get("failed").asInt()).isEqualTo(1);
        assertThat(totals.get("strategies").get("threading").asInt()).isEqualTo(2);
        assertThat(totals.get("kinds").get("test.trial").get("units").asInt()).isEqualTo(4);
    }

    private Path out() {
        return folder.resolve("result.json");
    }

    private Path job(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !List.of(".state", ".cache", ".config").contains(name))
                    .sorted()
                    .toList();
        }
    }
}
