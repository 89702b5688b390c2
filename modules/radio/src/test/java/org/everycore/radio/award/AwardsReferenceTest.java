package org.everycore.radio.award;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.everycore.jobs.Json;
import org.everycore.radio.ReferenceLogs;
import org.everycore.radio.jobs.AwardsSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The standings of the reference logs against answers that an independent program computed with plain sets. */
class AwardsReferenceTest {
    /** QSOs as they are logged, and the other program's own rules for counties and for what needs a confirmation. */
    private static final String AS_LOGGED = "{\"entity\": \"field\", \"definitions\": ["
            + Stream.of("sota", "pota", "usca")
                    .map(AwardsReferenceTest::definition)
                    .collect(Collectors.joining(","))
            + "]";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "log10k, recover, expected-recover",
        "log10k-bytes, recover, expected-recover",
        "log10k-nodamage, recover, expected-recover",
        "log100k, recover, expected-recover",
        "log10k, obey, expected",
        "log10k-bytes, obey, expected",
        "log10k-nodamage, obey, expected",
        "log100k, obey, expected"
    })
    void standingsEqualTheReferenceAnswers(String name, String lengths, String answers) throws IOException {
        AwardsSpec spec = Awards.spec(unpacked(name), AS_LOGGED + ", \"lengths\": \"" + lengths + "\"}");
        byte[] bytes = Json.mapper().writeValueAsBytes(Awards.document(spec, List.of(Awards.reader(spec))));
        JsonNode document = Json.mapper().readTree(bytes);
        JsonNode expected = Json.mapper().readTree(ReferenceLogs.open(name + "." + answers + ".json"));
        for (Map.Entry<String, JsonNode> entry : expected.properties()) {
            switch (entry.getKey()) {
                case "log", "unit", "policy" -> {
                    // How the other program was started.
                }
                case "seed_summary" -> assertThat(document.get("summary")).isEqualTo(entry.getValue());
                case "awards" ->
                    entry.getValue().properties().forEach(award -> assertThat(
                                    document.get("awards").get(award.getKey()))
                            .as(award.getKey())
                            .isEqualTo(award.getValue()));
                default ->
                    assertThat(document.get(entry.getKey())).as(entry.getKey()).isEqualTo(entry.getValue());
            }
        }
        assertThat(document.get("awards")).hasSameSizeAs(expected.get("awards"));
    }

    @Test
    void theCleanLogCountsEveryQso() throws IOException {
        AwardsSpec spec = Awards.spec(unpacked("clean100k"), AS_LOGGED + "}");
        JsonNode document = Awards.document(spec, List.of(Awards.reader(spec)));
        assertThat(document.get("qsos").asInt()).isEqualTo(100_000);
        assertThat(document.get("rejected")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "log10k, 60000, 450",
        "log10k-bytes, 60000, 450",
        "log10k, 9999999, 30",
        "log10k-bytes, 9999999, 20",
        "log10k-nodamage, 60000, 100",
        "log100k, 99999999, 4",
        "clean100k, 99999999, 2"
    })
    void anySplitGivesTheUnsplitBytes(String name, int bytes, int splits) throws IOException {
        byte[] log = ReferenceLogs.log(name);
        Path file = Files.write(folder.resolve("log.adi"), Arrays.copyOf(log, Math.min(bytes, log.length)));
        AwardsSpec spec = Awards.spec(file, AS_LOGGED + "}");
        List<SegmentReader> readers = List.of(Awards.reader(spec), Awards.reader(spec));
        byte[] whole = Json.mapper().writeValueAsBytes(Awards.document(spec, readers));
        long size = Files.size(Path.of(spec.logs().get(0).file()));
        SplittableRandom random = new SplittableRandom(name.hashCode());
        for (int i = 0; i < splits; i++) {
            long[] cuts = random.longs(1 + random.nextInt(6), 1, size).sorted().toArray();
            assertThat(Json.mapper().writeValueAsBytes(Awards.document(spec, readers, cuts)))
                    .as(() -> "cut at " + Arrays.toString(cuts))
                    .isEqualTo(whole);
        }
    }

    private static String definition(String name) {
        try (InputStream in = AwardsReferenceTest.class.getResourceAsStream("/definitions/" + name + ".conf")) {
            return Json.mapper().writeValueAsString(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path unpacked(String name) throws IOException {
        return Files.write(folder.resolve(name + ".adi"), ReferenceLogs.log(name));
    }
}
