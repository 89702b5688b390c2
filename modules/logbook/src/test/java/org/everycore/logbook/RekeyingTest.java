package org.everycore.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.everycore.radio.adif.AdifRecord;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logbooks whose keys follow older rules. */
class RekeyingTest {
    private static final String INSERT = "INSERT INTO qsos (logbook, qso_day, qso_minute, callsign, band, emission,"
            + " grid, dxcc, confirmed, fields) VALUES (1, 20240601, 1200, ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void aSecondImportIntoAnOldLogbookAddsNothing(Dialect dialect) throws SQLException, IOException {
        String file = folder.resolve("log").toString();
        String url = DriverUrl.of(dialect == Dialect.H2 ? file + ".mv.db" : file + ".db");
        Flyway.configure(LogStore.class.getClassLoader())
                .dataSource(url, "", "")
                .locations("classpath:org/everycore/logbook/" + dialect.folder())
                .table("logbook_schema")
                .loggers("slf4j")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target("1")
                .load()
                .migrate();
        AdifRecord[] log = {
            qso("K1ABC", "MODE", "FT4", "BAND", "20m"),
            qso("K1ABC", "MODE", "MFSK", "BAND", "20m", "SUBMODE", "FT4", "LOTW_QSL_RCVD", "Y"),
            qso("K2ABC", "MODE", "USB", "BAND", "20m"),
            qso("K3ABC", "MODE", "FM", "BAND", "2m", "PROP_MODE", "SAT", "SAT_NAME", "AO-7"),
            qso("K4ABC", "MODE", "CW", "BAND", "20m")
        };
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement()) {
            sql.execute("INSERT INTO logbooks (name) VALUES ('A')");
            String[] keys = {"20m', 'FT4", "20m', 'MFSK", "20m', 'USB", "SAT', 'FM", "20m', 'CW"};
            for (int i = 0; i < log.length; i++) {
                sql.execute(INSERT + "'" + log[i].get("CALL") + "', '" + keys[i] + "', '', 291, 0, '"
                        + RecordText.encode(log[i]) + "')");
            }
        }
        StringBuilder adi = new StringBuilder("<EOH>");
        for (AdifRecord qso : log) {
            adi.append(RecordText.encode(qso)).append("<EOR>\n");
        }
        for (int opened = 0; opened < 2; opened++) {
            try (LogStore store = Stores.open(folder, dialect)) {
                Logbook book = store.find("A").orElseThrow();
                assertThat(book.search(QsoQuery.ALL))
                        .extracting(qso ->
                                qso.record().get("CALL") + " " + qso.record().get("MODE") + " "
                                        + qso.record().get("SUBMODE") + " "
                                        + qso.record().get("LOTW_QSL_RCVD"))
                        .containsExactlyInAnyOrder(
                                "K1ABC MFSK FT4 Y", "K2ABC SSB USB null", "K3ABC FM null null", "K4ABC CW null null");
                assertThat(book.revision()).isEqualTo(1);
                ImportReport again = book.importLog(
                        new ByteArrayInputStream(adi.toString().getBytes(StandardCharsets.UTF_8)),
                        ImportOptions.DEFAULT,
                        ImportListener.NONE);
                assertThat(again.added()).isZero();
                assertThat(again.merged()).isZero();
            }
        }
    }

    private static AdifRecord qso(String call, String... more) {
        AdifRecord qso = AdifRecord.ofPairs("CALL", call, "QSO_DATE", "20240601", "TIME_ON", "1200");
        for (int i = 0; i < more.length; i += 2) {
            qso = qso.with(more[i], more[i + 1]);
        }
        return qso;
    }
}
