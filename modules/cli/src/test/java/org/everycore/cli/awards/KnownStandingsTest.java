package org.everycore.cli.awards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.JobResult;
import org.everycore.runtime.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standing is found again only while nothing has changed that it depends on. */
class KnownStandingsTest {
    @TempDir
    private Path folder;

    private Path log;
    private Path jar;
    private KnownStandings known;

    @BeforeEach
    void writeLog() throws IOException {
        log = folder.resolve("log.adi");
        jar = folder.resolve("rules.jar");
        Files.write(log, new byte[300_000]);
        Files.writeString(jar, "rules");
        known = new KnownStandings(folder.resolve("state"), List.of(jar), 0);
    }

    @Test
    void anUnchangedLogsStandingIsFoundAgain() {
        known.keep(key(), outcome(7));
        Outcome found = known.find(key(), request()).orElseThrow();
        assertThat(AwardsText.footer(found.report())).startsWith("7 QSOs, counted before and found again in ");
        assertThat(found.result().orElseThrow().document().orElseThrow()).hasToString("{\"qsos\":7,\"share\":0.1}");
        assertThat(found.report().units()).isEqualTo(7);
    }

    @Test
    void aByteChangedInPlaceIsSeenEvenIfSizeAndTimeAreAsBefore() throws IOException {
        known.keep(key(), outcome(7));
        FileTime modified = Files.getLastModifiedTime(log);
        Object changed = Files.getAttribute(log, "unix:ctime");
        do { // until the clock of the file system has moved on
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
                file.seek(10_000); // in none of the blocks that are looked at
                file.write(1);
            }
            Files.setLastModifiedTime(log, modified);
        } while (Files.getAttribute(log, "unix:ctime").equals(changed));
        assertThat(known.find(key(), request())).isEmpty();
    }

    @Test
    void anotherFileInItsPlaceIsSeen() throws IOException {
        known.keep(key(), outcome(7));
        Path other = folder.resolve("other");
        Files.write(other, new byte[300_000]);
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(log));
        Files.move(other, log, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(known.find(key(), request())).isEmpty();
    }

    @Test
    void aChangeWhileItWasCountedIsNotKept() throws IOException {
        KnownStandings.Key before = key();
        Files.writeString(log, "more", java.nio.file.StandardOpenOption.APPEND);
        known.keep(before, outcome(7));
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void aLogThatChangedJustNowHasNoKey() {
        assertThat(new KnownStandings(folder.resolve("state"), List.of(jar), 60_000).key(spec(1)))
                .isEmpty();
    }

    @Test
    void otherRulesAndOtherChoicesAreOtherStandings() throws IOException {
        known.keep(key(), outcome(7));
        assertThat(known.find(known.key(spec(2)).orElseThrow(), request())).isEmpty();
        Files.writeString(jar, "other rules");
        assertThat(known.find(key(), request())).isEmpty();
    }

    @Test
    void classesInAFolderAreNoFirmGround() throws IOException {
        assertThat(new KnownStandings(folder.resolve("state"), List.of(folder), 0).key(spec(1)))
                .isEmpty();
    }

    @Test
    void aDamagedFileIsAsGoodAsNone() throws IOException {
        known.keep(key(), outcome(7));
        try (Stream<Path> files = Files.list(folder.resolve("state"))) {
            Files.writeString(files.findFirst().orElseThrow(), "{\"spec\": ", StandardCharsets.UTF_8);
        }
        assertThat(known.find(key(), request())).isEmpty();
    }

    @Test
    void onlySoManyAreKeptTheLatestAmongThem() throws IOException {
        for (int i = 0; i < 70; i++) {
            known.keep(known.key(spec(i)).orElseThrow(), outcome(i));
        }
        try (Stream<Path> files = Files.list(folder.resolve("state"))) {
            assertThat(files.count()).isEqualTo(64);
        }
        assertThat(known.find(known.key(spec(69)).orElseThrow(), request())).isPresent();
    }

    private KnownStandings.Key key() {
        return known.key(spec(1)).orElseThrow();
    }

    private ObjectNode spec(int choice) {
        ObjectNode spec = Json.mapper().createObjectNode();
        spec.putArray("logs").add(log.toString());
        spec.put("choice", choice);
        return spec;
    }

    private JobRequest request() {
        return JobRequest.of("radio.awards", 0, spec(1));
    }

    private static Outcome outcome(long qsos) {
        ObjectNode document = Json.mapper().createObjectNode().put("qsos", qsos).put("share", 0.1);
        JobResult result = new JobResult(
                "ab", 3, "application/json", Optional.empty(), qsos, "qsos", Map.of(), Optional.of(document));
        JobReport report = new JobReport(
                JobId.random(),
                "radio.awards",
                null,
                JobState.SUCCEEDED,
                "threading",
                "auto",
                List.of(),
                Kernel.BLOCKED,
                "exact",
                qsos,
                "qsos",
                1,
                qsos,
                1,
                1,
                List.of(1.0),
                1,
                0,
                null,
                null,
                "ab",
                3L,
                null,
                Map.of(),
                null);
        return new Outcome(report, Optional.of(result), Optional.empty());
    }
}
