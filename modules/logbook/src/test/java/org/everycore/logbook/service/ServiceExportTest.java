package org.everycore.logbook.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.QsoQuery;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.ReadRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceExportTest {
    @TempDir
    Path folder;

    private LogStore store;
    private Logbook log;

    @BeforeEach
    void open() {
        store = LogStore.open(folder.resolve("log.db"));
        log = store.logbook("DL1XYZ");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void add(String call, String... more) {
        AdifRecord qso = AdifRecord.ofPairs(
                "CALL", call, "QSO_DATE", "20240131", "TIME_ON", "1200", "BAND", "20m", "MODE", "CW");
        for (int i = 0; i < more.length; i += 2) {
            qso = more[i + 1].isEmpty() ? qso.without(more[i]) : qso.with(more[i], more[i + 1]);
        }
        log.add(qso);
    }

    private static List<AdifRecord> records(byte[] adi) throws IOException {
        List<AdifRecord> records = new ArrayList<>();
        try (AdifReader reader =
                AdifReader.of(new ByteArrayInputStream(adi), ReadRules.DEFAULT, problem -> assertThat(problem)
                        .isNull())) {
            reader.forEachRemaining(records::add);
        }
        return records;
    }

    private ServiceExport export(String service, boolean all) {
        return new ServiceExport(Service.named(service), QsoQuery.ALL, "dl1xyz", all);
    }

    @Test
    void lotwTakesWhatItTakesAndOnce() throws IOException {
        add("W1AW", "COMMENT", "private", "GRIDSQUARE", "FN31");
        add("W2AW", "MODE", "FT4");
        add("W3AW", "LOTW_QSL_SENT", "Y");
        add("W4AW", "LOTW_QSL_RCVD", "Y");
        add("W5AW", "PROP_MODE", "RPT");
        add("W6AW", "PROP_MODE", "SAT");
        add("W7AW", "SAT_NAME", "AO07");
        add("W8AW", "BAND", "", "FREQ", "7.02");
        add("W9AW", "LOTW_QSL_SENT", "I");
        add("HELLO");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ServiceExport.Written written = export("lotw", false).to(out, log, () -> false);
        assertThat(written.qsos()).isEqualTo(4);
        assertThat(written.sent()).isEqualTo(3);
        assertThat(written.refused())
                .isEqualTo(Map.of(
                        "by repeater or internet", 1L,
                        "by a satellite without a name", 1L,
                        "with a call that is none", 1L));
        List<AdifRecord> records = records(out.toByteArray());
        assertThat(records).extracting(r -> r.get("CALL")).containsExactlyInAnyOrder("W1AW", "W2AW", "W7AW", "W8AW");
        assertThat(records).allMatch(r -> "DL1XYZ".equals(r.get("STATION_CALLSIGN")) && !r.has("COMMENT"));
        assertThat(records)
                .anyMatch(r -> r.get("CALL").equals("W2AW")
                        && r.get("MODE").equals("MFSK")
                        && r.get("SUBMODE").equals("FT4"))
                .anyMatch(r -> r.get("CALL").equals("W7AW")
                        && r.get("SAT_NAME").equals("AO-7")
                        && r.get("PROP_MODE").equals("SAT"))
                .anyMatch(r -> r.get("CALL").equals("W8AW") && r.get("BAND").equals("40m"));

        assertThat(export("lotw", false).mark(log, "20240201")).isEqualTo(4);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        assertThat(export("lotw", false).to(again, log, () -> false).qsos()).isZero();
        assertThat(export("lotw", true).to(again, log, () -> false).qsos()).isEqualTo(7);
        assertThat(log.search(QsoQuery.ALL.withCall("W1AW")).get(0).record())
                .satisfies(r -> assertThat(r.get("LOTW_QSL_SENT")).isEqualTo("Y"))
                .satisfies(r -> assertThat(r.get("LOTW_QSLSDATE")).isEqualTo("20240201"));
        assertThat(log.undo()).isPresent();
        assertThat(export("lotw", false).to(again, log, () -> false).qsos()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "eqsl,EQSL_QSL_SENT,N,true",
        "eqsl,EQSL_QSL_SENT,Q,true",
        "eqsl,EQSL_QSL_SENT,Y,false",
        "clublog,CLUBLOG_QSO_UPLOAD_STATUS,M,true",
        "clublog,CLUBLOG_QSO_UPLOAD_STATUS,Y,false",
        "qrz,QRZCOM_QSO_UPLOAD_STATUS,N,true",
        "qrz,QRZCOM_QSO_UPLOAD_STATUS,Y,false"
    })
    void whatIsStillToBeSent(String service, String field, String status, boolean pending) {
        assertThat(Service.named(service).pending(AdifRecord.ofPairs(field, status)))
                .isEqualTo(pending);
    }

    @Test
    void aFileForEachParkAndARecordForEachParkOfTheOther() throws IOException {
        add("W1AW", "MY_POTA_REF", "US-0001@US-CA,US-0002", "POTA_REF", "US-0100,US-0101");
        add("W2AW", "MY_SIG", "POTA", "MY_SIG_INFO", "us-0001", "QSO_DATE", "20240130");
        add("W3AW", "POTA_REF", "US-0003");
        Path parks = folder.resolve("parks");
        Files.createDirectories(parks);
        ServiceExport.Written written = export("pota", false).toFolder(parks, log, () -> false);
        assertThat(written.qsos()).isEqualTo(2);
        assertThat(written.refused()).isEqualTo(Map.of("without a park of one's own", 1L));
        assertThat(written.files())
                .isEqualTo(Map.of(
                        parks.resolve("DL1XYZ@US-0001-20240130.adi"), 3L,
                        parks.resolve("DL1XYZ@US-0002-20240131.adi"), 2L));
        assertThat(records(Files.readAllBytes(parks.resolve("DL1XYZ@US-0002-20240131.adi"))))
                .extracting(r -> r.get("MY_SIG_INFO") + " " + r.get("SIG_INFO"))
                .containsExactly("US-0002 US-0100", "US-0002 US-0101");
    }

    @Test
    void summitsAsSotasOwnCsv() throws IOException {
        add("W1AW", "MY_SOTA_REF", "dm/bw-001", "SOTA_REF", "W6/CT-001", "COMMENT", "fb, \"73\"");
        add("W2AW", "SOTA_REF", "W6/CT-002", "MODE", "FT8", "BAND", "70cm", "STATION_CALLSIGN", "DL1XYZ/P");
        add("W3AW");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ServiceExport.Written written = export("sota", false).to(out, log, () -> false);
        assertThat(written.qsos()).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("V2,DL1XYZ,DM/BW-001,31/01/24,1200,14MHz,CW,W1AW,W6/CT-001,\"fb, \"\"73\"\"\"\r\n"
                        + "V2,DL1XYZ/P,,31/01/24,1200,433MHz,Data,W2AW,W6/CT-002,\r\n");
    }
}
