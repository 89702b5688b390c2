package org.everycore.radio.adif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people hand over as logs and is none, and parts of logs that stand where they should not. */
class OtherFormsTest {
    @TempDir
    Path folder;

    @Test
    void logsOfAnotherFormAreNamedAsSuch() throws IOException {
        refused("{\"logs\": [\"a.adi\"]}", "is JSON");
        refused("START-OF-LOG: 3.0\nCONTEST: CQ-WW-CW\n", "is a Cabrillo log");
        refused("CALL,QSO_DATE,TIME_ON\nK1ABC,20240101,1200\n", "comma-separated");
        refused("CALL\tQSO_DATE\tTIME_ON\nK1ABC\t20240101\t1200\n", "tab-separated");
        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Path file = Files.write(folder.resolve("log"), "<CALL:5>K1ABC<EOR>".getBytes(charset));
            assertThatThrownBy(() -> LogFormat.of(file)).isInstanceOf(NotALogException.class);
        }
    }

    private void refused(String text, String as) throws IOException {
        Path file = Files.writeString(folder.resolve("log"), text);
        assertThatThrownBy(() -> LogFormat.of(file))
                .isInstanceOf(NotALogException.class)
                .hasMessageContaining(as);
    }

    @Test
    void headerFieldsWithoutAnEndOfHeaderAreNoFieldsOfTheFirstQso() throws IOException {
        String log =
                "<ADIF_VER:5>3.1.4<PROGRAMID:4>Mine<USERDEF1:4:N>SHOE<CALL:5>K1ABC<QSO_DATE:8>20240101<TIME_ON:4>1200"
                        + "<EOR><CALL:5>K2ABC<QSO_DATE:8>20240101<TIME_ON:4>1200<PROGRAMID:1>X<EOR>";
        Path file = Files.writeString(folder.resolve("log.adi"), log);
        try (AdifReader reader = AdifReader.open(file, ReadRules.DEFAULT, problem -> {})) {
            assertThat(reader.header())
                    .isEqualTo(AdifRecord.of(List.of(
                            new AdifField("ADIF_VER", "3.1.4"),
                            new AdifField("PROGRAMID", "Mine"),
                            new AdifField("USERDEF1", 'N', "SHOE"))));
            assertThat(reader.next())
                    .isEqualTo(AdifRecord.ofPairs("CALL", "K1ABC", "QSO_DATE", "20240101", "TIME_ON", "1200"));
            assertThat(reader.next().get("PROGRAMID"))
                    .as("later it is a field like any other")
                    .isEqualTo("X");
        }
    }

    @Test
    void listsAndRangesOfUserDefinedFieldsSurviveBothForms() throws IOException {
        String adx =
                "<?xml version=\"1.0\"?><ADX><HEADER><USERDEF FIELDID=\"1\" TYPE=\"E\" ENUM=\"{S,M,L}\">SweaterSize"
                        + "</USERDEF><USERDEF FIELDID=\"2\" TYPE=\"N\" RANGE=\"{5:20}\">SHOESIZE</USERDEF></HEADER><RECORDS>"
                        + "</RECORDS></ADX>";
        Path file = Files.writeString(folder.resolve("log.adx"), adx);
        AdifRecord header;
        try (AdifReader reader = AdifReader.open(file, ReadRules.DEFAULT, problem -> {})) {
            header = reader.header();
        }
        assertThat(header.get("USERDEF1")).isEqualTo("SweaterSize,{S,M,L}");
        assertThat(header.get("USERDEF2")).isEqualTo("SHOESIZE,{5:20}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AdxWriter writer = new AdxWriter(out)) {
            writer.header(header);
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("<USERDEF FIELDID=\"1\" TYPE=\"E\" ENUM=\"{S,M,L}\">SweaterSize</USERDEF>")
                .contains("<USERDEF FIELDID=\"2\" TYPE=\"N\" RANGE=\"{5:20}\">SHOESIZE</USERDEF>");
    }

    @Test
    void rejectedRecordsAreGivenToWhoMendsThem() throws IOException {
        String log = "<EOH><CALL:5>K1ABC<QSO_DATE:10>2024-01-01<TIME_ON:4>1200<EOR><CALL:5>K2ABC<QSO_DATE:8>20240101"
                + "<TIME_ON:4>1200<BAND:3>20m<BAND:3>40m<EOR><CALL:5>K3ABC<QSO_DATE:8>20240101<TIME_ON:4>1200";
        Path file = Files.writeString(folder.resolve("log.adi"), log);
        List<String> given = new ArrayList<>();
        try (AdifReader reader = AdifReader.open(file, ReadRules.DEFAULT, problem -> {})) {
            reader.withRejected();
            while (reader.hasNext()) {
                AdifRecord record = reader.next();
                given.add(record.get("CALL") + " "
                        + reader.rejectedFor().map(Reason::key).orElse("") + " "
                        + reader.fieldsAsLogged().size());
            }
            assertThat(reader.accepted()).isZero();
        }
        assertThat(given).containsExactly("K1ABC bad_date 3", "K2ABC duplicate_field 5", "K3ABC no_eor_at_end 3");
    }
}
