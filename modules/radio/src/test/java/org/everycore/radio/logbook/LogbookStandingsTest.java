package org.everycore.radio.logbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.everycore.jobs.InputRef;
import org.everycore.radio.award.AwardsSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                null);
    }

    private static int cell(JsonNode document, String what) {
        return document.path("awards").path("DXCC").path("all").path(what).asInt(-1);
    }
}
