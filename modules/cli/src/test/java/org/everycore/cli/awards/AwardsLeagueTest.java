package org.everycore.cli.awards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.everycore.cli.CliRun;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwardsLeagueTest {
    @TempDir
    Path folder;

    @Test
    void theLogbooksOfADatabaseStandInOrder() {
        Path database = folder.resolve("club.db");
        try (LogStore store = LogStore.open(database)) {
            Logbook one = store.logbook("one");
            one.add(qso("W1AW", "291", "N"));
            one.add(qso("DL1AB", "230", "N"));
            store.logbook("two").add(qso("W1AW", "291", "Y"));
        }
        CliRun run =
                CliRun.of(folder, "awards", "league", "--json", "--entity", "field", "--store", database.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out().strip())
                .isEqualTo(
                        "{\"award\":\"DXCC\",\"by\":\"confirmed\",\"places\":["
                                + "{\"place\":1,\"log\":\"two\",\"worked\":1,\"confirmed\":1,\"achieved\":null,\"next\":100},"
                                + "{\"place\":2,\"log\":\"one\",\"worked\":2,\"confirmed\":0,\"achieved\":null,\"next\":100}]}");
    }

    private static AdifRecord qso(String call, String dxcc, String card) {
        return AdifRecord.of(List.of(
                new AdifField("CALL", call),
                new AdifField("QSO_DATE", "20240101"),
                new AdifField("TIME_ON", "1234"),
                new AdifField("BAND", "20m"),
                new AdifField("MODE", "CW"),
                new AdifField("DXCC", dxcc),
                new AdifField("QSL_RCVD", card)));
    }
}
