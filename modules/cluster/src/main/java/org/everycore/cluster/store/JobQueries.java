package org.everycore.cluster.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.everycore.jobs.JobId;
import org.everycore.runtime.record.Checkpoint;
import org.everycore.runtime.record.ChunkRange;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.record.UnfinishedJob;

/** The questions that the job tables answer. */
final class JobQueries {
    private static final String UNFINISHED = "state NOT IN ('succeeded', 'failed', 'cancelled')";

    private JobQueries() {}

    static Optional<StoredJob> find(Connection connection, JobId id) throws SQLException {
        List<StoredJob> found = query(
                connection,
                "SELECT " + Rows.JOB_COLUMNS + " FROM jobs WHERE id = ?",
                statement -> statement.setString(1, id.value()),
                Rows::job);
        return found.stream().findFirst();
    }

    static Optional<Checkpoint> checkpoint(Connection connection, JobId id) throws SQLException {
        List<Checkpoint> found = query(
                connection,
                "SELECT " + Rows.CHECKPOINT_COLUMNS + " FROM checkpoints WHERE job_id = ?",
                statement -> statement.setString(1, id.value()),
                row -> Rows.checkpoint(row, id));
        return found.stream().findFirst();
    }

    static JobPage list(Connection connection, JobQuery query) throws SQLException {
        Optional<Cursor> after = query.after().map(Cursor::parse);
        List<String> conditions = new ArrayList<>();
        if (!query.states().isEmpty()) {
            conditions.add("state IN ("
                    + String.join(", ", query.states().stream().map(s -> "?").toList()) + ")");
        }
        query.kind().ifPresent(kind -> conditions.add("kind = ?"));
        query.submittedBy().ifPresent(owner -> conditions.add("submitted_by = ?"));
        after.ifPresent(cursor -> conditions.add("(submitted_at < ? OR submitted_at = ? AND id < ?)"));
        String sql = "SELECT " + Rows.JOB_COLUMNS + " FROM jobs"
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + " ORDER BY submitted_at DESC, id DESC LIMIT ?";
        List<StoredJob> found = query(
                connection,
                sql,
                statement -> {
                    int at = 1;
                    for (var state : query.states()) {
                        statement.setString(at++, state.label());
                    }
                    if (query.kind().isPresent()) {
                        statement.setString(at++, query.kind().get());
                    }
                    if (query.submittedBy().isPresent()) {
                        statement.setString(at++, query.submittedBy().get());
                    }
                    if (after.isPresent()) {
                        statement.setLong(at++, after.get().submittedAt());
                        statement.setLong(at++, after.get().submittedAt());
                        statement.setString(at++, after.get().id());
                    }
                    statement.setInt(at, query.limit() + 1);
                },
                Rows::job);
        return JobPage.cut(found, query.limit());
    }

    static List<UnfinishedJob> recover(Connection connection) throws SQLException {
        List<StoredJob> jobs = query(
                connection,
                "SELECT " + Rows.JOB_COLUMNS + " FROM jobs WHERE " + UNFINISHED + " ORDER BY submitted_at, id",
                statement -> {},
                Rows::job);
        Map<String, List<ChunkRange>> done = doneChunks(connection);
        List<UnfinishedJob> unfinished = new ArrayList<>();
        for (StoredJob job : jobs) {
            Optional<Checkpoint> checkpoint = checkpoint(connection, job.id());
            int round = checkpoint.map(Checkpoint::round).orElse(0);
            List<ChunkRange> ranges = done.getOrDefault(job.id().value(), List.of()).stream()
                    .filter(range -> range.round() == round)
                    .toList();
            unfinished.add(new UnfinishedJob(job, checkpoint, ranges));
        }
        return unfinished;
    }

    static List<ChunkDone> partials(Connection connection, JobId id, int round, long from, int limit)
            throws SQLException {
        return query(
                connection,
                "SELECT " + Rows.CHUNK_COLUMNS
                        + " FROM chunks WHERE job_id = ? AND round = ? AND first_chunk >= ? ORDER BY first_chunk LIMIT ?",
                statement -> {
                    statement.setString(1, id.value());
                    statement.setInt(2, round);
                    statement.setLong(3, from);
                    statement.setInt(4, limit);
                },
                row -> Rows.chunk(row, id));
    }

    static Set<String> referencedBlobs(Connection connection) throws SQLException {
        Set<String> blobs = new HashSet<>(query(
                connection,
                "SELECT blob FROM chunks WHERE blob IS NOT NULL UNION SELECT blob FROM checkpoints WHERE blob IS NOT NULL"
                        + " UNION SELECT result_sha256 FROM jobs WHERE result_sha256 IS NOT NULL AND result_inline IS NULL",
                statement -> {},
                row -> row.getString(1)));
        query(connection, "SELECT inputs FROM jobs WHERE inputs <> ''", statement -> {}, row -> row.getString(1))
                .forEach(inputs -> blobs.addAll(Rows.split(inputs)));
        return blobs;
    }

    private static Map<String, List<ChunkRange>> doneChunks(Connection connection) throws SQLException {
        Map<String, List<ChunkRange>> done = new HashMap<>();
        query(
                connection,
                "SELECT job_id, round, first_chunk, end_chunk FROM chunks ORDER BY job_id, round, first_chunk",
                statement -> {},
                row -> done.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                        .add(new ChunkRange(row.getInt(2), row.getLong(3), row.getLong(4))));
        return done;
    }

    private static <T> List<T> query(Connection connection, String sql, Transaction.Setter setter, Reader<T> reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setter.set(statement);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
