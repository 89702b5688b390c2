package org.everycore.logbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.LengthUnit;
import org.everycore.radio.adif.NotALogException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogImportTest {
    private static final ImportOptions SMALL = ImportOptions.DEFAULT.withBatch(100);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void importingTwiceAddsNothing(Dialect dialect) throws IOException {
        Path log = write("log.adi", Stores.adi(1000) + Stores.adi(10));
        try (LogStore store = Stores.open(folder, dialect)) {
            Logbook book = store.logbook("A");
            ImportReport first = book.importLog(log, SMALL, ImportListener.NONE);
            assertThat(first.complete()).isTrue();
            assertThat(first.records()).isEqualTo(1010);
            assertThat(first.added()).isEqualTo(1000);
            assertThat(first.duplicates()).isEqualTo(10);
            assertThat(first.merged()).isZero();
            List<AdifRecord> stored = records(book);
            ImportReport second = book.importLog(log, SMALL, ImportListener.NONE);
            assertThat(second.added()).isZero();
            assertThat(second.duplicates()).isEqualTo(1010);
            assertThat(second.merged()).isZero();
            assertThat(records(book).equals(stored)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void anImportThatWasStoppedIsTakenUpWhereItStood(Dialect dialect) throws IOException {
        Path log = write("log.adi", Stores.adi(1000));
        List<AdifRecord> whole;
        try (LogStore store = Stores.open(folder, dialect)) {
            Logbook plain = store.logbook("whole");
            plain.importLog(log, SMALL, ImportListener.NONE);
            whole = records(plain);
            Logbook book = store.logbook("stopped");
            var stopper = new StopAfter(300);
            ImportReport first = book.importLog(log, SMALL, stopper);
            assertThat(first.complete()).isFalse();
            long stored = book.count(QsoQuery.ALL);
            assertThat(stored).isBetween(300L, 999L);
            ImportReport second = book.importLog(log, SMALL, ImportListener.NONE);
            assertThat(second.complete()).isTrue();
            assertThat(second.resumedAt()).isEqualTo(stored);
            assertThat(second.duplicates()).isZero();
            assertThat(second.added()).isEqualTo(1000);
            assertThat(records(book)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void importExportImportGivesTheSameLog(Dialect dialect) throws IOException {
        Path log = write("log.adi", Stores.adi(300));
        try (LogStore store = Stores.open(folder, dialect)) {
            Logbook book = store.logbook("A");
            book.importLog(log, SMALL, ImportListener.NONE);
            for (LengthUnit unit : LengthUnit.values()) {
                var out = new ByteArrayOutputStream();
                assertThat(book.export(QsoQuery.ALL, out, unit)).isEqualTo(300);
                Logbook again = store.logbook("again " + unit);
                again.importLog(new ByteArrayInputStream(out.toByteArray()), SMALL, ImportListener.NONE);
                assertThat(String.join("\n", texts(again))).isEqualTo(String.join("\n", texts(book)));
            }
            assertThat(records(book).get(7).fields()).extracting(f -> f.type()).contains('D');
        }
    }

    @Test
    void damageIsReportedWithItsPlace() throws IOException {
        Path log = write("log.adi", "<EOH>\n<CALL:4>W1AW<BAND:3>20m<QSO_DATE:8>20201301<TIME_ON:4>1200<EOR>\n<EOR>\n");
        try (LogStore store = Stores.open(folder, Dialect.SQLITE)) {
            ImportReport report = store.logbook("A").importLog(log, SMALL, ImportListener.NONE);
            assertThat(report.rejected()).containsEntry("bad_date", 1L).containsEntry("empty", 1L);
            assertThat(report.problems().get(0).line()).isEqualTo(2);
            assertThat(report.added()).isZero();
        }
    }

    @Test
    void readsGzipAndSaysWhatIsNoFile() throws IOException {
        Path log = folder.resolve("log.adi.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(log))) {
            out.write(Stores.adi(10).getBytes(StandardCharsets.UTF_8));
        }
        try (LogStore store = Stores.open(folder, Dialect.SQLITE)) {
            assertThat(store.logbook("A")
                            .importLog(log, SMALL, ImportListener.NONE)
                            .added())
                    .isEqualTo(10);
            assertThatThrownBy(() -> store.logbook("A").importLog(folder, SMALL, ImportListener.NONE))
                    .isInstanceOf(NotALogException.class);
        }
    }

    @Test
    void aReportConfirmsWithinItsTolerance() throws IOException {
        try (LogStore store = Stores.open(folder, Dialect.SQLITE)) {
            Logbook book = store.logbook("A");
            book.add(Stores.qso("W1AW", "20m", "FT8", "20200101", "2350"));
            book.add(Stores.qso("W1AW", "20m", "CW", "20200101", "2350"));
            book.add(Stores.qso("W1AW", "40m", "FT8", "20200101", "2350"));
            Path lotw = write(
                    "lotw.adi",
                    "<PROGRAMID:4>LoTW<EOH>\n"
                            + "<CALL:4>W1AW<BAND:3>20M<MODE:4>DATA<QSO_DATE:8>20200102<TIME_ON:6>001000<QSL_RCVD:1>Y<QSLRDATE:8>20210101"
                            + "<DXCC:3>291<eor>\n"
                            + "<CALL:4>W1AW<BAND:3>40M<MODE:3>FT8<QSO_DATE:8>20200102<TIME_ON:6>003000<QSL_RCVD:1>Y<eor>\n<APP_LoTW_EOF>");
            ImportReport report = book.importLog(lotw, SMALL, ImportListener.NONE);
            assertThat(report.report()).contains(QslSource.LOTW);
            assertThat(report.merged()).isEqualTo(1);
            assertThat(report.unmatched()).isEqualTo(1);
            assertThat(book.count(QsoQuery.ALL)).isEqualTo(3);
            AdifRecord confirmed = book.search(QsoQuery.ALL.withMode("FT8").withBand("20m"))
                    .get(0)
                    .record();
            assertThat(confirmed.get("LOTW_QSL_RCVD")).isEqualTo("Y");
            assertThat(confirmed.get("DXCC")).isEqualTo("291");
            assertThat(confirmed.get("TIME_ON")).isEqualTo("2350");
            assertThat(book.stats().confirmed()).isEqualTo(1);
            assertThat(book.importLog(lotw, SMALL, ImportListener.NONE).merged())
                    .isZero();
            assertThat(book.importLog(lotw, SMALL.adding(true), ImportListener.NONE)
                            .added())
                    .isEqualTo(1);
            assertThat(book.stats().confirmed()).isEqualTo(2);
        }
    }

    /** The reference's count of distinct keys is what a log of them must hold. */
    @Test
    void aReferenceLogLeavesItsDistinctQsos() throws IOException {
        Path log = ReferenceLogs.outside("radio/log10k.adi.gz");
        String expected = Files.readString(ReferenceLogs.outside("radio/log10k.expected-recover.json"));
        long keys = Long.parseLong(expected.replaceAll("(?s).*\"unique_qso_keys\":\\s*(\\d+).*", "$1"));
        long qsos = Long.parseLong(expected.replaceAll("(?s).*\"qsos\":\\s*(\\d+).*", "$1"));
        try (LogStore store = Stores.open(folder, Dialect.SQLITE)) {
            Logbook book = store.logbook("A");
            for (int pass = 0; pass < 2; pass++) {
                ImportReport report = book.importLog(log, ImportOptions.DEFAULT, ImportListener.NONE);
                assertThat(report.added() + report.duplicates()).isEqualTo(qsos);
                assertThat(book.count(QsoQuery.ALL)).isEqualTo(keys);
            }
            var out = new ByteArrayOutputStream();
            book.export(QsoQuery.ALL, out, LengthUnit.BYTES);
            Logbook again = store.logbook("again");
            again.importLog(new ByteArrayInputStream(out.toByteArray()), ImportOptions.DEFAULT, ImportListener.NONE);
            assertThat(String.join("\n", texts(again))).isEqualTo(String.join("\n", texts(book)));
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    static List<AdifRecord> records(Logbook book) {
        List<AdifRecord> records = new ArrayList<>();
        book.forEach(QsoQuery.ALL, qso -> records.add(qso.record()));
        return records;
    }

    private static List<String> texts(Logbook book) {
        return records(book).stream().map(RecordText::encode).toList();
    }

    /** Ends an import once so many QSOs are stored. */
    private static final class StopAfter implements ImportListener {
        private final long qsos;
        private volatile boolean reached;

        StopAfter(long qsos) {
            this.qsos = qsos;
        }

        @Override
        public void progress(ImportProgress progress) {
            reached |= progress.added() >= qsos;
        }

        @Override
        public boolean stopped() {
            return reached;
        }
    }
}
