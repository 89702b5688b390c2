package org.everycore.radio.logbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Json;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.AdifWriter;
import org.everycore.radio.adif.LengthUnit;
import org.everycore.radio.award.AwardsSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogbookStandingsTest {
    @TempDir
    Path folder;

    @Test
    void aStandingFollowsItsLogbook() throws IOException {
        try (LogStore store = Stores.open(folder, Dialect.SQLITE)) {
            Logbook book = store.logbook("DL1ABC");
            book.add(Stores.qso(
                    "W1AW", "20m", "CW", "20200101", "1200", "DXCC", "291", "NOTES", "<EOR> \uD83D\uDCFB ß"));
            book.add(Stores.qso("JA1AA", "20m", "CW", "20200101", "1201", "DXCC", "339"));
            JsonNode first = LogbookStandings.of(book, LogbookStandingsTest::dxcc);
            assertThat(cell(first, "worked")).isEqualTo(2);
            assertThat(cell(first, "confirmed")).isZero();
            assertThat(first.path("logs").path(0).asText()).isEqualTo("DL1ABC");
            assertThat(LogbookStandings.of(book, LogbookStandingsTest::dxcc)).isEqualTo(first);
            book.add(Stores.qso("W1AW", "20m", "CW", "20200101", "1200", "LOTW_QSL_RCVD", "Y"));
            assertThat(cell(LogbookStandings.of(book, LogbookStandingsTest::dxcc), "confirmed"))
                    .isEqualTo(1);
            book.remove(book.search(QsoQuery.ALL.withCall("JA1AA")).get(0).id());
            assertThat(cell(LogbookStandings.of(book, LogbookStandingsTest::dxcc), "worked"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aLeagueOrdersLogbooks() throws IOException {
        try (LogStore store = Stores.open(folder, Dialect.SQLITE)) {
            store.logbook("C").add(Stores.qso("W1AW", "20m", "CW", "20200101", "1200", "DXCC", "291", "QSL_RCVD", "Y"));
            store.logbook("B").add(Stores.qso("W1AW", "20m", "CW", "20200101", "1200", "DXCC", "291"));
            store.logbook("A").add(Stores.qso("W1AW", "20m", "CW", "20200101", "1200", "DXCC", "291"));
            store.logbook("B").add(Stores.qso("JA1A", "20m", "CW", "20200101", "1200", "DXCC", "339"));
            assertThat(LogbookStandings.league(store, LogbookStandingsTest::dxcc, "DXCC"))
                    .containsExactly(
                            new LogbookStandings.Place("C", 1, 1),
                            new LogbookStandings.Place("B", 2, 0),
                            new LogbookStandings.Place("A", 1, 0));
            assertThatThrownBy(() -> LogbookStandings.league(store, LogbookStandingsTest::dxcc, "XX"))
                    .hasMessageContaining("no award XX");
        }
    }

    /** Whatever happens to a logbook, its kept standing is the one that its whole log gives. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aKeptStandingIsWhatCountingAllAgainGives(long seed) throws IOException {
        var random = new Random(seed);
        try (LogStore store = Stores.open(folder, seed % 3 == 0 ? Dialect.H2 : Dialect.SQLITE)) {
            store.logbook("other").add(qso(random));
            Logbook book = store.logbook("A");
            for (int step = 0; step < 40; step++) {
                switch (random.nextInt(10)) {
                    case 0 -> {
                        Path log = folder.resolve("step.adi");
                        try (var out = new AdifWriter(Files.newOutputStream(log), LengthUnit.BYTES)) {
                            out.header();
                            for (int i = random.nextInt(20); i >= 0; i--) {
                                out.record(qso(random));
                            }
                        }
                        book.importLog(log, ImportOptions.DEFAULT.withBatch(3), ImportListener.NONE);
                    }
                    case 1 ->
                        book.search(QsoQuery.ALL.withPage(1, random.nextInt(5))).forEach(qso -> book.remove(qso.id()));
                    case 2 ->
                        book.search(QsoQuery.ALL.newest(1))
                                .forEach(qso ->
                                        book.edit(qso.id(), qso.record().with("CQZ", "" + (1 + random.nextInt(40)))));
                    case 3 ->
                        book.search(QsoQuery.ALL.withPage(1, random.nextInt(5)))
                                .forEach(qso -> book.add(qso.record().with("QSL_RCVD", "V")));
                    case 4 -> store.logbook("other").add(qso(random));
                    default -> book.add(qso(random));
                }
                if (random.nextBoolean()) {
                    assertThat(LogbookStandings.of(book, LogbookStandingsTest::all))
                            .as("seed %d, step %d", seed, step)
                            .isEqualTo(counted(book));
                }
            }
        }
    }

    @Test
    void whatWasAddedIsCountedAlone() throws Exception {
        try (LogStore store = Stores.open(folder, Dialect.SQLITE)) {
            Logbook book = store.logbook("A");
            book.add(Stores.qso("W1AW", "20m", "CW", "20200101", "1200", "DXCC", "291"));
            LogbookStandings.of(book, LogbookStandingsTest::dxcc);
            // What is kept of the first QSO is made unlike it: who counts it again sees another sum.
            Sql.run(store.connections(), "change", connection -> connection
                    .createStatement()
                    .executeUpdate("UPDATE qsos SET fields = REPLACE(fields, '291', '339')"));
            book.add(Stores.qso("W1AX", "20m", "CW", "20200101", "1200", "DXCC", "291"));
            assertThat(cell(LogbookStandings.of(book, LogbookStandingsTest::dxcc), "worked"))
                    .isEqualTo(1);
            for (int i = 0; i < KeptStanding.MOST_PARTS; i++) {
                book.add(Stores.qso("W1AX", "20m", "CW", "20200101", 1300 + i + "", "DXCC", "291"));
                LogbookStandings.of(book, LogbookStandingsTest::dxcc);
            }
            assertThat(cell(LogbookStandings.of(book, LogbookStandingsTest::dxcc), "worked"))
                    .as("counted all again when there were too many parts")
                    .isEqualTo(2);
        }
    }

    private static AdifRecord qso(Random random) {
        String[] calls = {"W1AW", "DL1ABC", "PA/N8BJQ", "VP2E/K1AA/P", "3D2AG/R", "RAEM", "SOMELONGERCALL/P", "Ä1B"};
        AdifRecord qso = Stores.qso(
                calls[random.nextInt(calls.length)],
                random.nextBoolean() ? "20m" : "6m",
                random.nextBoolean() ? "CW" : "FT8",
                "2020010" + (1 + random.nextInt(5)),
                "120" + random.nextInt(10),
                "GRIDSQUARE",
                "JO" + (10 + random.nextInt(80)),
                "LOTW_QSL_RCVD",
                random.nextBoolean() ? "Y" : "N",
                "NAME",
                "J\u00fcrgen \u77ed");
        return random.nextBoolean() ? qso.with("DXCC", "" + random.nextInt(500)) : qso;
    }

    private JsonNode counted(Logbook book) throws IOException {
        Path log = folder.resolve("whole.adi");
        try (var out = Files.newOutputStream(log)) {
            book.export(QsoQuery.ALL, out, LengthUnit.CHARACTERS);
        }
        ObjectNode document = (ObjectNode) LocalAwards.document(all(InputRef.file(log.toString())), Inputs.LOCAL);
        document.putArray("logs").add(book.name());
        return Json.mapper().readTree(Json.mapper().writeValueAsBytes(document));
    }

    private static AwardsSpec all(InputRef log) {
        return new AwardsSpec(
                List.of(log),
                null,
                "auto",
                null,
                List.of("all"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                true,
                null);
    }

    private static AwardsSpec dxcc(InputRef log) {
        return new AwardsSpec(
                List.of(log),
                null,
                "field",
                null,
                List.of("DXCC"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static int cell(JsonNode document, String what) {
        return document.path("awards").path("DXCC").path("all").path(what).asInt(-1);
    }
}
