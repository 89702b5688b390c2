package org.everycore.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which QSO a record of a QSL report belongs to, where several are near. */
class ReportMatchingTest {
    private static final String LOTW = "report\n<PROGRAMID:4>LoTW <EOH>\n";

    @TempDir
    private Path folder;

    @Test
    void aSatelliteConfirmsItsOwnQsoAndTwoSatellitesInOneMinuteAreTwoQsos() throws IOException {
        try (LogStore store = Stores.open(folder, Dialect.SQLITE)) {
            Logbook book = store.logbook("A");
            String log = satellite("K1ABC", "1200", "CAS-4B")
                    + satellite("K1ABC", "1203", "CAS-4A")
                    + satellite("K2ABC", "1300", "AO-7")
                    + satellite("K2ABC", "1300", "RS-44");
            assertThat(read(book, log).added()).isEqualTo(4);
            ImportReport report = read(book, LOTW + satellite("K1ABC", "1201", "CAS4A"));
            assertThat(report.merged()).isEqualTo(1);
            assertThat(confirmed(book, "K1ABC")).containsExactly("CAS-4A");
            assertThat(book.search(QsoQuery.ALL.withMode("SSB"))).hasSize(4);
        }
    }

    @Test
    void aRoversSecondGridIsAQsoOfItsOwn() throws IOException {
        try (LogStore store = Stores.open(folder, Dialect.SQLITE)) {
            Logbook book = store.logbook("A");
            read(book, rover("1900", "FN31", ""));
            String report = LOTW + rover("1915", "FN32", "<QSL_RCVD:1>Y") + rover("1900", "FN31", "<QSL_RCVD:1>Y");
            ImportReport told = read(book, report);
            assertThat(told.merged()).isEqualTo(1);
            assertThat(told.unmatchedRecords()).singleElement().satisfies(record -> assertThat(record.get("GRIDSQUARE"))
                    .isEqualTo("FN32"));
        }
    }

    @Test
    void oneModeInTwoSpellingsIsOneQsoAndStaysAValidPair() throws IOException {
        try (LogStore store = Stores.open(folder, Dialect.SQLITE)) {
            Logbook book = store.logbook("A");
            String log = "<EOH>" + qso("K1ABC", "120015", "<MODE:3>FT4")
                    + qso("K1ABC", "1200", "<MODE:4>MFSK<SUBMODE:3>FT4<LOTW_QSL_RCVD:1>Y")
                    + qso("K2ABC", "1200", "<MODE:3>USB") + qso("K2ABC", "1200", "<MODE:3>SSB<SUBMODE:3>USB");
            ImportReport done = read(book, log);
            assertThat(done.added()).isEqualTo(2);
            assertThat(book.search(QsoQuery.ALL).get(0).record().get("LOTW_QSL_RCVD"))
                    .isEqualTo("Y");
            assertThat(book.search(QsoQuery.ALL))
                    .extracting(stored ->
                            stored.record().get("MODE") + "/" + stored.record().get("SUBMODE"))
                    .containsExactly("MFSK/FT4", "SSB/USB");
        }
    }

    private static ImportReport read(Logbook book, String text) throws IOException {
        return book.importLog(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                ImportOptions.DEFAULT,
                ImportListener.NONE);
    }

    private static List<String> confirmed(Logbook book, String call) {
        return book.search(QsoQuery.ALL.withCall(call)).stream()
                .filter(qso -> "Y".equals(qso.record().get("LOTW_QSL_RCVD")))
                .map(qso -> qso.record().get("SAT_NAME"))
                .toList();
    }

    private static String satellite(String call, String time, String name) {
        return qso(call, time, "<MODE:3>SSB<PROP_MODE:3>SAT<QSL_RCVD:1>Y<SAT_NAME:" + name.length() + ">" + name);
    }

    private static String rover(String time, String grid, String more) {
        return qso("K1ABC/R", time, "<MODE:3>SSB<GRIDSQUARE:4>" + grid + more);
    }

    private static String qso(String call, String time, String more) {
        return "<CALL:" + call.length() + ">" + call + "<BAND:4>70cm<QSO_DATE:8>20240601<TIME_ON:" + time.length() + ">"
                + time + more + "<EOR>\n";
    }
}
