package org.everycore.radio.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.everycore.jobs.Json;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.run.DirectRunner;
import org.everycore.radio.ReferenceLogs;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdxWriter;
import org.everycore.radio.adif.OnDuplicate;
import org.everycore.radio.adif.ReadRules;
import org.everycore.radio.award.AwardPartial;
import org.everycore.radio.award.Awards;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwardsKindTest {
    private static final String QSO = "<CALL:4>W1AW<QSO_DATE:8>20240101<TIME_ON:4>1200<BAND:3>20m<MODE:2>CW";

    @TempDir
    Path folder;

    private final AwardsKind kind = new AwardsKind();

    @Test
    void manyLogsInEveryFormCountAsOne() throws Exception {
        byte[] log = ReferenceLogs.log("log10k-nodamage");
        List<Path> cut = parts(log);
        JsonNode plain = run(Awards.of(cut.toArray(Path[]::new)), 2);
        JsonNode whole = run(Awards.of(write("whole.adi", log)), 1);
        for (String key : List.of("qsos", "unique_qso_keys", "summary", "awards", "suggestions", "qsos_by_band")) {
            assertThat(plain.get(key)).as(key).isEqualTo(whole.get(key));
        }
        JsonNode packed = run(Awards.of(gzip(cut.get(0)), zip(cut.get(1), cut.get(2)), adx(cut.get(3))), 2);
        assertThat(packed.get("awards")).isEqualTo(whole.get("awards"));
        assertThat(packed.get("summary")).isEqualTo(whole.get("summary"));
    }

    @Test
    void partialsSurviveTheirCodec() throws Exception {
        AwardsSpec spec = Awards.of(write("log.adi", ReferenceLogs.log("log10k")));
        assertThat(runEncoded(spec)).isEqualTo(run(spec, 1));
    }

    @Test
    void damagedPartialsAreRefusedWithoutAllocatingWhatTheyDeclare() {
        for (int length = 0; length < 64; length++) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, (byte) 0x7f);
            assertThatThrownBy(
                            () -> kind.codec().read(new DataInputStream(new ByteArrayInputStream(bytes)), bytes.length))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aMissingEntityIsResolvedUnlessOnlyTheFieldCounts() throws Exception {
        Path log = write(
                "log.adi",
                (QSO + "<EOR>" + QSO.replace("W1AW", "DL1A") + "<DXCC:1>1<EOR>").getBytes(StandardCharsets.UTF_8));
        JsonNode auto = run(Awards.spec(log, "{\"details\": true}"), 1);
        assertThat(auto.at("/awards/DXCC/all/worked").asInt()).isEqualTo(2);
        assertThat(auto.at("/report/awards/DXCC/keys/291/slots/20m|CW").asText())
                .isEqualTo("W");
        assertThat(auto.at("/report/awards/DXCC/keys/230").isMissingNode())
                .as("a logged DXCC stands")
                .isTrue();
        assertThat(auto.at("/report/resolved/prefix").asInt()
                        + auto.at("/report/resolved/exact_call").asInt())
                .isEqualTo(1);
        JsonNode field = run(Awards.spec(log, "{\"entity\": \"field\"}"), 1);
        assertThat(field.at("/awards/DXCC/all/worked").asInt()).isEqualTo(1);
    }

    @Test
    void filtersChooseQsosAndSourcesChooseConfirmations() throws Exception {
        String other = QSO.replace("20240101", "20250101").replace("20m", "40m").replace("CW", "FM");
        Path log = write(
                "log.adi",
                (QSO + "<DXCC:3>291<EQSL_QSL_RCVD:1>Y<STATION_CALLSIGN:4>k1aa<EOR>" + other
                                + "<DXCC:3>230<QSL_RCVD:1>V<EOR>")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(totals(log, "{}")).isEqualTo("2/1");
        assertThat(totals(log, "{\"confirm\": [\"eqsl\", \"card\"]}")).isEqualTo("2/2");
        assertThat(totals(log, "{\"band\": \"40m\"}")).isEqualTo("1/1");
        assertThat(totals(log, "{\"mode\": \"cw\"}")).isEqualTo("1/0");
        assertThat(totals(log, "{\"from\": \"2024-06-01\"}")).isEqualTo("1/1");
        assertThat(totals(log, "{\"to\": \"20240601\"}")).isEqualTo("1/0");
        assertThat(totals(log, "{\"station\": \"K1AA\"}")).isEqualTo("1/0");
    }

    @Test
    void aUsersDefinitionIsCountedWithoutCode() throws Exception {
        String definition =
                "name = TENTEN\nfield = TEN_TEN\nform = number\nbands = 10m, 20m\nconfirm = eqsl\ngoals = 1, 2\n";
        Path log = write(
                "log.adi",
                (QSO + "<TEN_TEN:4>0042<EQSL_QSL_RCVD:1>Y<EOR>" + QSO.replace("20m", "40m") + "<TEN_TEN:2>43<EOR>")
                        .getBytes(StandardCharsets.UTF_8));
        ObjectNode json = Json.mapper().createObjectNode();
        json.putArray("definitions").add(definition);
        json.putArray("awards").add("tenten");
        JsonNode result = run(Awards.spec(log, json.toString()), 1);
        assertThat(result.get("awards")).hasSize(1);
        assertThat(result.at("/awards/TENTEN/all").toString()).isEqualTo("{\"worked\":1,\"confirmed\":1}");
        assertThat(result.at("/report/awards/TENTEN/achieved").asInt()).isEqualTo(1);
        assertThat(result.at("/report/awards/TENTEN/need").asInt()).isEqualTo(1);
    }

    @Test
    void rejectedRecordsAreReportedWithTheirPlaceWhateverTheCut() throws Exception {
        StringBuilder log = new StringBuilder("header\n<EOH>\n");
        for (int i = 0; i < 20_000; i++) {
            log.append(QSO).append("<COMMENT:20>").append("c".repeat(20)).append("<EOR>\n");
        }
        String line = "<CALL:1>X<CALL:1>Y<EOR>\n";
        int offset = log.length();
        log.append(line).append(QSO).append("<EOR>\n");
        JsonNode result = run(Awards.of(write("log.adi", log.toString().getBytes(StandardCharsets.UTF_8))), 2);
        JsonNode rejected = result.at("/report/rejected_records/0");
        assertThat(result.at("/rejected/duplicate_field").asInt()).isEqualTo(1);
        assertThat(rejected.get("record").asLong()).isEqualTo(20_001);
        assertThat(rejected.get("line").asLong()).isEqualTo(20_003);
        assertThat(rejected.get("offset").asLong()).isEqualTo(offset);
        assertThat(rejected.get("field").asText()).isEqualTo("CALL");
    }

    @Test
    void anEmptyLogHasZerosAndWhatIsNoLogIsRefusedByName() throws Exception {
        JsonNode empty = run(Awards.of(write("empty.adi", new byte[0])), 1);
        assertThat(empty.get("qsos").asInt()).isZero();
        assertThatThrownBy(() -> run(Awards.of(write("cat.adi", new byte[] {1, 0, 2})), 1))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("cat.adi: is a binary file");
        assertThatThrownBy(() -> run(Awards.of(folder), 1))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("is a folder");
        assertThatThrownBy(() -> Awards.spec(folder, "{\"band\": \"21m\"}"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("band");
        assertThatThrownBy(() -> Awards.spec(folder, "{\"awards\": [\"NOPE\"]}").chosen())
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("NOPE");
    }

    private String totals(Path log, String json) throws Exception {
        JsonNode all = run(Awards.spec(log, json), 1).at("/awards/DXCC/all");
        return all.get("worked") + "/" + all.get("confirmed");
    }

    private JsonNode run(AwardsSpec spec, int workers) throws Exception {
        return document(DirectRunner.of(kind, spec).workers(workers));
    }

    private JsonNode runEncoded(AwardsSpec spec) throws Exception {
        return document(DirectRunner.of(kind, spec).encoded());
    }

    private static JsonNode document(DirectRunner<AwardsSpec, AwardPartial> runner) throws Exception {
        return Json.mapper()
                .readTree(runner.run().result().document().orElseThrow().toString());
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /** The log cut behind ends of records into four files. */
    private List<Path> parts(byte[] log) throws IOException {
        String text = new String(log, StandardCharsets.ISO_8859_1);
        int[] cuts = new int[5];
        cuts[4] = log.length;
        List<Path> parts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            if (i < 3) {
                cuts[i + 1] = text.indexOf("<EOR>\n", log.length / 4 * (i + 1)) + 6;
            }
            parts.add(write("part" + i + ".adi", Arrays.copyOfRange(log, cuts[i], cuts[i + 1])));
        }
        return parts;
    }

    private Path gzip(Path file) throws IOException {
        Path packed = Path.of(file + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(file, out);
        }
        return packed;
    }

    private Path zip(Path... files) throws IOException {
        Path packed = folder.resolve("logs.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(packed))) {
            out.putNextEntry(new ZipEntry("readme.txt"));
            out.write("<CALL:4>NONE<EOR>".getBytes(StandardCharsets.US_ASCII));
            for (Path file : files) {
                out.putNextEntry(new ZipEntry("logs/" + file.getFileName()));
                Files.copy(file, out);
            }
        }
        return packed;
    }

    private Path adx(Path file) throws IOException {
        Path xml = Path.of(file.toString().replace(".adi", ".adx"));
        try (AdifReader reader = AdifReader.open(file, ReadRules.of(OnDuplicate.STRICT), p -> {});
                AdxWriter writer = new AdxWriter(Files.newOutputStream(xml))) {
            writer.header(reader.header());
            while (reader.hasNext()) {
                writer.record(reader.next());
            }
        }
        return xml;
    }
}
