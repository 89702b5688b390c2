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

    @Test
    void onlyEntitiesOfTheTableCount() throws IOException {
        JsonNode document = document(
                "{}",
                "<CALL:9>DL1ABC/MM<DXCC:3>999<LOTW_QSL_RCVD:1>Y",
                "<CALL:9>DL1ABC/AM<DXCC:3>998<LOTW_QSL_RCVD:1>Y",
                "<CALL:5>R1ABC<DXCC:1>0<QSL_RCVD:1>Y",
                "<CALL:5>K1ABC<DXCC:3>229<QSL_RCVD:1>Y");
        assertThat(worked(document, "DXCC")).isEqualTo(1);
        assertThat(worked(document, "DXCC_current")).isZero();
        assertThat(worked(document, "DXCC_challenge")).isZero();
    }

    @Test
    void qsosByRepeaterAndInternetDoNotCount() throws IOException {
        String[] modes = {"RPT", "ECH", "IRL", "INTERNET"};
        String[] records = new String[modes.length];
        for (int i = 0; i < modes.length; i++) {
            records[i] = "<CALL:5>K1ABC<GRIDSQUARE:4>FN3" + i + "<STATE:2>CT<DXCC:3>291<LOTW_QSL_RCVD:1>Y<PROP_MODE:"
                    + modes[i].length() + ">" + modes[i];
        }
        JsonNode document = document("{\"awards\": [\"all\"]}", records);
        for (String award : List.of("DXCC", "DXCC_current", "WAS", "FFMA", "DXCC_challenge")) {
            assertThat(worked(document, award)).as(award).isZero();
        }
        assertThat(document.at("/awards/VUCC")).isEmpty();
        assertThat(document.at("/qsos").asInt()).isEqualTo(4);
        assertThat(worked(document("{}", "<CALL:5>K1ABC<DXCC:3>291<PROP_MODE:2>ES"), "DXCC"))
                .isEqualTo(1);
    }

    @Test
    void anAwardHasAFirstDay() throws IOException {
        JsonNode document = document(
                "{}",
                "<CALL:5>K1ABC<DXCC:3>291<QSO_DATE:8>19451114",
                "<CALL:6>DL1ABC<DXCC:2>81<QSO_DATE:8>19451115",
                "<CALL:5>K1ABC<GRIDSQUARE:4>FN31<PROP_MODE:3>SAT<QSO_DATE:8>19821231",
                "<CALL:5>K1ABC<GRIDSQUARE:4>FN32<PROP_MODE:3>SAT<QSO_DATE:8>19830101");
        assertThat(worked(document, "DXCC")).isEqualTo(2);
        assertThat(document.at("/awards/VUCC/SAT/worked").asInt()).isEqualTo(1);
    }

    @Test
    void parksAndSummitsCountByTheirFieldsOrBySig() throws IOException {
        JsonNode document = document(
                "{\"awards\": [\"POTA\", \"SOTA\", \"WWFF\"], \"details\": true}",
                "<CALL:5>K1ABC<SIG:4>POTA<SIG_INFO:7>US-1234",
                "<CALL:5>K2ABC<POTA_REF:6>K-0001",
                "<CALL:5>K3ABC<POTA_REF:7>US-0001",
                "<CALL:5>K4ABC<POTA_REF:7>garbage",
                "<CALL:5>K5ABC<SIG:4>SOTA<SIG_INFO:10>W7W/LC-001",
                "<CALL:5>K6ABC<SIG:4>WWFF<SIG_INFO:8>KFF-0001",
                "<CALL:5>K7ABC<SIG:4>pota<POTA_REF:0><SIG_INFO:21>us-2345@US-CA,US-0002");
        assertThat(keys(document, "POTA")).containsExactly("US-0001", "US-0002", "US-1234", "US-2345");
        assertThat(keys(document, "SOTA")).containsExactly("W7W/LC-001");
        assertThat(keys(document, "WWFF")).containsExactly("KFF-0001");
        assertThat(document.at("/awards/POTA/all/confirmed").asInt()).isEqualTo(4);
        assertThat(document.at("/confirmed_qsos").asInt()).isZero();
    }

    @Test
    void aStateCountsWithItsEntityOnly() throws IOException {
        JsonNode document = document(
                "{\"details\": true}",
                "<CALL:6>KL7ABC<DXCC:1>6<STATE:2>CA",
                "<CALL:6>KH6ABC<DXCC:3>291<STATE:2>HI",
                "<CALL:6>KL7ABD<DXCC:3>006<STATE:2>AK",
                "<CALL:5>W6ABC<DXCC:3>291<STATE:2>CA",
                "<CALL:5>W3ABC<DXCC:3>291<STATE:2>DC");
        assertThat(keys(document, "WAS")).containsExactly("AK", "CA", "MD");
    }

    @Test
    void countiesAreThoseOfTheListHoweverTheyAreSpelt() throws IOException {
        JsonNode document = document(
                "{\"details\": true}",
                "<CALL:5>K1ABC<DXCC:3>291<CNTY:4>UTAH",
                "<CALL:5>K1ABC<DXCC:3>291<CNTY:7>UT,Utah",
                "<CALL:5>K1ABC<DXCC:3>291<CNTY:12>AL,St. Clair",
                "<CALL:5>K1ABC<DXCC:3>291<CNTY:14>AL,SAINT CLAIR",
                "<CALL:5>K1ABC<DXCC:3>291<CNTY:10>IL,De Kalb",
                "<CALL:5>K1ABC<DXCC:3>291<CNTY:9>IL,DEKALB",
                "<CALL:5>K1ABC<DXCC:3>291<CNTY:15>VA,Norfolk City",
                "<CALL:6>KL7ABC<DXCC:1>6<CNTY:18>AK,Aleutians East",
                "<CALL:5>K1ABC<DXCC:3>291<USACA_COUNTIES:25>MA,Franklin:MA,Hampshire");
        assertThat(keys(document, "USCA"))
                .containsExactly(
                        "AK,THIRD JUDICIAL DISTRICT",
                        "AL,ST CLAIR",
                        "IL,DEKALB",
                        "MA,FRANKLIN",
                        "MA,HAMPSHIRE",
                        "UT,UTAH");
    }

    @Test
    void aReportsConfirmationsAreItsServices() throws IOException {
        String record =
                "<CALL:5>K1ABC<DXCC:3>291<QSL_RCVD:1>Y<BAND:3>20m<MODE:2>CW<QSO_DATE:8>20240601<TIME_ON:4>1200<EOR>";
        String lotw = "report\n<PROGRAMID:4>LoTW <EOH>" + record;
        assertThat(confirmed(lotw, "lotw")).isEqualTo(1);
        assertThat(confirmed(lotw, "card")).isZero();
        String inbox = "report\n<PROGRAMID:21>eQSL.cc DownloadInBox <EOH>" + record.replace("<QSL_RCVD:1>Y", "");
        assertThat(confirmed(inbox, "eqsl")).isEqualTo(1);
        assertThat(confirmed(inbox, "card")).isZero();
        String own = "mine\n<PROGRAMID:6>MyProg <EOH>" + record;
        assertThat(confirmed(own, "card")).isEqualTo(1);
        assertThat(confirmed(own, "lotw")).isZero();
        assertThat(confirmed("dcl<EOH>" + record.replace("QSL_RCVD", "DCL_QSL_RCVD"), "dcl"))
                .isEqualTo(1);
    }

    private int confirmed(String log, String source) throws IOException {
        AwardsSpec spec = Awards.spec(
                Files.writeString(folder.resolve("report.adi"), log), "{\"confirm\": [\"" + source + "\"]}");
        return Awards.document(spec, List.of(Awards.reader(spec)))
                .at("/awards/DXCC/all/confirmed")
                .asInt();
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
