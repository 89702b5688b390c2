package org.everycore.cluster.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.report.JobState;
import org.everycore.runtime.record.Checkpoint;
import org.everycore.runtime.record.DamagedRecordException;
import org.everycore.runtime.record.JobEnd;
import org.everycore.runtime.record.JobRecord;
import org.everycore.runtime.record.Payload;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.record.StoredResult;

/** How records become rows and back; a row whose hash does not fit is refused by its table and key. */
final class Rows {
    static final String JOB_COLUMNS = "id, kind, request, strategy, family, inputs, submitted_at, submitted_by, state,"
            + " started_at, ended_at, error, report, result_sha256, result_bytes, result_media, result_name,"
            + " result_inline, row_hash";
    static final String CHUNK_COLUMNS = "job_id, round, first_chunk, end_chunk, inline, blob, length, row_hash";
    static final String CHECKPOINT_COLUMNS = "job_id, next_round, inline, blob, length, row_hash";

    private Rows() {}

    private static String inputs(JobRecord record) {
        return String.join(",", new TreeSet<>(record.inputs()));
    }

    /** Sets all of {@link #JOB_COLUMNS}, from parameter 1 on. */
    static void setJob(PreparedStatement statement, StoredJob job) throws SQLException {
        JobRecord record = job.job();
        Optional<JobEnd> end = job.end();
        Optional<StoredResult> result = end.flatMap(JobEnd::result);
        String report = end.map(e -> write(e.report())).orElse(null);
        statement.setString(1, record.id().value());
        statement.setString(2, record.request().kind());
        statement.setString(3, record.requestJson());
        statement.setString(4, record.strategy());
        statement.setString(5, record.family());
        statement.setString(6, inputs(record));
        statement.setLong(7, record.submittedAt().toEpochMilli());
        statement.setString(8, record.submittedBy());
        statement.setString(9, job.state().label());
        setTime(statement, 10, job.startedAt());
        setTime(statement, 11, end.map(JobEnd::at));
        statement.setString(12, end.map(JobEnd::error).orElse(null));
        statement.setString(13, report);
        statement.setString(14, result.map(StoredResult::sha256).orElse(null));
        if (result.isPresent()) {
            statement.setLong(15, result.get().bytes());
        } else {
            statement.setNull(15, Types.BIGINT);
        }
        statement.setString(16, result.map(StoredResult::mediaType).orElse(null));
        statement.setString(17, result.map(StoredResult::fileName).orElse(null));
        statement.setBytes(18, result.map(r -> inline(r.content())).orElse(null));
        statement.setString(19, hash(job, record.requestJson(), report));
    }

    static StoredJob job(ResultSet row) throws SQLException {
        String id = row.getString("id");
        String request = row.getString("request");
        String report = row.getString("report");
        StoredJob job;
        try {
            JobRecord record = new JobRecord(
                    new JobId(id),
                    Json.mapper().readValue(request, JobRequest.class),
                    row.getString("strategy"),
                    row.getString("family"),
                    split(row.getString("inputs")),
                    Instant.ofEpochMilli(row.getLong("submitted_at")),
                    row.getString("submitted_by"));
            JobState state = JobState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
            Optional<Instant> ended = time(row, "ended_at");
            Optional<JobEnd> end = ended.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new JobEnd(state, read(report), result(row), row.getString("error"), ended.get()));
            job = new StoredJob(record, state, time(row, "started_at"), end);
        } catch (JsonProcessingException | RuntimeException e) {
            throw new DamagedRecordException("jobs", id, String.valueOf(e.getMessage()));
        }
        check("jobs", id, row.getString("row_hash"), hash(job, request, report));
        return job;
    }

    /** Sets all of {@link #CHUNK_COLUMNS}. */
    static void setChunk(PreparedStatement statement, JobId id, ChunkDone chunk) throws SQLException {
        statement.setString(1, id.value());
        statement.setInt(2, chunk.round());
        statement.setLong(3, chunk.first());
        statement.setLong(4, chunk.end());
        setPayload(statement, 5, chunk.partial());
        statement.setString(8, hash(id, chunk));
    }

    static ChunkDone chunk(ResultSet row, JobId id) throws SQLException {
        int round = row.getInt("round");
        long first = row.getLong("first_chunk");
        String key = id + "/" + round + "/" + first;
        ChunkDone chunk;
        try {
            chunk = new ChunkDone(round, first, row.getLong("end_chunk"), payload(row));
        } catch (RuntimeException e) {
            throw new DamagedRecordException("chunks", key, String.valueOf(e.getMessage()));
        }
        check("chunks", key, row.getString("row_hash"), hash(id, chunk));
        return chunk;
    }

    /** Sets all of {@link #CHECKPOINT_COLUMNS}. */
    static void setCheckpoint(PreparedStatement statement, JobId id, Checkpoint checkpoint) throws SQLException {
        statement.setString(1, id.value());
        statement.setInt(2, checkpoint.round());
        setPayload(statement, 3, checkpoint.state());
        statement.setString(6, hash(id, checkpoint));
    }

    static Checkpoint checkpoint(ResultSet row, JobId id) throws SQLException {
        Checkpoint checkpoint;
        try {
            checkpoint = new Checkpoint(row.getInt("next_round"), payload(row));
        } catch (RuntimeException e) {
            throw new DamagedRecordException("checkpoints", id.value(), String.valueOf(e.getMessage()));
        }
        check("checkpoints", id.value(), row.getString("row_hash"), hash(id, checkpoint));
        return checkpoint;
    }

    static Set<String> split(String inputs) {
        return inputs.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(inputs.split(",", -1)));
    }

    private static Optional<StoredResult> result(ResultSet row) throws SQLException {
        String sha256 = row.getString("result_sha256");
        if (sha256 == null) {
            return Optional.empty();
        }
        long bytes = row.getLong("result_bytes");
        byte[] inline = row.getBytes("result_inline");
        Payload content = inline == null ? Payload.blob(sha256, bytes) : Payload.inline(inline);
        return Optional.of(
                new StoredResult(sha256, bytes, row.getString("result_media"), row.getString("result_name"), content));
    }

    private static void setPayload(PreparedStatement statement, int at, Payload payload) throws SQLException {
        statement.setBytes(at, inline(payload));
        statement.setString(at + 1, payload.blobSha256().orElse(null));
        statement.setLong(at + 2, payload instanceof Payload.Blob blob ? blob.length() : inline(payload).length);
    }

    private static Payload payload(ResultSet row) throws SQLException {
        byte[] inline = row.getBytes("inline");
        return inline == null ? Payload.blob(row.getString("blob"), row.getLong("length")) : Payload.inline(inline);
    }

    private static byte[] inline(Payload payload) {
        return payload instanceof Payload.Inline inline ? inline.bytes() : null;
    }

    private static String hash(StoredJob job, String request, String report) {
        JobRecord record = job.job();
        RowHash hash = RowHash.of()
                .text(record.id().value())
                .text(request)
                .text(record.strategy())
                .text(record.family())
                .text(inputs(record))
                .number(record.submittedAt().toEpochMilli())
                .text(record.submittedBy())
                .text(job.state().label())
                .number(job.startedAt().map(Instant::toEpochMilli).orElse(-1L))
                .number(job.end().map(end -> end.at().toEpochMilli()).orElse(-1L))
                .text(job.end().map(JobEnd::error).orElse(null))
                .text(report);
        job.end().flatMap(JobEnd::result).ifPresent(result -> hash.text(result.sha256())
                .number(result.bytes())
                .text(result.mediaType())
                .text(result.fileName())
                .payload(result.content()));
        return hash.hex();
    }

    private static String hash(JobId id, ChunkDone chunk) {
        return RowHash.of()
                .text(id.value())
                .number(chunk.round())
                .number(chunk.first())
                .number(chunk.end())
                .payload(chunk.partial())
                .hex();
    }

    private static String hash(JobId id, Checkpoint checkpoint) {
        return RowHash.of()
                .text(id.value())
                .number(checkpoint.round())
                .payload(checkpoint.state())
                .hex();
    }

    private static void check(String table, String key, String stored, String computed) {
        if (!computed.equals(stored)) {
            throw new DamagedRecordException(table, key, "its hash is " + computed + " and should be " + stored);
        }
    }

    private static void setTime(PreparedStatement statement, int at, Optional<Instant> time) throws SQLException {
        if (time.isPresent()) {
            statement.setLong(at, time.get().toEpochMilli());
        } else {
            statement.setNull(at, Types.BIGINT);
        }
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static String write(JsonNode json) {
        try {
            return Json.mapper().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree is always JSON", e);
        }
    }

    private static JsonNode read(String json) throws JsonProcessingException {
        return Json.mapper().readTree(json);
    }
}
