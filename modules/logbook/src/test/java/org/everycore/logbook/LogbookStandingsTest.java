package org.everycore.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Json;
import org.everycore.logbook.digest.LocalAwards;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.AdifWriter;
import org.everycore.radio.adif.LengthUnit;
import org.everycore.radio.jobs.AwardsSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogbookStandingsTest {
    /** Kept beside each other: none may be taken for another. */
    private static final List<Function<InputRef, AwardsSpec>> SPECS = List.of(
            log -> of(log, null, null, null, null),
            log -> of(log, "DL1ABC", null, null, null),
            log -> of(log, null, "DL1ABC", null, null),
            log -> of(log, null, null, "JO31", null),
            log -> of(log, null, null, null, List.of("all")));

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
                    for (Function<InputRef, AwardsSpec> spec : SPECS) {
                        assertThat(LogbookStandings.of(book, spec))
                                .as("seed %d, step %d", seed, step)
                                .isEqualTo(counted(book, spec));
                    }
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
                "STATION_CALLSIGN",
                random.nextBoolean() ? "DL1ABC" : "DL0XYZ",
                "OPERATOR",
                random.nextBoolean() ? "DL1ABC" : "DL0XYZ",
                "MY_GRIDSQUARE",
                random.nextBoolean() ? "JO31aa" : "JN58bb",
                "NAME",
                "J\u00fcrgen \u77ed");
        return random.nextBoolean() ? qso.with("DXCC", "" + random.nextInt(500)) : qso;
    }

    private JsonNode counted(Logbook book, Function<InputRef, AwardsSpec> spec) throws IOException {
        Path log = folder.resolve("whole.adi");
        try (var out = Files.newOutputStream(log)) {
            book.export(QsoQuery.ALL, out, LengthUnit.CHARACTERS);
        }
        ObjectNode document =
                (ObjectNode) LocalAwards.document(spec.apply(InputRef.file(log.toString())), Inputs.LOCAL);
        document.putArray("logs").add(book.name());
        return Json.mapper().readTree(Json.mapper().writeValueAsBytes(document));
    }

    private static AwardsSpec of(InputRef log, String station, String operator, String grid, List<String> witnesses) {
        return new AwardsSpec(
                List.of(log),
                null,
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
                station,
                operator,
                grid,
                true,
                witnesses);
    }

    private static AwardsSpec dxcc(InputRef log) {
        return new AwardsSpec(
                List.of(log),
                null,
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
