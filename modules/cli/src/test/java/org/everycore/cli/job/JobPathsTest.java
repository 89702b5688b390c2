package org.everycore.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.everycore.cli.CliRun;
import org.everycore.jobs.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobPathsTest {
    private static final String QSO = "<CALL:5>DL1AA <QSO_DATE:8>20260101 <TIME_ON:4>1200 <BAND:3>20m <MODE:2>CW <EOR>";

    @TempDir
    Path folder;

    @Test
    void relativePathsBeginAtTheJobFile() throws IOException {
        Files.createDirectories(folder.resolve("a/logs"));
        Files.writeString(folder.resolve("a/logs/my.adi"), QSO);
        Path job = job("a/job.json", "logs/my.adi");

        CliRun run = CliRun.of(folder, "run", job.toString(), "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Json.mapper().readTree(run.out()).path("qsos").asLong()).isEqualTo(1);
    }

    @Test
    void whatIsMissingIsNamedByWhereItWasLookedFor() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Path job = job("a/job.json", "../no.adi");

        CliRun run = CliRun.of(folder, "run", job.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(folder.resolve("no.adi").toString());
    }

    @Test
    void absolutePathsStay() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Path log = Files.writeString(folder.resolve("b.adi"), QSO);

        assertThat(CliRun.of(folder, "run", job("a/job.json", log.toString()).toString())
                        .exit())
                .isZero();
    }

    @Test
    void withJsonAnErrorIsJsonWithItsField() throws IOException {
        Path job = Files.writeString(
                folder.resolve("job.json"),
                "{\"kind\": \"radio.awards\", \"spec\": {\"logs\": [], \"entty\": \"auto\"}}");

        CliRun wrong = CliRun.of(folder, "run", job.toString(), "--json");
        assertThat(wrong.exit()).isEqualTo(2);
        var error = Json.mapper().readTree(wrong.err()).path("error");
        assertThat(error.path("code").asText()).isEqualTo("wrong_input");
        assertThat(error.path("message").asText()).contains("entty");
        assertThat(error.path("field").asText()).contains("entty");

        CliRun usage = CliRun.of(folder, "run", job.toString(), "--json", "--no-such");
        assertThat(Json.mapper()
                        .readTree(usage.err())
                        .path("error")
                        .path("message")
                        .asText())
                .contains("--no-such");
    }

    private Path job(String name, String log) throws IOException {
        return Files.writeString(
                folder.resolve(name), "{\"kind\": \"radio.awards\", \"spec\": {\"logs\": [\"" + log + "\"]}}");
    }
}
