package org.everycore.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.everycore.radio.adif.AdifRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process in the middle of an import, and imports again. */
@Tag("process")
class KilledImportTest {
    @TempDir
    Path folder;

    @Test
    void anImportThatWasKilledLeavesNothingLostOrDoubled() throws Exception {
        Path log = Files.writeString(folder.resolve("log.adi"), Stores.adi(20_000) + Stores.adi(2_000));
        List<AdifRecord> whole;
        try (LogStore store = LogStore.open(folder.resolve("whole.db"))) {
            store.logbook("A").importLog(log, Importer.OPTIONS, ImportListener.NONE);
            whole = LogImportTest.records(store.logbook("A"));
        }
        for (int killAfter : new int[] {1, 7, 30}) {
            Path database = folder.resolve("killed" + killAfter + ".db");
            kill(log, database, killAfter);
            try (LogStore store = LogStore.open(database)) {
                Logbook book = store.logbook("A");
                long before = book.count(QsoQuery.ALL);
                assertThat(before).isBetween(1L, (long) whole.size());
                ImportReport report = book.importLog(log, Importer.OPTIONS, ImportListener.NONE);
                assertThat(report.complete()).isTrue();
                assertThat(report.resumedAt()).isPositive();
                assertThat(report.added()).isEqualTo(whole.size());
                assertThat(LogImportTest.records(book).equals(whole)).isTrue();
            }
        }
    }

    /** Whatever the moment, be it within a transaction: killed again and again, the import still comes to the same end. */
    @Test
    void killedAtRandomMomentsAgainAndAgain() throws Exception {
        Path log = Files.writeString(folder.resolve("log.adi"), Stores.adi(60_000) + Stores.adi(2_000));
        List<AdifRecord> whole;
        try (LogStore store = LogStore.open(folder.resolve("whole.db"))) {
            store.logbook("A").importLog(log, Importer.OPTIONS, ImportListener.NONE);
            whole = LogImportTest.records(store.logbook("A"));
        }
        var random = new Random(20_240_131);
        Path database = folder.resolve("killed.db");
        long before = 0;
        for (int kill = 0; kill < 6; kill++) {
            Process process = start(log, database);
            try (var lines = lines(process)) {
                assertThat(lines.readLine()).isNotNull();
                // The process goes on while this one waits for it in vain.
                boolean ended = process.waitFor(random.nextInt(150), TimeUnit.MILLISECONDS);
                process.destroyForcibly();
                assertThat(process.waitFor() == 0).isEqualTo(ended);
            }
            try (LogStore store = LogStore.open(database)) {
                long now = store.logbook("A").count(QsoQuery.ALL);
                assertThat(now).isBetween(before, (long) whole.size());
                before = now;
            }
        }
        try (LogStore store = LogStore.open(database)) {
            Logbook book = store.logbook("A");
            assertThat(book.importLog(log, Importer.OPTIONS, ImportListener.NONE)
                            .complete())
                    .isTrue();
            assertThat(LogImportTest.records(book).equals(whole)).isTrue();
        }
    }

    /** Starts an import in a process of its own and kills it at the so-manieth transaction. */
    private static void kill(Path log, Path database, int transactions) throws IOException, InterruptedException {
        Process process = start(log, database);
        try (var lines = lines(process)) {
            int seen = 0;
            while (seen < transactions) {
                String line = lines.readLine();
                assertThat(line).as("the process ended by itself").isNotNull();
                seen += line.startsWith("stored") ? 1 : 0;
            }
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).isNotZero();
    }

    private static Process start(Path log, Path database) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Importer.class.getName(),
                        log.toString(),
                        database.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The process that is killed. */
    static final class Importer {
        static final ImportOptions OPTIONS = ImportOptions.DEFAULT.withBatch(250);

        private Importer() {}

        public static void main(String[] arguments) throws IOException {
            try (LogStore store = LogStore.open(Path.of(arguments[1]))) {
                store.logbook("A").importLog(Path.of(arguments[0]), OPTIONS, progress -> {
                    System.out.println("stored " + progress.records());
                    System.out.flush();
                });
            }
        }
    }
}
