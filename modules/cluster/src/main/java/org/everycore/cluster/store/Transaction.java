package org.everycore.cluster.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.JobState;
import org.everycore.runtime.record.Checkpoint;
import org.everycore.runtime.record.Epoch;
import org.everycore.runtime.record.JobStateException;
import org.everycore.runtime.record.StaleEpochException;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.record.UnknownJobException;

/**
 * The writes of one database transaction, under the lock of the fence row. Chunks gather in one batch, which goes out before
 * anything that might read or remove them. Used by the writing thread alone.
 */
final class Transaction implements AutoCloseable {
    private final Connection connection;
    private final Map<JobId, Known> known;
    private final Map<JobId, Known> changed = new HashMap<>();
    private long epoch;
    private PreparedStatement chunkBatch;
    private int batched;

    /** What chunk writes must know of a job without asking the database each time. */
    record Known(JobState state, int round) {}

    /** @param known what earlier transactions of this epoch learned; brought up to date by {@link #commit} */
    Transaction(Connection connection, Map<JobId, Known> known) throws SQLException {
        this.connection = connection;
        this.known = known;
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT epoch FROM fence WHERE id = 1 FOR UPDATE");
                ResultSet row = statement.executeQuery()) {
            row.next();
            epoch = row.getLong(1);
        }
    }

    long epoch() {
        return epoch;
    }

    void requireCurrent(Epoch writer) {
        if (writer.number() != epoch) {
            throw new StaleEpochException(writer, epoch);
        }
    }

    Epoch nextEpoch(String holder, Instant now) throws SQLException {
        epoch++;
        known.clear();
        changed.clear();
        update("UPDATE fence SET epoch = ? WHERE id = 1", statement -> statement.setLong(1, epoch));
        update("INSERT INTO epochs (epoch, holder, acquired_at) VALUES (?, ?, ?)", statement -> {
            statement.setLong(1, epoch);
            statement.setString(2, holder);
            statement.setLong(3, now.toEpochMilli());
        });
        return new Epoch(epoch);
    }

    EpochLease lease() throws SQLException {
        return EpochLease.read(connection);
    }

    void lease(String holder, Duration lease) throws SQLException {
        update("UPDATE fence SET holder = ? WHERE id = 1", statement -> statement.setString(1, holder));
        renew(lease);
    }

    void renew(Duration lease) throws SQLException {
        update(
                "UPDATE fence SET leased_until = " + EpochLease.NOW + " + ? WHERE id = 1",
                statement -> statement.setLong(1, lease.toMillis()));
    }

    Optional<StoredJob> find(JobId id) throws SQLException {
        return JobQueries.find(connection, id);
    }

    StoredJob require(JobId id) throws SQLException {
        return find(id).orElseThrow(() -> new UnknownJobException(id));
    }

    void insert(StoredJob job) throws SQLException {
        update(
                "INSERT INTO jobs (" + Rows.JOB_COLUMNS
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                statement -> Rows.setJob(statement, job));
        changed.put(job.id(), new Known(job.state(), 0));
    }

    void replace(StoredJob job) throws SQLException {
        update(
                "UPDATE jobs SET id = ?, kind = ?, request = ?, strategy = ?, family = ?, inputs = ?, submitted_at = ?,"
                        + " submitted_by = ?, state = ?, started_at = ?, ended_at = ?, error = ?, report = ?,"
                        + " result_sha256 = ?, result_bytes = ?, result_media = ?, result_name = ?, result_inline = ?,"
                        + " row_hash = ? WHERE id = ?",
                statement -> {
                    Rows.setJob(statement, job);
                    statement.setString(20, job.id().value());
                });
        changed.put(job.id(), new Known(job.state(), known(job.id()).round()));
    }

    void chunk(JobId id, ChunkDone chunk) throws SQLException {
        Known job = known(id);
        if (job.state().terminal()) {
            throw new JobStateException(id, job.state(), "given chunks");
        }
        if (chunk.round() < job.round()) {
            return;
        }
        if (chunkBatch == null) {
            chunkBatch = connection.prepareStatement("INSERT INTO chunks (" + Rows.CHUNK_COLUMNS
                    + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
        }
        Rows.setChunk(chunkBatch, id, chunk);
        chunkBatch.addBatch();
        batched++;
    }

    void checkpoint(JobId id, Checkpoint checkpoint) throws SQLException {
        Known job = known(id);
        if (job.state().terminal()) {
            throw new JobStateException(id, job.state(), "given a checkpoint");
        }
        if (checkpoint.round() < job.round()) {
            return;
        }
        flush();
        update("DELETE FROM checkpoints WHERE job_id = ?", statement -> statement.setString(1, id.value()));
        update(
                "INSERT INTO checkpoints (" + Rows.CHECKPOINT_COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)",
                statement -> Rows.setCheckpoint(statement, id, checkpoint));
        update("DELETE FROM chunks WHERE job_id = ? AND round < ?", statement -> {
            statement.setString(1, id.value());
            statement.setInt(2, checkpoint.round());
        });
        changed.put(id, new Known(job.state(), checkpoint.round()));
    }

    /** Removes chunks and checkpoint. */
    void forget(JobId id) throws SQLException {
        flush();
        update("DELETE FROM chunks WHERE job_id = ?", statement -> statement.setString(1, id.value()));
        update("DELETE FROM checkpoints WHERE job_id = ?", statement -> statement.setString(1, id.value()));
        changed.put(id, new Known(known(id).state(), 0));
    }

    int purge(Instant endedBefore) throws SQLException {
        return update(
                "DELETE FROM jobs WHERE ended_at < ?", statement -> statement.setLong(1, endedBefore.toEpochMilli()));
    }

    void commit() throws SQLException {
        flush();
        connection.commit();
        known.putAll(changed);
        known.values().removeIf(job -> job.state().terminal());
    }

    @Override
    public void close() throws SQLException {
        if (chunkBatch != null) {
            chunkBatch.close();
        }
    }

    private Known known(JobId id) throws SQLException {
        Known job = changed.getOrDefault(id, known.get(id));
        if (job == null) {
            int round =
                    JobQueries.checkpoint(connection, id).map(Checkpoint::round).orElse(0);
            job = new Known(require(id).state(), round);
            changed.put(id, job);
        }
        return job;
    }

    private void flush() throws SQLException {
        if (batched > 0) {
            chunkBatch.executeBatch();
            batched = 0;
        }
    }

    private int update(String sql, Setter setter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setter.set(statement);
            return statement.executeUpdate();
        }
    }

    /** Gives a statement its parameters. */
    @FunctionalInterface
    interface Setter {
        void set(PreparedStatement statement) throws SQLException;
    }
}
