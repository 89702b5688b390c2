package org.everycore.radio.award;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Json;
import org.everycore.jobs.SpecException;
import org.everycore.radio.ReferenceLogs;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.EmissionGroup;
import org.everycore.radio.adif.LogFile;
import org.everycore.radio.adif.OnDuplicate;
import org.everycore.radio.adif.ReadRules;
import org.everycore.radio.jobs.AwardsSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessesTest {
    private static final Set<String> AWARDS_WITHOUT_CONFIRMATION =
            Set.of("SOTA", "POTA", "WWFF", "MARATHON", "MARATHON_ZONES");

    private static final String WHO = "{\"entity\": \"field\", \"witnesses\": [\"DXCC\", \"VUCC\"]}";

    @TempDir
    Path folder;

    /** The naive loop over whole records; one line a key and slot, and one a key with the number of its QSOs. */
    @Test
    void theFirstQsoOfEachSlotIsThatOfTheNaiveLoop() throws IOException {
        Path log = Files.write(folder.resolve("log.adi"), ReferenceLogs.log("log10k"));
        Map<String, String> first = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        try (AdifReader reader = AdifReader.open(log, ReadRules.of(OnDuplicate.STRICT), problem -> {})) {
            while (reader.hasNext()) {
                AdifRecord qso = reader.next();
                String by = (yes(qso, "QSL_RCVD") ? "card" : "") + (yes(qso, "LOTW_QSL_RCVD") ? "lotw" : "");
                String dxcc = qso.normal("DXCC").orElse("");
                if (by.isEmpty() || !dxcc.matches("0*[1-9][0-9]{0,2}")) {
                    continue;
                }
                String key = dxcc.replaceFirst("^0+", "");
                String slot = key + " " + Bands.name(Bands.of(qso)) + "|"
                        + qso.normal("MODE")
                                .map(mode -> EmissionGroup.ofMode(mode).name())
                                .orElse("NONE");
                String qsoText = qso.normal("QSO_DATE").orElseThrow()
                        + " " + qso.normal("TIME_ON").orElseThrow().substring(0, 4)
                        + " " + qso.normal("CALL").orElseThrow();
                first.merge(slot, qsoText, (a, b) -> a.compareTo(b) <= 0 ? a : b);
                counts.merge(key, 1, Integer::sum);
            }
        }
        JsonNode keys = document(Awards.spec(log, WHO)).at("/report/awards/DXCC/keys");
        Map<String, String> found = new TreeMap<>();
        Map<String, Integer> foundCounts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> key : keys.properties()) {
            JsonNode by = key.getValue().path("confirmed_by");
            if (!by.isMissingNode()) {
                foundCounts.put(key.getKey(), by.get("qsos").asInt());
                by.get("slots")
                        .properties()
                        .forEach(slot -> found.put(key.getKey() + " " + slot.getKey(), text(slot.getValue())));
                assertThat(text(by.get("first")))
                        .isEqualTo(found.entrySet().stream()
                                .filter(one -> one.getKey().startsWith(key.getKey() + " "))
                                .filter(one -> !one.getKey().contains(" 60m|") || only60(found, key.getKey()))
                                .map(Map.Entry::getValue)
                                .min(Comparator.naturalOrder())
                                .orElseThrow());
            }
        }
        assertThat(found).isEqualTo(first).hasSizeGreaterThan(500);
        assertThat(foundCounts).isEqualTo(counts);
    }

    @Test
    void whoConfirmedAgreesWithWhatIsConfirmedForEveryAward() throws IOException {
        Path log = Files.write(folder.resolve("log.adi"), ReferenceLogs.log("log10k"));
        JsonNode document =
                document(Awards.spec(log, "{\"entity\": \"field\", \"awards\": [\"all\"], \"witnesses\": [\"all\"]}"));
        for (Map.Entry<String, JsonNode> award : document.at("/report/awards").properties()) {
            if (AWARDS_WITHOUT_CONFIRMATION.contains(award.getKey())) {
                // A QSO counts as it is: nobody confirmed it.
                continue;
            }
            for (Map.Entry<String, JsonNode> key : award.getValue().get("keys").properties()) {
                JsonNode slots = key.getValue().path("confirmed_by").path("slots");
                key.getValue().get("slots").properties().forEach(slot -> assertThat(slots.has(slot.getKey()))
                        .as(award.getKey() + " " + key.getKey() + " " + slot.getKey())
                        .isEqualTo(slot.getValue().asText().equals("C")));
            }
        }
    }

    @Test
    void anySplitGivesTheSameWitnesses() throws IOException {
        byte[] log = Arrays.copyOf(ReferenceLogs.log("log10k-bytes"), 400_000);
        AwardsSpec spec = Awards.spec(Files.write(folder.resolve("log.adi"), log), WHO);
        byte[] whole = Json.mapper().writeValueAsBytes(document(spec));
        assertThat(new String(whole, StandardCharsets.UTF_8)).contains("confirmed_by\":{\"qsos\"");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 40; i++) {
            long[] cuts = random.longs(4, 1, log.length).sorted().toArray();
            assertThat(Json.mapper().writeValueAsBytes(document(spec, cuts)))
                    .as(() -> Arrays.toString(cuts))
                    .isEqualTo(whole);
        }
    }

    @Test
    void ofQsosInOneMinuteTheCallDecidesAndWhatIsSaidTwiceIsUnited() {
        Witness a = new Witness(20240101, 60, "A1A", Source.CARD.bit());
        Witness b = new Witness(20240101, 60, "B1B", Source.CARD.bit());
        Witness again = new Witness(20240101, 60, "A1A", Source.LOTW.bit());
        assertThat(a.or(b)).isEqualTo(b.or(a)).isEqualTo(a);
        assertThat(a.or(again).sources()).isEqualTo(Source.CARD.bit() | Source.LOTW.bit());
        assertThat(new Witness(20231231, 1439, "Z9Z", 1).or(a).call()).isEqualTo("Z9Z");
    }

    @Test
    void anAwardThatIsNotCountedHasNoWitnesses() throws IOException {
        Path log = Files.writeString(folder.resolve("log.adi"), "<EOH>");
        AwardsSpec spec = Awards.spec(log, "{\"awards\": [\"WAC\"], \"witnesses\": [\"DXCC\"]}");
        assertThatThrownBy(() -> document(spec))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("witnesses")
                .hasMessageContaining("DXCC");
    }

    private static boolean only60(Map<String, String> found, String key) {
        return found.keySet().stream().filter(one -> one.startsWith(key + " ")).allMatch(one -> one.contains(" 60m|"));
    }

    private static boolean yes(AdifRecord qso, String field) {
        return List.of("Y", "V").contains(qso.normal(field).orElse(""));
    }

    private static String text(JsonNode witness) {
        return witness.get("date").asText() + " " + witness.get("time").asText() + " "
                + witness.get("call").asText();
    }

    /** The document of a log cut at these places, each part sent through the codec. */
    private static JsonNode document(AwardsSpec spec, long... cuts) throws IOException {
        AwardProgram program = spec.program(Inputs.LOCAL);
        List<LogFile> logs = LogFile.openAll(spec.logs(), Inputs.LOCAL);
        SegmentMerge merge = new SegmentMerge(program, logs);
        SegmentReader reader = new SegmentReader(program);
        for (int i = 0; i <= cuts.length; i++) {
            long from = i == 0 ? 0 : cuts[i - 1];
            long to = i == cuts.length ? logs.get(0).size() : cuts[i];
            if (from < to) {
                reader.read(0, logs.get(0), from, to, from == 0 ? 0 : -1, n -> {}, segment -> travelled(
                                AwardPartial.of(segment))
                        .forEach(merge::add));
            }
        }
        return new AwardsJson(program, spec.details()).document(List.of("log.adi"), merge.standing());
    }

    private static AwardPartial travelled(AwardPartial partial) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AwardPartialCodec.INSTANCE.write(partial, new DataOutputStream(bytes));
        return AwardPartialCodec.INSTANCE.read(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), bytes.size());
    }
}
