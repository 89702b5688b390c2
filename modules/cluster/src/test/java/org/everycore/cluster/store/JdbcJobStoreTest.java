package org.everycore.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.JobState;
import org.everycore.runtime.record.Checkpoint;
import org.everycore.runtime.record.DamagedRecordException;
import org.everycore.runtime.record.Epoch;
import org.everycore.runtime.record.StoreUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relational store in an H2 file, and what it does when the file is damaged. */
class JdbcJobStoreTest extends JobStoreContract {
    @TempDir
    Path folder;

    @Override
    JobStore open() {
        return JdbcJobStore.open(settings());
    }

    private StoreSettings settings() {
        return StoreSettings.file(folder.resolve("jobs"));
    }

    private void sql(String statement) throws SQLException {
        store.close();
        try (Connection connection = DriverManager.getConnection(
                        settings().connectionUrl(), settings().user(), "");
                Statement sql = connection.createStatement()) {
            assertThat(sql.executeUpdate(statement)).isEqualTo(1);
        }
        store = open();
    }

    @Test
    void aBitFlippedInAStoredResultIsDetected() throws Exception {
        JobId id = new JobId("a");
        get(store.submit(epoch, job("a")));
        get(store.transition(epoch, id, JobState.RUNNING));
        get(store.finish(epoch, id, success("x")));
        sql("UPDATE jobs SET result_inline = X'79' WHERE id = 'a'");
        assertThatThrownBy(() -> get(store.find(id)))
                .cause()
                .isInstanceOf(DamagedRecordException.class)
                .hasMessageContaining("record a of table jobs");
    }

    @Test
    void aChangedPartialOrCheckpointIsDetected() throws Exception {
        JobId id = new JobId("a");
        get(store.submit(epoch, job("a")));
        get(store.checkpoint(epoch, id, new Checkpoint(1, bytes("w"))));
        get(store.chunkDone(epoch, id, ChunkDone.of(1, 3, bytes("p"))));
        sql("UPDATE chunks SET end_chunk = 5");
        refused(() -> get(store.partials(id, 1, 0, 9)), DamagedRecordException.class);
        assertThatThrownBy(() -> get(store.partials(id, 1, 0, 9))).cause().hasMessageContaining("a/1/3");
        sql("UPDATE checkpoints SET inline = X'00'");
        refused(() -> get(store.recover()), DamagedRecordException.class);
    }

    @Test
    void aRowThatCannotBeReadAtAllIsDamageToo() throws Exception {
        get(store.submit(epoch, job("a")));
        sql("UPDATE jobs SET request = '{'");
        refused(() -> get(store.find(new JobId("a"))), DamagedRecordException.class);
        sql("UPDATE jobs SET state = 'asleep'");
        refused(() -> get(store.recover()), DamagedRecordException.class);
    }

    @Test
    void whatWasAcknowledgedIsThereWithoutAClose() throws Exception {
        get(store.submit(epoch, job("a")));
        // The engine of a killed process never closes its file: what counts is what a copy of it holds right now.
        java.nio.file.Files.copy(folder.resolve("jobs.mv.db"), folder.resolve("copy.mv.db"));
        try (JobStore copy = JdbcJobStore.open(StoreSettings.file(folder.resolve("copy")))) {
            assertThat(get(copy.find(new JobId("a")))).isPresent();
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedByName() throws Exception {
        java.nio.file.Files.writeString(folder.resolve("bad.mv.db"), "this is not a database".repeat(1000));
        StoreSettings bad = new StoreSettings(
                StoreSettings.file(folder.resolve("bad")).url(), "everycore", "", 1, Duration.ofSeconds(1), 0);
        assertThatThrownBy(() -> JdbcJobStore.open(bad))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("bad");
    }

    @Test
    void aNearlyFullDiskRefusesJobsBeforeItIsFull() {
        StoreSettings file = StoreSettings.file(folder.resolve("full"));
        StoreSettings greedy = new StoreSettings(
                file.url(), file.user(), file.password(), file.readers(), file.patience(), Long.MAX_VALUE);
        try (JobStore full = JdbcJobStore.open(greedy)) {
            Epoch first = get(full.acquireEpoch("here"));
            refused(() -> get(full.submit(first, job("a"))), StoreUnavailableException.class);
            assertThat(get(full.find(new JobId("a")))).isEmpty();
        }
    }

    @Test
    void aClosedStoreRefusesEverything() {
        store.close();
        refused(() -> get(store.submit(epoch, job("a"))), StoreUnavailableException.class);
        refused(() -> get(store.find(new JobId("a"))), StoreUnavailableException.class);
    }
}
