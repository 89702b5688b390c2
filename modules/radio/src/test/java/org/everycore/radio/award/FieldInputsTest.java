package org.everycore.radio.award;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.ReadRules;
import org.everycore.radio.convert.Filter;
import org.everycore.radio.convert.LogForm;
import org.everycore.radio.convert.RecordSource;
import org.everycore.radio.convert.Verbs;
import org.everycore.radio.jobs.AwardsSpec;
import org.everycore.radio.values.ValueRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The made-up inputs of reports from the field, where they lie beside the project, and the values that they should give. */
class FieldInputsTest {
    private Path inputs;

    @BeforeEach
    void find() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("shared/field/radio"))) {
            at = at.getParent();
        }
        assumeTrue(at != null, "no inputs of the field beside the project");
        inputs = at.resolve("shared/field/radio");
    }

    @Test
    void serbianCallsignsAreSerbian() throws IOException {
        assertThat(keys("f01-serbia.adi", "DXCC")).containsExactly("296");
    }

    @Test
    void zonesComeFromTheCallsign() throws IOException {
        JsonNode document = document("f02-wsjtx-zones.adi");
        for (String award : List.of("DXCC", "WAZ", "ITU", "WAC")) {
            assertThat(document.at("/report/awards/" + award + "/worked").asInt())
                    .as(award)
                    .isEqualTo(3);
        }
    }

    @Test
    void noQsoIsLostToALengthThatIsWrong() throws IOException {
        assertThat(calls("f03-overlong.adi")).noneMatch(call -> call.contains("<"));
        assertThat(document("f03-overlong.adi").get("rejected")).isEmpty();
        assertThat(document("f03b-crlf-to-lf.adi").get("rejected")).isEmpty();
        assertThat(document("f10-eoh0-eor0.adi").get("qsos").asInt()).isPositive();
    }

    @Test
    void phoneIsPhone() throws IOException {
        assertThat(document("f05-modes.adi").get("qsos_by_group").has("DIGITAL"))
                .isFalse();
    }

    @Test
    void satellitesAreTold() throws IOException {
        var distinct = Verbs.distinct();
        assertThat(records("f06-sat-log.adi"))
                .as("two satellites in one minute are two QSOs")
                .allMatch(distinct);
    }

    @Test
    void parksCountBySigAndByTheirNewNames() throws IOException {
        assertThat(keys("f08-pota-sig.adi", "POTA")).noneMatch(key -> key.startsWith("K-") || key.equals("GARBAGE"));
        assertThat(keys("f09-dxcc-999.adi", "DXCC")).doesNotContain("999", "998");
        assertThat(document("f14-lotw-report.adi").at("/confirmed_qsos").asInt())
                .isEqualTo(document("f14-lotw-report.adi").get("qsos").asInt());
        assertThat(document("f17-repeaters.adi")
                        .at("/awards/DXCC/all/confirmed")
                        .asInt())
                .isZero();
    }

    @Test
    void timesAreFilledUpBeforeTheyAreCompared() throws IOException {
        Filter early = Filter.parse("TIME_ON<1200");
        assertThat(records("f12-time-filter.adi").stream().filter(early).map(qso -> qso.get("TIME_ON")))
                .contains("115959", "010000");
    }

    @Test
    void listsOfUserDefinedFieldsAreKept() throws IOException {
        try (AdifReader reader = AdifReader.open(inputs.resolve("f13-userdef.adx"), ReadRules.DEFAULT, problem -> {})) {
            assertThat(reader.header().get("USERDEF1")).isEqualTo("SWEATERSIZE,{S,M,L}");
            assertThat(reader.header().get("USERDEF2")).isEqualTo("SHOESIZE,{5:20}");
        }
    }

    @Test
    void oneQsoInTwoSpellingsIsOne() throws IOException {
        var distinct = Verbs.distinct();
        long kept = records("f15-dupes.adi").stream().filter(distinct).count();
        assertThat(kept)
                .isEqualTo(document("f15-dupes.adi").get("unique_qso_keys").asLong());
    }

    @Test
    void aBadLineOfAContestLogCostsThatLine() throws IOException {
        List<String> problems = new ArrayList<>();
        List<AdifRecord> read = new ArrayList<>();
        try (RecordSource log = LogForm.CABRILLO.open(
                inputs.resolve("f16-contest.cbr"), ReadRules.DEFAULT, problem -> problems.add(problem.text()))) {
            log.forEachRemaining(read::add);
        }
        assertThat(read).extracting(qso -> qso.get("CALL")).containsExactly("K1ABC");
        assertThat(problems).hasSize(1);
    }

    @Test
    void eachBadValueIsTold() throws IOException {
        ValueRules rules = new ValueRules(20_260_101);
        assertThat(records("f19-bad-values.adi"))
                .allSatisfy(qso -> assertThat(rules.check(qso)).hasSize(1));
    }

    @Test
    void theMessyLogIsToldRecordByRecord() throws IOException {
        JsonNode document = document("f22-messy.adi");
        assertThat(document.get("qsos").asInt()).isEqualTo(6);
        assertThat(document.get("rejected").toString())
                .isEqualTo("{\"duplicate_field\":1,\"no_call\":1,\"bad_date\":2,\"no_eor_at_end\":1}");
    }

    private JsonNode document(String name) throws IOException {
        AwardsSpec spec = Awards.spec(inputs.resolve(name), "{\"details\": true}");
        return Awards.document(spec, List.of(Awards.reader(spec)));
    }

    private List<String> keys(String name, String award) throws IOException {
        List<String> keys = new ArrayList<>();
        document(name).at("/report/awards/" + award + "/keys").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private List<String> calls(String name) throws IOException {
        return records(name).stream().map(qso -> qso.get("CALL")).toList();
    }

    private List<AdifRecord> records(String name) throws IOException {
        List<AdifRecord> records = new ArrayList<>();
        try (AdifReader reader = AdifReader.open(inputs.resolve(name), ReadRules.DEFAULT, problem -> {})) {
            reader.forEachRemaining(records::add);
        }
        return records;
    }
}
