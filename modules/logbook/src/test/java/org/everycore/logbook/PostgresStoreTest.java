package org.everycore.logbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.LengthUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs a PostgreSQL database: TEST_PG_URL, TEST_PG_USER and TEST_PG_PASSWORD say which. */
@Tag("process")
class PostgresStoreTest {
    private final String name = "test " + UUID.randomUUID();
    private LogStore store;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        String url = System.getenv("TEST_PG_URL");
        assumeTrue(url != null, "TEST_PG_URL is not set");
        store = LogStore.open(
                url,
                System.getenv().getOrDefault("TEST_PG_USER", ""),
                System.getenv().getOrDefault("TEST_PG_PASSWORD", ""));
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.logbooks().stream().filter(l -> l.name().startsWith(name)).forEach(l -> store.drop(l.name()));
            store.close();
        }
    }

    @Test
    void severalWritersLeaveWhatOneWouldLeave() throws IOException {
        Path log = Files.writeString(folder.resolve("log.adi"), Stores.adi(3000) + Stores.adi(500));
        Logbook book = store.logbook(name);
        ImportOptions small = ImportOptions.DEFAULT.withBatch(200);
        ImportReport first = book.importLog(log, small, ImportListener.NONE);
        assertThat(first.added()).isEqualTo(3000);
        assertThat(first.duplicates()).isEqualTo(500);
        List<AdifRecord> stored = LogImportTest.records(book);
        ImportReport second = book.importLog(log, small, ImportListener.NONE);
        assertThat(second.added()).isZero();
        assertThat(LogImportTest.records(book)).isEqualTo(stored);
        try (LogStore sqlite = Stores.open(folder, Dialect.SQLITE)) {
            Logbook other = sqlite.logbook("A");
            other.importLog(log, small, ImportListener.NONE);
            assertThat(LogImportTest.records(other)).isEqualTo(stored);
            assertThat(other.stats()).isEqualTo(book.stats());
        }
    }

    @Test
    void valuesThatCopyAndTextColumnsDislikeSurvive() throws IOException {
        Logbook book = store.logbook(name);
        AdifRecord odd = Stores.qso("W1AW", "20m", "CW", "20200101", "1200", "NOTES", "a\tb\\n\\.\r\n\\N \u0001 ß短");
        AdifRecord nul = Stores.qso("W1AW", "20m", "CW", "20200101", "1201", "NOTES", "x\0y");
        assertThat(book.add(odd)).isEqualTo(Added.NEW);
        assertThat(book.add(nul)).isEqualTo(Added.NEW);
        Path log = folder.resolve("odd.adi");
        try (var out = Files.newOutputStream(log)) {
            book.export(QsoQuery.ALL.withPage(1, 0), out, LengthUnit.CHARACTERS);
        }
        Logbook again = store.logbook(name + " again");
        again.importLog(log, ImportOptions.DEFAULT, ImportListener.NONE);
        assertThat(LogImportTest.records(again)).isEqualTo(List.of(odd));
        assertThat(LogImportTest.records(book)).isEqualTo(List.of(odd, nul));
    }

    @Test
    void mergesWhatSeveralRecordsTell() {
        Logbook book = store.logbook(name);
        AdifRecord qso = Stores.qso("W1AW", "20m", "CW", "20200101", "1200");
        book.add(qso);
        assertThat(book.add(qso.with("LOTW_QSL_RCVD", "Y"))).isEqualTo(Added.MERGED);
        assertThat(book.stats().confirmed()).isEqualTo(1);
        assertThat(book.search(QsoQuery.ALL.withCall("w*").withGrid(""))).hasSize(1);
    }
}
