package org.everycore.logbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Database files and URLs made by a stranger: what would run is refused before a driver runs it. */
class HostileDatabaseTest {
    private static final String RAN = "everycore.test.ran";
    private static final String SOURCE = "System.setProperty(\"" + RAN + "\", \"yes\");";

    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void nothingRan() {
        System.clearProperty(RAN);
    }

    private Path h2(String settings, String... statements) throws SQLException {
        Path file = folder.resolve("log.mv.db");
        LogStore.open(file).close();
        String url = "jdbc:h2:file:" + folder.resolve("log") + ";MODE=PostgreSQL" + settings;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        System.clearProperty(RAN);
        return file;
    }

    private static void refused(Path file) {
        assertThatThrownBy(() -> LogStore.open(file).close())
                .isInstanceOf(LogbookException.class)
                .hasMessageContaining(file.getFileName().toString());
        assertThat(System.getProperty(RAN)).as("the file's code").isNull();
    }

    @Test
    void anH2FileWithATriggerOfSourceIsRefusedBeforeItRuns() throws Exception {
        refused(h2(
                "",
                "create trigger t before insert on qsos as 'org.h2.api.Trigger create() { " + SOURCE
                        + " return new org.h2.api.Trigger() { public void fire(java.sql.Connection c, Object[] o,"
                        + " Object[] n) {} }; }'"));
    }

    @Test
    void aPackedOneTooAndOneThatHidesBehindQuotes() throws Exception {
        refused(h2(
                ";COMPRESS=TRUE",
                "create alias f as 'int f() { " + SOURCE + " return 1; }'",
                "create table \"x'\" (a int default f(), \"y'\" int)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create alias f for 'java.lang.System.getProperty(java.lang.String)'",
                "create table leak (a varchar default file_read('/etc/hostname', 'UTF-8'))",
                "create table leak (a varchar generated always as (file_read('/etc/hostname', null)))",
                "create table leak (a int check (a > length(file_read('/etc/hostname', null))))",
                "create view leak as select * from csvread('/etc/hostname')",
                "create linked table leak('', 'jdbc:h2:mem:other', '', '', 'INFORMATION_SCHEMA.TABLES')",
                "create domain d as int default 3",
                "create aggregate a for 'java.lang.Object'",
                "create synonym s for qsos",
                "create table \"hides'\" (a varchar default file_read('/etc/hostname', null), \"b'\" int)",
                "set database_event_listener 'org.everycore.logbook.Nothing'"
            })
    void whateverNoLogbookHasIsRefused(String statement) throws Exception {
        Path file;
        try {
            file = h2("", statement);
        } catch (SQLException e) {
            return; // the engine itself does not take it
        }
        refused(file);
    }

    @Test
    void ownFilesOpenAgainAndAgain() throws Exception {
        for (String name : List.of("a.mv.db", "a.db")) {
            for (int i = 0; i < 3; i++) {
                try (LogStore store = LogStore.open(folder.resolve(name))) {
                    store.logbook("book " + i);
                    assertThat(store.logbooks()).hasSize(i + 1);
                }
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("a"));
                Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
        LogStore.open(folder.resolve("a.mv.db")).close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create trigger t after insert on qsos begin delete from qsos; end",
                "create view v as select * from qsos",
                "create virtual table v using fts5(a)"
            })
    void aSqliteFileThatActsByItselfIsRefused(String statement) throws Exception {
        Path file = folder.resolve("log.db");
        LogStore.open(file).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
        refused(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://127.0.0.1:9/x.sql'",
                "jdbc:h2:file:/tmp/x;init=create alias f for 'java.lang.System.exit(int)'",
                "jdbc:h2:file:/tmp/x;TRACE_LEVEL_FILE=4",
                "jdbc:h2:file:/tmp/x;DATABASE_EVENT_LISTENER='evil'",
                "jdbc:h2:tcp://127.0.0.1:9/x",
                "jdbc:h2:zip:/tmp/x.zip!/x",
                "jdbc:h2:file:nio:/tmp/x",
                "jdbc:sqlite::resource:http://127.0.0.1:9/x.db",
                "jdbc:sqlite:file:/tmp/x.db?vfs=evil",
                "jdbc:sqlite:/tmp/x.db?enable_load_extension=true",
                "jdbc:postgresql://127.0.0.1:9/x?socketFactory=evil.Factory",
                "jdbc:postgresql://127.0.0.1:9/x?sslfactory=evil.Factory&sslfactoryarg=file:/tmp/x",
                "jdbc:postgresql://127.0.0.1:9/x?loggerLevel=TRACE&loggerFile=/tmp/x",
                "jdbc:postgresql://127.0.0.1:9/x?sslpasswordcallback=evil.Callback",
                "jdbc:postgresql://127.0.0.1:9/x?authenticationPluginClassName=evil.Plugin",
                "jdbc:postgresql://127.0.0.1:9/x?service=evil",
                "jdbc:mysql://127.0.0.1:9/x",
                "log;INIT=RUNSCRIPT FROM 'x' .mv.db"
            })
    void aUrlThatMakesADriverDoMoreIsRefused(String place) {
        assertThatThrownBy(() -> LogStore.open(place).close()).isInstanceOf(LogbookException.class);
    }

    @Test
    void damagedFilesAreRefusedInWordsWhateverIsDamaged() throws Exception {
        Random random = new Random(7);
        Path h2 = folder.resolve("good.mv.db");
        Path sqlite = folder.resolve("good.db");
        for (Path good : List.of(h2, sqlite)) {
            try (LogStore store = LogStore.open(good)) {
                store.logbook("a");
            }
            byte[] bytes = Files.readAllBytes(good);
            for (int round = 0; round < Integer.getInteger("everycore.fuzz.rounds", 40); round++) {
                byte[] broken = damaged(bytes.clone(), random);
                Path file = Files.write(folder.resolve("bad-" + good.getFileName()), broken);
                try (LogStore store = LogStore.open(file)) {
                    store.logbooks();
                } catch (LogbookException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
                clean("bad-good");
            }
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        int hits = 1 + random.nextInt(64);
        for (int i = 0; i < hits; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(4) == 0) {
            byte[] word = "CREATE ALIAS F AS 'int f() { return 1; }'".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(word, 0, bytes, random.nextInt(bytes.length - word.length), word.length);
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private void clean(String beginning) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(beginning)) {
                    Files.delete(file);
                }
            }
        }
    }
}
