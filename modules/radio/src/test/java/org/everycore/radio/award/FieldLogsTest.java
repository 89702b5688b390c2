package org.everycore.radio.award;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.everycore.radio.jobs.AwardsSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Awards of records as programs in the field write them. */
class FieldLogsTest {
    @TempDir
    Path folder;

    @Test
    void zonesAndContinentComeFromTheCallsignWhereNothingIsLogged() throws IOException {
        JsonNode document = document("{}", "<CALL:6>DL1ABC", "<CALL:6>VK3ABC", "<CALL:6>PY2ABC");
        assertThat(worked(document, "DXCC")).isEqualTo(3);
        assertThat(worked(document, "WAZ")).isEqualTo(3);
        assertThat(worked(document, "ITU")).isEqualTo(3);
        assertThat(worked(document, "WAC")).isEqualTo(3);
        assertThat(document.at("/summary/unique_countries").asInt()).isEqualTo(3);
        assertThat(document.at("/report/filled").toString())
                .isEqualTo("{\"DXCC\":3,\"CQZ\":3,\"ITUZ\":3,\"CONT\":3,\"COUNTRY\":3}");
        assertThat(document.at("/report/resolved").toString()).isEqualTo("{\"prefix\":3}");
    }

    @Test
    void whatIsLoggedStands() throws IOException {
        JsonNode document = document(
                "{\"details\": true}",
                "<CALL:6>DL1ABC<CQZ:2>15",
                "<CALL:5>W6ABC<DXCC:3>291",
                "<CALL:5>W6ABD<DXCC:3>291<STATE:2>NY",
                "<CALL:6>KH6ABC<DXCC:3>291",
                "<CALL:6>VK9ABC<DXCC:3>999",
                "<CALL:6>DK1ABC<DXCC:3>227",
                "<CALL:9>DL1ABC/MM");
        assertThat(keys(document, "WAZ")).containsExactly("14", "15", "3", "5");
        assertThat(keys(document, "ITU")).containsExactly("27", "28", "6", "8");
        assertThat(keys(document, "WAC")).containsExactly("EU", "NA");
    }

    @Test
    void takenAsLoggedNothingIsFilled() throws IOException {
        JsonNode document = document("{\"entity\": \"field\"}", "<CALL:6>DL1ABC", "<CALL:5>W6ABC<DXCC:3>291");
        assertThat(worked(document, "DXCC")).isEqualTo(1);
        assertThat(worked(document, "WAZ")).isZero();
        assertThat(document.at("/report/filled")).isEmpty();
    }

    @Test
    void phoneIsPhoneHoweverItIsLogged() throws IOException {
        String[] records = {"USB", "LSB", "C4FM", "DSTAR", "DMR", "FREEDV", "M17"};
        for (int i = 0; i < records.length; i++) {
            records[i] = "<CALL:5>K1AB" + (char) ('A' + i) + "<MODE:" + records[i].length() + ">" + records[i];
        }
        assertThat(document("{}", records).get("qsos_by_group").toString()).isEqualTo("{\"PHONE\":7}");
        assertThat(document("{\"entity\": \"field\"}", records)
                        .get("qsos_by_group")
                        .toString())
                .isEqualTo("{\"PHONE\":7}");
    }

    @Test
    void oneQsoHasOneKeyHoweverItsModeIsLogged() throws IOException {
        JsonNode document = document(
                "{}",
                "<CALL:5>K1ABC<MODE:3>FT4",
                "<CALL:5>K1ABC<MODE:4>MFSK<SUBMODE:3>FT4",
                "<CALL:5>K1ABC<SUBMODE:3>FT4",
                "<CALL:5>K2ABC<MODE:3>USB",
                "<CALL:5>K2ABC<MODE:3>SSB<SUBMODE:3>USB");
        assertThat(document.get("unique_qso_keys").asInt()).isEqualTo(2);
        assertThat(document.get("qsos_by_group").toString()).isEqualTo("{\"DIGITAL\":3,\"PHONE\":2}");
    }

    private JsonNode document(String spec, String... records) throws IOException {
        StringBuilder log = new StringBuilder("made up\n<ADIF_VER:5>3.1.4 <EOH>\n");
        for (String record : records) {
            String mode = record.contains("MODE:") ? "" : "<MODE:2>CW";
            String date = record.contains("QSO_DATE:") ? "" : "<QSO_DATE:8>20240601";
            log.append(record).append(mode).append(date).append("<TIME_ON:4>1200<BAND:3>20m<EOR>\n");
        }
        AwardsSpec parsed = Awards.spec(Files.writeString(folder.resolve("log.adi"), log), spec);
        return Awards.document(parsed, List.of(Awards.reader(parsed)));
    }

    private static int worked(JsonNode document, String award) {
        return document.at("/awards/" + award + "/all/worked").asInt();
    }

    private static List<String> keys(JsonNode document, String award) {
        return document.at("/report/awards/" + award + "/keys").properties().stream()
                .map(java.util.Map.Entry::getKey)
                .toList();
    }
}
