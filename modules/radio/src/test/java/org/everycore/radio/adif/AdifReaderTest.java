package org.everycore.radio.adif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.radio.ReferenceLogs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdifReaderTest {
    private final List<Problem> problems = new ArrayList<>();

    @Test
    void aValueIsTheNextUnitsWhateverItHolds() {
        List<AdifRecord> read =
                read("x<eoh><CALL:4>W1AW<QSO_DATE:8:D>20240101 <TIME_ON:4>1200<COMMENT:20>a <EOR> <CALL:2>x> b<EOR>");
        assertThat(read).hasSize(1);
        assertThat(read.get(0).get("COMMENT")).isEqualTo("a <EOR> <CALL:2>x> b");
        assertThat(read.get(0).fields().get(1).type()).isEqualTo('D');
        assertThat(problems).isEmpty();
    }

    @Test
    void namesAreCaseBlindAndTextBetweenFieldsIsIgnored() {
        List<AdifRecord> read = read(
                "<cAll:4>W1AW // comment < 5 <b\n<Qso_Date:8>20240101<time_on:6>120000<app_x_Longer_Than_Sixteen:1>y<eOr>");
        assertThat(read.get(0).fields())
                .extracting(AdifField::name)
                .containsExactly("CALL", "QSO_DATE", "TIME_ON", "APP_X_LONGER_THAN_SIXTEEN");
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'<CALL:1>A<CALL:1>B<EOR>', DUPLICATE_FIELD, CALL, 9",
        "'<EOR>', EMPTY, '', 0",
        "'<CALL:2>  <EOR>', NO_CALL, '', 0",
        "'<CALL:1>A<QSO_DATE:8>20230229<TIME_ON:4>0000<EOR>', BAD_DATE, QSO_DATE, 9",
        "'<CALL:1>A<QSO_DATE:8>20240229<TIME_ON:4>2400<EOR>', BAD_TIME, TIME_ON, 29",
        "'<CALL:1>A', NO_EOR_AT_END, '', 0",
    })
    void theFirstReasonThatAppliesRejects(String log, Reason reason, String field, long offset) {
        assertThat(read(log)).isEmpty();
        assertThat(problems).hasSize(1);
        Problem problem = problems.get(0);
        assertThat(problem.reason()).isEqualTo(reason);
        assertThat(problem.record()).isEqualTo(1);
        assertThat(problem.line()).isEqualTo(1);
        if (!field.isEmpty()) {
            assertThat(problem.field()).isEqualTo(field);
        }
        assertThat(problem.offset()).isEqualTo(offset);
    }

    @Test
    void aBadLengthCostsTheFieldOnly() {
        List<AdifRecord> read =
                read("<CALL:1>A\n<RST_SENT:x3>599<RST_RCVD:2>599 <QSO_DATE:8>20240229<TIME_ON:4>2359<EOR>");
        assertThat(read).hasSize(1);
        assertThat(read.get(0).has("RST_SENT")).isFalse();
        assertThat(read.get(0).get("RST_RCVD")).isEqualTo("59");
        assertThat(problems)
                .extracting(Problem::reason)
                .containsOnly(Reason.BAD_LENGTH)
                .hasSize(2);
        assertThat(problems).extracting(Problem::field).containsExactly("RST_SENT", "RST_RCVD");
        assertThat(problems).extracting(Problem::line).containsOnly(2L);
    }

    @Test
    void lastKeepsTheLastValueAtTheFirstPlace() throws IOException {
        String log = "<CALL:1>A<QSO_DATE:8>20240229<TIME_ON:4>2359<CALL:1>B<EOR>";
        try (AdifReader reader = reader(log.getBytes(StandardCharsets.UTF_8), OnDuplicate.LAST)) {
            AdifRecord record = reader.next();
            assertThat(record.get("CALL")).isEqualTo("B");
            assertThat(record.fields()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999999", "2147483648", "9223372036854775807", "100"})
    void aLengthBeyondTheEndIsClipped(String length) {
        assertThat(read("<CALL:1>A<EOR><NOTES:" + length + ">abc<EOR>")).isEmpty();
        assertThat(problems)
                .extracting(Problem::reason)
                .containsExactly(Reason.BAD_DATE, Reason.BAD_LENGTH, Reason.NO_CALL);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,3", "windows-1252,2", "ISO-8859-1,2"})
    void encodingIsFoundFromTheBytes(String charset, int umlautsInBytes) {
        String name = charset.equals("windows-1252") ? "Jürgen – Zoë" : "Jürgen Zoë é";
        String log =
                ("<CALL:1>A<QSO_DATE:8>20240229<TIME_ON:4>2359<NAME:12>" + name + "<EOR>\n").repeat(umlautsInBytes);
        assertThat(read(log.getBytes(Charset.forName(charset))))
                .allSatisfy(r -> assertThat(r.get("NAME")).isEqualTo(name));
        assertThat(problems).isEmpty();
    }

    @Test
    void aRecordThatCountsOtherwiseThanItsFileIsStillRead() {
        String characters = "<CALL:1>A<QSO_DATE:8>20240229<TIME_ON:4>2359<NAME:6>Jürgen<EOR>\n";
        String bytes = "<CALL:1>B<QSO_DATE:8>20240229<TIME_ON:4>2359<NAME:6>太郎\n<QTH:8>Málaga!<EOR>\n";
        for (String log : List.of(characters.repeat(3) + bytes, bytes.repeat(3) + characters)) {
            List<AdifRecord> read = read(log);
            assertThat(read).hasSize(4);
            assertThat(read).allSatisfy(r -> assertThat(r.get("NAME")).isIn("Jürgen", "太郎"));
        }
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"log10k, characters", "log10k-bytes, bytes", "log10k-nodamage, characters", "log100k, characters"})
    void theReferenceLogsGiveTheirCounts(String name, String unit) throws IOException {
        Map<Reason, Integer> rejected = new EnumMap<>(Reason.class);
        try (AdifReader reader = AdifReader.of(
                new ByteArrayInputStream(ReferenceLogs.log(name)),
                ReadRules.of(OnDuplicate.STRICT),
                p -> rejected.merge(p.reason(), 1, Integer::sum))) {
            reader.forEachRemaining(r -> assertThat(r.fields()).isNotEmpty());
            assertThat(reader.dialect().unit().key()).isEqualTo(unit);
            String expected = new String(
                    ReferenceLogs.open(name + ".expected-recover.json").readAllBytes(), StandardCharsets.UTF_8);
            assertThat(expected).contains("\"qsos\": " + reader.accepted() + ",");
            rejected.forEach((reason, n) -> {
                if (reason.rejects()) {
                    assertThat(expected).contains("\"" + reason.key() + "\": " + n);
                }
            });
        }
    }

    @Test
    void theCleanLogIsReadCompletely() {
        assertThat(read(ReferenceLogs.log("clean100k"))).hasSize(100_000);
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ADIF_316_test_QSOs_2025_09_15.adi, 6191", "ADIF_317_test_QSOs_2026_03_22.adi, 6197"})
    void theOfficialTestFilesAreReadCompletely(String file, int qsos) throws IOException {
        Optional<Path> path = ReferenceLogs.outside("official/" + file);
        assumeThat(path)
                .as("the ADIF group's test files are not installed here")
                .isPresent();
        assertThat(read(Files.readAllBytes(path.orElseThrow()))).hasSize(qsos);
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(LengthUnit.class)
    void whatIsWrittenReadsBackToTheSameFields(LengthUnit unit) throws IOException {
        List<AdifRecord> read = read(ReferenceLogs.log("log10k"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (AdifWriter writer = new AdifWriter(bytes, unit)) {
            writer.header(AdifRecord.ofPairs("USERDEF1", "SHOE_SIZE", "PROGRAMID", "other"));
            for (AdifRecord record : read) {
                writer.record(record);
            }
        }
        problems.clear();
        try (AdifReader reader = reader(bytes.toByteArray(), OnDuplicate.STRICT)) {
            assertThat(reader.header().get("PROGRAMID")).isEqualTo("everycore");
            assertThat(reader.header().get("USERDEF1")).isEqualTo("SHOE_SIZE");
            assertThat(reader.dialect().unit()).isEqualTo(unit);
        }
        assertThat(read(bytes.toByteArray())).isEqualTo(read);
        assertThat(problems).isEmpty();
    }

    private List<AdifRecord> read(String log) {
        return read(log.getBytes(StandardCharsets.UTF_8));
    }

    private List<AdifRecord> read(byte[] log) {
        List<AdifRecord> read = new ArrayList<>();
        try (AdifReader reader = reader(log, OnDuplicate.STRICT)) {
            reader.forEachRemaining(read::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    private AdifReader reader(byte[] log, OnDuplicate onDuplicate) throws IOException {
        return AdifReader.of(new ByteArrayInputStream(log), ReadRules.of(onDuplicate), problems::add);
    }
}
