package org.everycore.radio.award;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.everycore.jobs.Inputs;
import org.everycore.radio.ReferenceLogs;
import org.everycore.radio.adif.LogFile;
import org.everycore.radio.jobs.AwardsSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stretch that one reader reads in many segments counts as in one. */
class SegmentsTest {
    @TempDir
    private Path folder;

    private Path log;
    private AwardsSpec spec;
    private JsonNode whole;

    @BeforeEach
    void readWhole() throws IOException {
        log = Files.write(folder.resolve("log.adi"), ReferenceLogs.log("log10k"));
        spec = Awards.spec(log, "{\"details\": true, \"witnesses\": [\"DXCC\"]}");
        whole = Awards.document(spec, List.of(Awards.reader(spec)));
    }

    @Test
    void stretchesOfAnySizeWithSegmentsOfAnySizeGiveOneDocument() throws IOException {
        SplittableRandom random = new SplittableRandom(17);
        long size = Files.size(log);
        for (int i = 0; i < 12; i++) {
            long segment = 1 + random.nextLong(size / 3);
            long[] cuts = random.longs(3, 1, size).sorted().toArray();
            SegmentReader reader = new SegmentReader(spec.program(Inputs.LOCAL), segment, i % 2 == 0 ? 10 : 1_000_000);
            assertThat(Awards.document(spec, List.of(reader), cuts)).isEqualTo(whole);
        }
    }

    @Test
    void aPackedLogThatIsPutAwayInAFileCountsAndTravelsAsItIs() throws IOException {
        Path packed = folder.resolve("log.adi.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(log, out);
        }
        AwardsSpec packedSpec = Awards.of(packed);
        AwardProgram program = spec.program(Inputs.LOCAL);
        LogFile file = LogFile.openAll(packedSpec.logs(), Inputs.LOCAL).get(0);
        var builder = new AwardPartial.Builder(1);
        List<Segment> segments = new ArrayList<>();
        new SegmentReader(program, 100_000, 1_000_000).readWhole(0, file, bytes -> {}, segment -> {
            builder.add(segment);
            segments.add(segment);
        });
        AwardPartial partial = builder.build();
        assertThat(segments).hasSizeGreaterThan(10);
        assertThat(partial.size()).isEqualTo(segments.size());
        for (AwardPartial one : List.of(partial, travelled(partial), travelled(travelled(partial)))) {
            try (var merge = new SegmentMerge(program, List.of(file))) {
                one.forEach(merge::add);
                assertThat(merge.rereads()).isZero();
                JsonNode document = new AwardsJson(program, true).document(List.of("log.adi"), merge.standing());
                String text = document.toString().replace("log.adi.gz", "log.adi");
                assertThat(text.equals(whole.toString())).isTrue(); // too long to print
            }
        }
    }

    /** A collector that takes the place of one that met too many values goes on with the names that the scanner knows. */
    @Test
    void hundredsOfFieldNamesOutliveTheTablesOfValues() throws IOException {
        StringBuilder text = new StringBuilder("<EOH>");
        for (int i = 0; i < 2_000; i++) {
            text.append("<CALL:6>W").append(i % 10).append(String.format(Locale.ROOT, "%04d", i));
            text.append("<QSO_DATE:8>20240101<TIME_ON:4>1200<BAND:3>20m<MODE:2>CW");
            for (int j = 0; j < 30; j++) {
                text.append("<APP_X_").append((i * 7 + j) % 400).append(":1>a");
            }
            text.append("<EOR>\n");
        }
        AwardsSpec many = Awards.spec(Files.writeString(folder.resolve("many.adi"), text), "{\"details\": true}");
        JsonNode once = Awards.document(many, List.of(Awards.reader(many)));
        SegmentReader renewed = new SegmentReader(many.program(Inputs.LOCAL), 20_000, 10);
        assertThat(Awards.document(many, List.of(renewed), 100_000)).isEqualTo(once);
        assertThat(once.get("qsos").asInt()).isEqualTo(2_000);
    }

    private static AwardPartial travelled(AwardPartial partial) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AwardPartialCodec.INSTANCE.write(partial, new DataOutputStream(bytes));
        return AwardPartialCodec.INSTANCE.read(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), bytes.size());
    }
}
