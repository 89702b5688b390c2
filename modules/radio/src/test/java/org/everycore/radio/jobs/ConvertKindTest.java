package org.everycore.radio.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.everycore.jobs.Json;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.run.DirectRunner;
import org.everycore.radio.ReferenceLogs;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.OnDuplicate;
import org.everycore.radio.adif.ReadRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertKindTest {
    @TempDir
    Path folder;

    private final ConvertKind kind = new ConvertKind();

    @ParameterizedTest
    @CsvSource({"adi, characters", "adi, bytes", "adx, characters"})
    void everyAcceptedRecordComesBackWithAllItsFields(String format, String unit) throws Exception {
        Path log = Files.write(folder.resolve("log.adi"), ReferenceLogs.log("log10k"));
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("format", format);
        json.put("lengthUnit", unit);
        Path written = folder.resolve("out." + format);
        JobResult result = run(json, written, log);
        assertThat(result.units()).isEqualTo(9995);
        assertThat(result.facts().get("rejected").asInt()).isEqualTo(4);
        List<AdifRecord> before = read(log);
        List<AdifRecord> after = read(written);
        if (format.equals("adi")) {
            assertThat(after).isEqualTo(before);
        } else {
            // ADX has no place for the type letters of standard fields.
            assertThat(after.stream().map(ConvertKindTest::untyped))
                    .isEqualTo(before.stream().map(ConvertKindTest::untyped).toList());
        }
    }

    @Test
    void selectionChoosesAndPackedLogsAreWritten() throws Exception {
        Path log = folder.resolve("log.adi.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(log))) {
            out.write(ReferenceLogs.log("log10k-nodamage"));
        }
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("band", "6m");
        json.put("mode", "cw");
        json.put("from", "2020-01-01");
        Path written = folder.resolve("out.adi");
        run(json, written, log);
        List<AdifRecord> expected = read(log).stream()
                .filter(q -> Bands.name(Bands.of(q)).equals("6m")
                        && q.normal("MODE").orElse("").equals("CW")
                        && q.get("QSO_DATE").compareTo("20200101") >= 0)
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(read(written)).isEqualTo(expected);
    }

    private static List<String> untyped(AdifRecord record) {
        return record.fields().stream().map(f -> f.name() + "=" + f.value()).toList();
    }

    private static List<AdifRecord> read(Path file) throws IOException {
        List<AdifRecord> records = new ArrayList<>();
        try (AdifReader reader = AdifReader.open(file, ReadRules.of(OnDuplicate.STRICT), problem -> {})) {
            reader.forEachRemaining(records::add);
        }
        return records;
    }

    private JobResult run(ObjectNode json, Path target, Path log) throws Exception {
        json.putArray("logs").add(log.toString());
        return DirectRunner.of(kind, kind.parse(json))
                .encoded()
                .target(ResultTarget.to(target))
                .run()
                .result();
    }
}
