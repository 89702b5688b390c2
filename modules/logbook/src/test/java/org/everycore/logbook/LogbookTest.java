package org.everycore.logbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.everycore.radio.adif.AdifRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogbookTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void addsAQsoOnceAndCompletesIt(Dialect dialect) {
        try (LogStore store = Stores.open(folder, dialect)) {
            Logbook log = store.logbook("DL1XYZ");
            AdifRecord qso = Stores.qso("w1aw", "20M", "cw", "20200101", "120030");
            assertThat(log.add(qso)).isEqualTo(Added.NEW);
            assertThat(log.add(qso)).isEqualTo(Added.DUPLICATE);
            assertThat(log.add(Stores.qso("W1AW", "", "CW", "20200101", "1200", "FREQ", "14.025")))
                    .isEqualTo(Added.MERGED);
            assertThat(log.add(Stores.qso("W1AW", "20m", "CW", "20200101", "1201")))
                    .isEqualTo(Added.NEW);
            assertThat(log.add(Stores.qso("W1AW", "20m", "CW", "20200101", "1200", "PROP_MODE", "SAT")))
                    .isEqualTo(Added.NEW);
            assertThat(log.search(QsoQuery.ALL.withCall("W1AW").withBand("20m")))
                    .extracting(q -> q.record().get("FREQ"))
                    .containsExactly("14.025", null);
            assertThat(store.logbook("OTHER").add(qso)).isEqualTo(Added.NEW);
            assertThat(log.count(QsoQuery.ALL)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void findsByCallBandModeGridAndDay(Dialect dialect) {
        try (LogStore store = Stores.open(folder, dialect)) {
            Logbook log = store.logbook("DL1XYZ");
            log.add(Stores.qso("W1AW", "20m", "CW", "20200103", "1200", "GRIDSQUARE", "FN31pr", "DXCC", "339"));
            log.add(Stores.qso("W1AB", "40m", "SSB", "20200102", "1200", "GRIDSQUARE", "FN42"));
            log.add(Stores.qso("K1_%", "40m", "FT8", "20200101", "1200"));
            assertThat(calls(log, QsoQuery.ALL)).containsExactly("K1_%", "W1AB", "W1AW");
            assertThat(calls(log, QsoQuery.ALL.newest(2))).containsExactly("W1AW", "W1AB");
            assertThat(calls(log, QsoQuery.ALL.withPage(1, 1))).containsExactly("W1AB");
            assertThat(calls(log, QsoQuery.ALL.withCall("w1*"))).containsExactly("W1AB", "W1AW");
            assertThat(calls(log, QsoQuery.ALL.withCall("W?AW"))).containsExactly("W1AW");
            assertThat(calls(log, QsoQuery.ALL.withCall("*_%"))).containsExactly("K1_%");
            assertThat(calls(log, QsoQuery.ALL.withBand("40M"))).containsExactly("K1_%", "W1AB");
            assertThat(calls(log, QsoQuery.ALL.withMode("ss*"))).containsExactly("W1AB");
            assertThat(calls(log, QsoQuery.ALL.withGrid("fn3"))).containsExactly("W1AW");
            assertThat(calls(log, QsoQuery.ALL.withGrid("FN?2"))).containsExactly("W1AB");
            assertThat(calls(log, QsoQuery.ALL.withDays(20200102, 20200102))).containsExactly("W1AB");
            assertThat(calls(log, QsoQuery.ALL.withDxcc(339))).containsExactly("W1AW");
            assertThat(calls(log, QsoQuery.ALL.withDxcc(291))).containsExactly("K1_%", "W1AB");
            assertThat(calls(log, QsoQuery.ALL.withCall("' OR 1=1 --"))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void editsShowsRemovesAndCounts(Dialect dialect) {
        try (LogStore store = Stores.open(folder, dialect)) {
            Logbook log = store.logbook("DL1XYZ");
            log.add(Stores.qso("W1AW", "20m", "CW", "20200103", "1200", "QSL_RCVD", "Y", "DXCC", "0291"));
            log.add(Stores.qso("W1AB", "40m", "SSB", "20210102", "1200", "EQSL_QSL_RCVD", "Y"));
            StoredQso first = log.search(QsoQuery.ALL).get(0);
            assertThatThrownBy(() -> log.edit(first.id(), Stores.qso("W1AB", "40m", "SSB", "20210102", "1200")))
                    .isInstanceOf(LogbookException.class)
                    .hasMessageContaining("already has this call");
            long before = log.revision();
            log.edit(first.id(), first.record().with("CALL", "W2AW").with("NAME", "Hiram"));
            assertThat(log.revision()).isGreaterThan(before);
            assertThat(log.show(first.id()).orElseThrow().record().get("NAME")).isEqualTo("Hiram");
            assertThat(log.stats())
                    .isEqualTo(new LogStats(
                            2,
                            2,
                            1,
                            0,
                            1,
                            1,
                            20200103,
                            20210102,
                            Map.of("20m", 1L, "40m", 1L),
                            Map.of("CW", 1L, "SSB", 1L),
                            Map.of("2020", 1L, "2021", 1L),
                            Map.of()));
            assertThat(log.remove(first.id())).isTrue();
            assertThat(log.remove(first.id())).isFalse();
            assertThat(log.show(first.id())).isEmpty();
            assertThat(store.logbook("OTHER")
                            .show(log.search(QsoQuery.ALL).get(0).id()))
                    .isEmpty();
            assertThat(store.logbooks()).extracting(Logbook::name).containsExactly("DL1XYZ", "OTHER");
            assertThat(store.drop("DL1XYZ")).isTrue();
            assertThat(store.logbooks()).extracting(Logbook::name).containsExactly("OTHER");
        }
    }

    @Test
    void aLogIsThereAfterClosing() {
        try (LogStore store = Stores.open(folder, Dialect.SQLITE)) {
            store.logbook("A").add(Stores.qso("W1AW", "20m", "CW", "20200103", "1200"));
        }
        try (LogStore store = Stores.open(folder, Dialect.SQLITE)) {
            assertThat(store.logbook("A").count(QsoQuery.ALL)).isEqualTo(1);
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> LogStore.open("jdbc:oracle:x")).hasMessageContaining("jdbc:sqlite:");
        assertThatThrownBy(() -> LogStore.open(folder)).isInstanceOf(LogbookException.class);
        try (LogStore store = Stores.open(folder, Dialect.SQLITE)) {
            assertThatThrownBy(() -> store.logbook(" ")).hasMessageContaining("1 to 200 characters");
            assertThatThrownBy(() -> store.logbook("A").add(Stores.qso("W1AW", "20m", "CW", "2020", "1200")))
                    .hasMessageContaining("QSO_DATE")
                    .hasMessageContaining("2020");
        }
    }

    private static List<String> calls(Logbook log, QsoQuery query) {
        return log.search(query).stream().map(q -> q.record().get("CALL")).toList();
    }
}
