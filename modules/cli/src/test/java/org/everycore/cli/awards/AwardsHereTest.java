package org.everycore.cli.awards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.everycore.cli.CliRun;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Interrupts;
import org.everycore.jobs.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The awards command without a supervisor gives the bytes that the supervisor's workers give, and ends as it would. */
class AwardsHereTest {
    @TempDir
    private static Path folder;

    private static Path log;

    @BeforeAll
    static void writeLog() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40_000; i++) { // several blocks of a mebibyte
            text.append(String.format(
                    Locale.ROOT,
                    "<CALL:6>K%d%c%c%c%c <QSO_DATE:8>20240%d15 <TIME_ON:4>12%02d <BAND:3>%s <MODE:2>CW <DXCC:3>%d <COMMENT:9>a <EOR> b <EOR>%n",
                    i % 10,
                    'A' + i % 26,
                    'A' + i / 26 % 26,
                    'A' + i / 676 % 26,
                    'A' + i % 7,
                    1 + i % 9,
                    i % 60,
                    i % 2 == 0 ? "20m" : "40m",
                    100 + i % 300));
        }
        log = folder.resolve("log.adi");
        Files.writeString(log, text, StandardCharsets.US_ASCII);
    }

    @Test
    void anyNumberOfWorkersAndTheSupervisorsGiveTheSameBytes() throws IOException {
        JsonNode supervised = awards("--strategy", "cpu_batch");
        assertThat(supervised.at("/report/strategy").asText()).isEqualTo("cpu_batch");
        for (String workers : new String[] {"1", "2", "5"}) {
            JsonNode here = awards("--workers", workers);
            assertThat(here.at("/report/sha256")).isEqualTo(supervised.at("/report/sha256"));
            assertThat(here.get("awards").toString())
                    .isEqualTo(supervised.get("awards").toString());
            assertThat(here.at("/report/strategy").asText())
                    .isEqualTo(workers.equals("1") ? "sequential" : "threading");
        }
    }

    @Test
    void aLogThatCannotBeUnpackedEndsTheCommandAsItEndsAJob() throws IOException {
        Path packed = folder.resolve("cut.adi.gz");
        Files.write(packed, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 77});
        CliRun here = CliRun.of(folder, "awards", packed.toString());
        CliRun supervised = CliRun.of(folder, "awards", packed.toString(), "--strategy", "sequential");
        assertThat(here.exit()).isEqualTo(supervised.exit()).isNotZero();
        assertThat(here.err()).hasLineCount(1).contains("cut.adi.gz");
    }

    @Test
    void anInterruptEndsItWithItsOwnCode() {
        Interrupts interrupts = new Interrupts();
        assertThat(interrupts.interrupt()).isFalse();
        CliRun run = CliRun.in(folder, Map.of(), "", interrupts, "awards", log.toString(), "--workers", "2");
        assertThat(run.exit()).isEqualTo(ExitCode.CANCELLED.status());
    }

    private static JsonNode awards(String... options) throws IOException {
        String[] args = new String[options.length + 3];
        args[0] = "awards";
        args[1] = log.toString();
        args[2] = "--json";
        System.arraycopy(options, 0, args, 3, options.length);
        CliRun run = CliRun.of(folder, args);
        assertThat(run.exit()).as(run.err()).isZero();
        return Json.mapper().readTree(run.out());
    }
}
