package org.everycore.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.everycore.cli.CliRun;
import org.everycore.cli.Interrupts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while a log is imported. */
class StoppedImportTest {
    private static final int QSOS = 120_000;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void theNextCallTakesItUpAgain() throws Exception {
        Path log = log();
        Interrupts interrupts = new Interrupts();
        CompletableFuture<CliRun> stopped = CompletableFuture.supplyAsync(
                () -> CliRun.in(folder, Map.of(), "", interrupts, "log", "import", log.toString(), "--db", db()));
        while (!interrupts.interrupt()) {
            Thread.onSpinWait();
        }
        CliRun first = stopped.get(100, TimeUnit.SECONDS);
        assertThat(first.exit()).as(first.err()).isEqualTo(3);
        assertThat(first.err()).contains("stopped; the same command goes on from here");

        CliRun second = CliRun.of(folder, "log", "import", log.toString(), "--db", db(), "--json");

        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(second.out()).contains("\"complete\":true", "\"added\":" + QSOS + ",", "\"duplicates\":0");
        assertThat(CliRun.of(folder, "log", "books", "--db", db(), "--json").out())
                .contains("\"qsos\":" + QSOS + "}");
    }

    private String db() {
        return folder.resolve("log.db").toString();
    }

    private Path log() throws IOException {
        StringBuilder text = new StringBuilder("made for a test <EOH>\n");
        for (int i = 0; i < QSOS; i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "<CALL:6>W%dA%03d<BAND:3>20m<MODE:2>CW<QSO_DATE:8>202001%02d<TIME_ON:4>%02d%02d<EOR>%n",
                    i % 10,
                    i / 1440 % 1000,
                    1 + i / 60_000,
                    i / 60 % 24,
                    i % 60));
        }
        return Files.writeString(folder.resolve("log.adi"), text);
    }
}
