package org.everycore.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.everycore.jobs.JobId;
import org.everycore.runtime.record.Epoch;
import org.everycore.runtime.record.StaleEpochException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The relational store on a PostgreSQL server, which may also go away for a while. */
@Tag("process")
class PostgresJobStoreTest extends JobStoreContract {
    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws Exception {
        Optional<Path> programs = PostgresServer.programs();
        assumeTrue(programs.isPresent(), "PostgreSQL is not installed (Debian: apt-get install postgresql)");
        server = PostgresServer.start(programs.get());
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            server.remove();
        }
    }

    @BeforeEach
    @Override
    void begin() throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(server.settings().url(), "everycore", "");
                Statement sql = connection.createStatement()) {
            sql.execute("DROP SCHEMA public CASCADE");
            sql.execute("CREATE SCHEMA public");
        }
        super.begin();
    }

    @Override
    JobStore open() {
        return JdbcJobStore.open(server.settings());
    }

    @Test
    void twoSupervisorsAtOnceAndOnlyTheNewerWrites() {
        try (JobStore other = JdbcJobStore.open(server.settings())) {
            get(store.submit(epoch, job("a")));
            Epoch next = get(other.acquireEpoch("other node"));
            refused(() -> get(store.submit(epoch, job("b"))), StaleEpochException.class);
            get(other.submit(next, job("c")));
            refused(
                    () -> get(store.chunkDone(epoch, new JobId("a"), ChunkDone.of(0, 0, bytes("x")))),
                    StaleEpochException.class);
            assertThat(get(other.partials(new JobId("a"), 0, 0, 9))).isEmpty();
        }
    }

    @Test
    void writesWaitWhileTheServerStartsAgain() throws Exception {
        get(store.submit(epoch, job("a")));
        server.down();
        CompletionStage<Submitted> waiting = store.submit(epoch, job("b"));
        server.up();
        assertThat(get(waiting).isNew()).isTrue();
        assertThat(get(store.find(new JobId("a")))).isPresent();
    }
}
