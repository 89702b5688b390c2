package org.everycore.radio.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.LengthUnit;
import org.everycore.radio.adif.ReadRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SotaFormTest {
    private static List<AdifRecord> read(LogForm form, String text) throws IOException {
        List<AdifRecord> records = new ArrayList<>();
        try (RecordSource source = form.open(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ReadRules.DEFAULT, problem -> {})) {
            source.forEachRemaining(records::add);
        }
        return records;
    }

    @Test
    void readsActivationsChasesAndSummitToSummit() throws IOException {
        String log = """
                V2,g4abc/p,G/LD-003,30/12/23,14:30,7.032MHz,cw,DL1ABC,,"fine, thanks"

                V2,G4ABC,,1/2/2024,0905,145MHz,FM,GM4XYZ/P,GM/SS-001
                """;
        assertThat(read(LogForm.CSV, log))
                .containsExactly(
                        AdifRecord.ofPairs(
                                "CALL",
                                "DL1ABC",
                                "QSO_DATE",
                                "20231230",
                                "TIME_ON",
                                "1430",
                                "BAND",
                                "40m",
                                "FREQ",
                                "7.032",
                                "MODE",
                                "CW",
                                "STATION_CALLSIGN",
                                "G4ABC/P",
                                "MY_SOTA_REF",
                                "G/LD-003",
                                "COMMENT",
                                "fine, thanks"),
                        AdifRecord.ofPairs(
                                "CALL",
                                "GM4XYZ/P",
                                "QSO_DATE",
                                "20240201",
                                "TIME_ON",
                                "0905",
                                "BAND",
                                "2m",
                                "MODE",
                                "FM",
                                "STATION_CALLSIGN",
                                "G4ABC",
                                "SOTA_REF",
                                "GM/SS-001"));
        assertThat(read(LogForm.SOTA, log)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "1.8MHz,160m", "3.5MHz,80m", "5MHz,60m", "7MHz,40m", "10MHz,30m", "14MHz,20m", "18MHz,17m", "21MHz,15m",
        "24MHz,12m", "28MHz,10m", "50MHz,6m", "70MHz,4m", "144MHz,2m", "433MHz,70cm", "1240MHz,23cm", "1.2GHz,''",
        "14060kHz,20m", "10GHz,3cm", "2m,2m"
    })
    void bands(String word, String band) throws IOException {
        AdifRecord qso = read(LogForm.SOTA, "V2,A1A,X/Y-001,30/12/23,1430," + word + ",CW,DL1ABC")
                .get(0);
        assertThat(qso.has("BAND") ? qso.get("BAND") : "").isEqualTo(band);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "V2,A,B,30/12/23,1430,7MHz,CW",
                "V2,A,B,30/13/23,1430,7MHz,CW,D",
                "V2,A,B,30/12/23,2460,7MHz,CW,D",
                "V2,A,B,30/12/23,1430,7,CW,D",
                "V2,A,B,30/12/23,1430,7MHz,CW,D\nV1,A,B"
            })
    void whatIsWrongIsNamedWithItsLine(String text) {
        assertThatThrownBy(() -> read(LogForm.SOTA, text))
                .isInstanceOf(ConvertException.class)
                .hasMessageStartingWith("line ");
    }

    @Test
    void whatIsWrittenReadsBack() throws IOException {
        AdifRecord qso = AdifRecord.ofPairs(
                "CALL",
                "DL1ABC",
                "QSO_DATE",
                "20231230",
                "TIME_ON",
                "1430",
                "BAND",
                "40m",
                "MODE",
                "SSB",
                "STATION_CALLSIGN",
                "G4ABC/P",
                "MY_SOTA_REF",
                "G/LD-003",
                "COMMENT",
                "a \"b\", c");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordSink sink = LogForm.SOTA.create(out, List.of(), LengthUnit.CHARACTERS)) {
            sink.header(AdifRecord.of(List.of()));
            sink.record(qso);
            sink.record(AdifRecord.ofPairs("CALL", "DL1ABD", "QSO_DATE", "20231230", "TIME_ON", "1430"));
            assertThat(sink.written()).isEqualTo(1);
        }
        assertThat(read(LogForm.SOTA, out.toString(StandardCharsets.UTF_8))).containsExactly(qso);
    }
}
