package org.everycore.radio.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.LengthUnit;
import org.everycore.radio.adif.OnDuplicate;
import org.everycore.radio.adif.ReadRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFormTest {
    @Property(tries = 300)
    void whatCsvAndJsonLinesWriteTheyRead(@ForAll("logs") List<AdifRecord> log) throws IOException {
        List<String> columns = LogForm.columns(Lists.source(log));
        for (LogForm form : List.of(LogForm.CSV, LogForm.JSONL)) {
            if (!columns.isEmpty()) {
                assertThat(read(form, write(form, columns, log))).isEqualTo(inOrder(form, columns, log));
            }
        }
    }

    /** CSV gives fields in the order of its columns. */
    private static List<AdifRecord> inOrder(LogForm form, List<String> columns, List<AdifRecord> log) {
        return form == LogForm.CSV ? log.stream().map(Verbs.select(columns)).toList() : log;
    }

    @Provide
    Arbitrary<List<AdifRecord>> logs() {
        Arbitrary<String> names = Arbitraries.of("CALL", "NOTES", "X_1", "APP_A B");
        Arbitrary<String> values = Arbitraries.strings()
                .withChars(",\"\n\r\t {}\\ßä短<>")
                .alpha()
                .ofMinLength(1)
                .ofMaxLength(12);
        Arbitrary<AdifField> fields = Combinators.combine(names, values).as((n, v) -> new AdifField(n, v));
        return fields.list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .uniqueElements(AdifField::name)
                .map(AdifRecord::of)
                .list()
                .ofMaxSize(5);
    }

    @Test
    void csvIsReadStrictly() {
        assertThat(read(LogForm.CSV, "\uFEFFcall,Band\r\nW1AW,\r\n"))
                .containsExactly(AdifRecord.ofPairs("CALL", "W1AW"));
        assertThatThrownBy(() -> read(LogForm.CSV, "CALL,CALL\n")).hasMessageContaining("column CALL stands twice");
        assertThatThrownBy(() -> read(LogForm.CSV, "CALL,B:D\n")).hasMessageContaining("\"B:D\" is no name");
        assertThatThrownBy(() -> read(LogForm.CSV, "CALL\nA,B\n")).hasMessageContaining("line 2: 2 cells under 1");
        assertThat(read(LogForm.CSV, "")).isEmpty();
    }

    @Test
    void jsonLinesAreReadStrictly() {
        assertThat(read(LogForm.JSONL, "{\"call\":\"W1AW\",\"DXCC\":291,\"NAME\":null}\n\n{\"CALL\":\"K1A\"}"))
                .containsExactly(AdifRecord.ofPairs("CALL", "W1AW", "DXCC", "291"), AdifRecord.ofPairs("CALL", "K1A"));
        assertThatThrownBy(() -> read(LogForm.JSONL, "{}\n[1]")).hasMessageContaining("line 2: a record is an object");
        assertThatThrownBy(() -> read(LogForm.JSONL, "{\"A\":[1]}")).hasMessageContaining("field A holds a list");
        assertThatThrownBy(() -> read(LogForm.JSONL, "{\"A\":\"x\"")).isInstanceOf(ConvertException.class);
        assertThatThrownBy(() -> read(LogForm.JSONL, "{\"A:\":\"x\"}")).isInstanceOf(ConvertException.class);
    }

    @Test
    void adxReadsBackWhatItWrote(@TempDir Path folder) throws IOException {
        List<AdifRecord> log = List.of(
                AdifRecord.ofPairs("CALL", "W1AW", "QSO_DATE", "20200101", "TIME_ON", "1200", "COMMENT", "a < b & c"));
        Path file = folder.resolve("log.adx");
        Files.write(file, write(LogForm.ADX, List.of(), log));
        assertThat(LogForm.ofFile(file)).isEqualTo(LogForm.ADX);
        try (RecordSource source = LogForm.ADX.open(file, ReadRules.of(OnDuplicate.STRICT), p -> {})) {
            assertThat(source.next().get("COMMENT")).isEqualTo("a < b & c");
        }
    }

    @Test
    void aNameTellsTheForm() {
        assertThat(LogForm.ofFile(Path.of("a.ADI.gz"))).isEqualTo(LogForm.ADI);
        assertThat(LogForm.ofFile(Path.of("a.cbr"))).isEqualTo(LogForm.CABRILLO);
        assertThat(LogForm.named("ndjson")).isEqualTo(LogForm.JSONL);
        assertThatThrownBy(() -> LogForm.named("doc")).isInstanceOf(ConvertException.class);
    }

    static byte[] write(LogForm form, List<String> columns, List<AdifRecord> log) {
        var out = new ByteArrayOutputStream();
        try (RecordSink sink = form.create(out, columns, LengthUnit.CHARACTERS)) {
            sink.header(AdifRecord.of(List.of()));
            Verbs.copy(Lists.source(log), sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static List<AdifRecord> read(LogForm form, String text) {
        return read(form, text.getBytes(StandardCharsets.UTF_8));
    }

    static List<AdifRecord> read(LogForm form, byte[] text) {
        try (RecordSource source =
                form.open(new ByteArrayInputStream(text), ReadRules.of(OnDuplicate.STRICT), p -> {})) {
            List<AdifRecord> records = new ArrayList<>();
            source.forEachRemaining(records::add);
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
