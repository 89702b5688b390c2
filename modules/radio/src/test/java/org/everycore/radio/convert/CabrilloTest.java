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
import org.everycore.radio.adif.OnDuplicate;
import org.everycore.radio.adif.Problem;
import org.everycore.radio.adif.ReadRules;
import org.everycore.radio.adif.Reason;
import org.junit.jupiter.api.Test;

class CabrilloTest {
    private static final String LOG = """
            START-OF-LOG: 3.0
            CALLSIGN: DL1ABC
            CONTEST: CQ-WW-CW
            CATEGORY-OPERATOR: SINGLE-OP
            CREATED-BY: hand
            QSO: 14025 CW 2020-11-28 1200 DL1ABC        599 14     W1AW          599 5      0
            QSO:  7005 CW 2020-11-28 1201 DL1ABC        599 14     5B4AAB        599 20     1
            X-QSO: 144 CW 2020-11-28 1202 DL1ABC        599 14     G3ABC         599 14     0
            END-OF-LOG:
            """;

    @Test
    void aQsoLineBecomesFields() {
        List<AdifRecord> log = LogFormTest.read(LogForm.CABRILLO, LOG);
        assertThat(log).hasSize(3);
        assertThat(log.get(0))
                .isEqualTo(AdifRecord.ofPairs(
                        "CALL",
                        "W1AW",
                        "FREQ",
                        "14.025",
                        "BAND",
                        "20m",
                        "MODE",
                        "CW",
                        "QSO_DATE",
                        "20201128",
                        "TIME_ON",
                        "1200",
                        "STATION_CALLSIGN",
                        "DL1ABC",
                        "RST_SENT",
                        "599",
                        "STX",
                        "14",
                        "STX_STRING",
                        "14",
                        "RST_RCVD",
                        "599",
                        "SRX",
                        "5",
                        "SRX_STRING",
                        "5",
                        "CONTEST_ID",
                        "CQ-WW-CW",
                        "APP_EVERYCORE_TRANSMITTER",
                        "0"));
        assertThat(log.get(2).get("BAND")).isEqualTo("2m");
        assertThat(log.get(2).has("FREQ")).isFalse();
        assertThat(log.get(2).get("APP_EVERYCORE_XQSO")).isEqualTo("Y");
    }

    @Test
    void whatWasReadIsWrittenAgain() throws IOException {
        var out = new ByteArrayOutputStream();
        try (RecordSource source = LogForm.CABRILLO.open(
                        new ByteArrayInputStream(LOG.getBytes(StandardCharsets.UTF_8)),
                        ReadRules.of(OnDuplicate.STRICT),
                        p -> {});
                RecordSink sink = LogForm.CABRILLO.create(out, List.of(), LengthUnit.CHARACTERS)) {
            sink.header(source.header());
            Verbs.copy(source, sink);
        }
        assertThat(squeezed(out.toString(StandardCharsets.UTF_8))).isEqualTo(squeezed(LOG));
    }

    @Test
    void exchangesWithoutReportKeepTheirWords() {
        String line =
                "CONTEST: ARRL-SS-CW\nQSO: 14025 CW 2020-11-07 2100 W1AW 123 A W1AW 71 CT K5ZD 599 B K5ZD 73 WMA\n";
        AdifRecord qso = LogFormTest.read(LogForm.CABRILLO, line).get(0);
        assertThat(qso.get("CALL")).isEqualTo("K5ZD");
        assertThat(qso.get("STX_STRING")).isEqualTo("123 A W1AW 71 CT");
        assertThat(qso.get("SRX_STRING")).isEqualTo("599 B K5ZD 73 WMA");
        assertThat(qso.has("RST_RCVD")).isFalse();
    }

    @Test
    void modesThatAdifLacksSurvive() {
        String line = "QSO: 14070 DG 2020-11-07 2100 W1AW 599 1 K5ZD 599 2\n";
        AdifRecord qso = LogFormTest.read(LogForm.CABRILLO, line).get(0);
        assertThat(qso.has("MODE")).isFalse();
        assertThat(new String(LogFormTest.write(LogForm.CABRILLO, List.of(), List.of(qso)), StandardCharsets.UTF_8))
                .contains("14070 DG 2020-11-07 2100 W1AW");
        AdifRecord ft8 = AdifRecord.ofPairs(
                "CALL",
                "K5ZD",
                "BAND",
                "40m",
                "MODE",
                "FT8",
                "QSO_DATE",
                "20200101",
                "TIME_ON",
                "120130",
                "STATION_CALLSIGN",
                "W1AW",
                "STX",
                "7");
        assertThat(new String(LogFormTest.write(LogForm.CABRILLO, List.of(), List.of(ft8)), StandardCharsets.UTF_8))
                .contains("QSO:  7000 DG 2020-01-01 1201 W1AW          7      K5ZD");
    }

    @Test
    void saysWhichLineOrQsoIsWrong() throws IOException {
        List<Problem> problems = new ArrayList<>();
        String log = """
                START-OF-LOG: 3.0
                QSO: 14025 CW
                hello
                QSO: x CW 2020-11-07 2100 W1AW 1 K5ZD 2
                QSO: 14025 CW 2020-11-07 21:00 W1AW 1 K5ZD 2
                QSO: 14025 CW 2020-11-07 2100 W1AW 1 K5ZD 2
                """;
        List<AdifRecord> read = new ArrayList<>();
        try (RecordSource source = LogForm.CABRILLO.open(
                new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), ReadRules.DEFAULT, problems::add)) {
            source.forEachRemaining(read::add);
        }
        assertThat(read).as("a bad line costs that line").hasSize(1);
        assertThat(problems).extracting(Problem::line).containsExactly(2L, 3L, 4L, 5L);
        assertThat(problems).extracting(Problem::reason).containsOnly(Reason.BAD_LINE);
        assertThat(problems.get(0).text()).contains("at least 7 columns");
        assertThat(problems.get(1).text()).contains("no tag");
        assertThat(problems.get(2).text()).contains("neither a frequency nor a band");
        assertThat(problems.get(3).text()).contains("is not hhmm");
        AdifRecord bare = AdifRecord.ofPairs("CALL", "K5ZD", "QSO_DATE", "20200101", "TIME_ON", "1200");
        assertThatThrownBy(() -> LogFormTest.write(LogForm.CABRILLO, List.of(), List.of(bare)))
                .hasMessageContaining("K5ZD")
                .hasMessageContaining("FREQ or BAND");
    }

    private static String squeezed(String text) {
        return text.replaceAll(" +", " ").replaceAll(" \n", "\n");
    }
}
