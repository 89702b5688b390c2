package org.everycore.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.everycore.jobs.Json;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.LengthUnit;
import org.everycore.radio.adif.OnDuplicate;
import org.everycore.radio.adif.ReadRules;
import org.everycore.radio.convert.LogForm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole logs into a logbook, out of it in every form, and in again. */
class RoundTripTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"log10k", "log10k-bytes", "log10k-nodamage"})
    void aReferenceLogComesBackInEveryForm(String name) throws IOException {
        Path log = Files.write(folder.resolve("log.adi"), ReferenceLogs.log(name));
        allFormsGiveTheSame(log, uniqueKeys(name));
    }

    /** 6,191 and 6,197 QSOs, no two with one key. */
    @ParameterizedTest
    @CsvSource({"ADIF_316_test_QSOs_2025_09_15.adi, 6191", "ADIF_317_test_QSOs_2026_03_22.adi, 6197"})
    void anOfficialFileComesBackInEveryForm(String name, int records) throws IOException {
        Path log = ReferenceLogs.outside("radio/official/" + name);
        try (AdifReader reader = AdifReader.open(log, ReadRules.of(OnDuplicate.STRICT), problem -> {})) {
            reader.forEachRemaining(record -> {});
            assertThat(reader.accepted()).isEqualTo(records);
        }
        allFormsGiveTheSame(log, -1);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"log100k", "clean100k"})
    void aLargeReferenceLogComesBackInEveryForm(String name) throws IOException {
        Path log = Files.write(folder.resolve("log.adi"), ReferenceLogs.log(name));
        allFormsGiveTheSame(log, name.equals("log100k") ? uniqueKeys(name) : -1);
    }

    @Tag("slow")
    @Test
    void the100kLogTwiceLeavesItsUniqueQsos() throws IOException {
        Path log = Files.write(folder.resolve("log.adi"), ReferenceLogs.log("log100k"));
        long accepted = Json.mapper().readTree(expected("log100k")).path("qsos").asLong();
        long unique = uniqueKeys("log100k");
        try (LogStore store = Stores.open(folder, Dialect.SQLITE)) {
            Logbook book = store.logbook("A");
            ImportReport first = book.importLog(log, ImportOptions.DEFAULT, ImportListener.NONE);
            assertThat(first.added()).isEqualTo(unique);
            assertThat(first.duplicates()).isEqualTo(accepted - unique);
            ImportReport second = book.importLog(log, ImportOptions.DEFAULT, ImportListener.NONE);
            assertThat(second.added()).isZero();
            assertThat(second.merged()).isZero();
            assertThat(second.duplicates()).isEqualTo(accepted);
            assertThat(book.count(QsoQuery.ALL)).isEqualTo(unique);
        }
    }

    private void allFormsGiveTheSame(Path log, long unique) throws IOException {
        try (LogStore store = Stores.open(folder, Dialect.SQLITE)) {
            Logbook book = store.logbook("A");
            book.importLog(log, ImportOptions.DEFAULT.with(ImportOptions.Report.NONE), ImportListener.NONE);
            List<AdifRecord> stored = LogImportTest.records(book);
            assertThat(stored).isNotEmpty();
            if (unique >= 0) {
                assertThat(stored).hasSize((int) unique);
            }
            for (LengthUnit unit : LengthUnit.values()) {
                List<AdifRecord> again = again(store, book, LogForm.ADI, unit);
                assertThat(differing(stored, again, false)).as("ADI, %s", unit).isEmpty();
            }
            // ADX has no place for the type letters of fields that ADIF defines.
            List<AdifRecord> adx = again(store, book, LogForm.ADX, LengthUnit.CHARACTERS);
            assertThat(differing(stored, adx, true)).as("ADX").isEmpty();
        }
    }

    private List<AdifRecord> again(LogStore store, Logbook book, LogForm form, LengthUnit unit) throws IOException {
        Path file = folder.resolve("out." + (form == LogForm.ADX ? "adx" : "adi"));
        try (OutputStream out = Files.newOutputStream(file)) {
            new LogbookExport(QsoQuery.ALL, form, unit, List.of()).write(book, out, () -> false);
        }
        store.drop("again");
        Logbook again = store.logbook("again");
        ImportReport report =
                again.importLog(file, ImportOptions.DEFAULT.with(ImportOptions.Report.NONE), ImportListener.NONE);
        assertThat(report.duplicates()).isZero();
        assertThat(report.problems()).isEmpty();
        return LogImportTest.records(again);
    }

    /** The first pair of records that differ; empty when all are the same. */
    private static String differing(List<AdifRecord> one, List<AdifRecord> other, boolean withoutTypes) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            if (!fields(one.get(i), withoutTypes).equals(fields(other.get(i), withoutTypes))) {
                return one.get(i) + " became " + other.get(i);
            }
        }
        return one.size() == other.size() ? "" : one.size() + " records became " + other.size();
    }

    private static List<AdifField> fields(AdifRecord record, boolean withoutTypes) {
        return withoutTypes
                ? record.fields().stream()
                        .map(field -> new AdifField(field.name(), field.value()))
                        .toList()
                : record.fields();
    }

    private static byte[] expected(String name) throws IOException {
        try (InputStream in = ReferenceLogs.open(name + ".expected-recover.json")) {
            return in.readAllBytes();
        }
    }

    private static long uniqueKeys(String name) throws IOException {
        return Json.mapper().readTree(expected(name)).path("unique_qso_keys").asLong();
    }
}
