package org.everycore.acceptance.harness;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.everycore.cluster.store.JdbcJobStore;
import org.everycore.cluster.store.StoreSettings;

/**
 * An account of every write to a job store, kept by triggers of the database itself, so that no process of the product can
 * hide what it wrote: who (the node's connections carry its address), under which epoch of the fence, and what.
 */
public final class StoreAudit {
    private static final String TABLE = """
            CREATE TABLE audit (
                n      BIGSERIAL PRIMARY KEY,
                at     BIGINT NOT NULL DEFAULT (extract(epoch from clock_timestamp()) * 1000)::BIGINT,
                who    TEXT NOT NULL DEFAULT current_setting('application_name'),
                epoch  BIGINT NOT NULL,
                what   TEXT NOT NULL,
                job    TEXT,
                before TEXT,
                after  TEXT,
                chunk  BIGINT
            )""";

    private static final String JOBS = """
            CREATE FUNCTION audit_jobs() RETURNS trigger AS $$ BEGIN
                INSERT INTO audit (epoch, what, job, before, after)
                SELECT epoch, 'job', NEW.id, CASE WHEN TG_OP = 'UPDATE' THEN OLD.state END, NEW.state FROM fence;
                RETURN NEW; END $$ LANGUAGE plpgsql""";

    private static final String CHUNKS = """
            CREATE FUNCTION audit_chunks() RETURNS trigger AS $$ BEGIN
                INSERT INTO audit (epoch, what, job, chunk)
                SELECT epoch, 'chunk', NEW.job_id, NEW.first_chunk FROM fence;
                RETURN NEW; END $$ LANGUAGE plpgsql""";

    private static final String EPOCHS = """
            CREATE FUNCTION audit_epochs() RETURNS trigger AS $$ BEGIN
                INSERT INTO audit (epoch, what, after) VALUES (NEW.epoch, 'epoch', NEW.holder);
                RETURN NEW; END $$ LANGUAGE plpgsql""";

    private final String url;

    private StoreAudit(String url) {
        this.url = url;
    }

    /** A write that took effect. */
    public record Write(
            long at, String who, long epoch, String what, String job, String before, String after, long chunk) {}

    /** Makes the tables of an empty database, and the triggers. */
    public static StoreAudit install(String url) throws SQLException {
        JdbcJobStore.open(StoreSettings.of(url, Postgres.USER, "")).close();
        try (Connection connection = Postgres.connect(url);
                Statement sql = connection.createStatement()) {
            for (String statement : List.of(TABLE, JOBS, CHUNKS, EPOCHS)) {
                sql.execute(statement);
            }
            for (String table : List.of("jobs", "chunks", "epochs")) {
                sql.execute("CREATE TRIGGER audit AFTER INSERT OR UPDATE ON " + table
                        + " FOR EACH ROW EXECUTE FUNCTION audit_" + table + "()");
            }
        }
        return new StoreAudit(url);
    }

    /** The database, as a store's URL. */
    public String url() {
        return url;
    }

    /** All writes in their order. */
    public List<Write> writes() throws SQLException {
        List<Write> writes = new ArrayList<>();
        try (Connection connection = Postgres.connect(url);
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(
                        "SELECT at, who, epoch, what, job, before, after, chunk FROM audit ORDER BY n")) {
            while (rows.next()) {
                writes.add(new Write(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getLong(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getString(7),
                        rows.getLong(8)));
            }
        }
        return writes;
    }

    /** One number that the database knows. */
    public long number(String query) throws SQLException {
        try (Connection connection = Postgres.connect(url);
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    public void execute(String statement) throws SQLException {
        try (Connection connection = Postgres.connect(url);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
