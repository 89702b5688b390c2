package org.everycore.logbook;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A database of logbooks, one a station: a SQLite or H2 file, or PostgreSQL. Thread-safe; connections come from a pool, and
 * the schema is brought up to date when it is opened.
 */
public final class LogStore implements AutoCloseable {
    /** The newest migration there is; a database at this version is opened without asking Flyway. */
    static final String SCHEMA = "3";

    private static final int CONNECTIONS = 10;

    private final Dialect dialect;
    private final HikariDataSource pool;

    private LogStore(Dialect dialect, HikariDataSource pool) {
        this.dialect = dialect;
        this.pool = pool;
    }

    /**
     * Opens the database at a JDBC URL, or in a file: one that ends in {@code .mv.db} is H2's, all others are SQLite's. A
     * file that does not exist is made.
     */
    public static LogStore open(String place) {
        requireNonNull(place, "place is null");
        return open(place, "", "");
    }

    public static LogStore open(Path file) {
        return open(file.toString());
    }

    /** As {@link #open(String)} with the name and password of a database user; empty ones are left to the URL. */
    public static LogStore open(String place, String user, String password) {
        String url = DriverUrl.of(place);
        Dialect dialect = Dialect.ofUrl(url);
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("logbook");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(1);
        if (!user.isEmpty()) {
            config.setUsername(user);
            config.setPassword(password);
        }
        if (dialect == Dialect.SQLITE) {
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "NORMAL");
            config.addDataSourceProperty("foreign_keys", "true");
            config.addDataSourceProperty("busy_timeout", "30000");
            config.addDataSourceProperty("cache_size", "-65536");
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
            // Checkpoints after 80 MB rather than 4: an import writes a page of the key several times.
            config.addDataSourceProperty("wal_autocheckpoint", "20000");
            config.addDataSourceProperty("limit_attached", "0");
            config.setConnectionInitSql("PRAGMA trusted_schema=OFF");
        }
        if (dialect == Dialect.H2) {
            DriverUrl.h2File(url).ifPresent(H2File::requireNoCode);
        }
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config);
            var store = new LogStore(dialect, pool);
            if (dialect == Dialect.SQLITE) {
                store.requireTablesOnly(place);
            }
            store.migrate();
            return store;
        } catch (LogbookException e) {
            pool.close();
            throw e;
        } catch (RuntimeException e) {
            if (String.valueOf(rootMessage(e)).contains("SQLITE_NOTADB")) {
                throw new LogbookException(place + ": is no database of logbooks");
            }
            throw new LogbookException(
                    "the log at " + place + " cannot be opened: "
                            + (Sql.isFull(String.valueOf(rootMessage(e)))
                                    ? "the disk is full; free some space and try again"
                                    : rootMessage(e)),
                    e);
        }
    }

    private static String rootMessage(Throwable error) {
        Throwable at = error;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at.getMessage();
    }

    /** What a stranger's file may hold beside tables would run with the first row that is written. */
    private void requireTablesOnly(String place) {
        String question = "SELECT type, name FROM sqlite_master WHERE type NOT IN ('table', 'index')"
                + " OR upper(ltrim(sql)) LIKE 'CREATE VIRTUAL%' LIMIT 1";
        Optional<String> found = Sql.read(this, "look into " + place, connection -> {
            try (PreparedStatement select = connection.prepareStatement(question);
                    ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1) + " " + rows.getString(2)) : Optional.empty();
            }
        });
        if (found.isPresent()) {
            throw new LogbookException(place + ": holds a " + found.get()
                    + ", which no logbook has and which may act by itself; it is not opened");
        }
    }

    private void migrate() {
        if (schemaVersion().filter(SCHEMA::equals).isEmpty()) {
            Flyway.configure(LogStore.class.getClassLoader())
                    .loggers("slf4j")
                    .dataSource(pool)
                    .locations("classpath:org/everycore/logbook/" + dialect.folder())
                    .javaMigrations(new Rekeying())
                    .table("logbook_schema")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
    }

    private Optional<String> schemaVersion() {
        String question =
                "SELECT \"version\" FROM \"logbook_schema\" WHERE \"success\" ORDER BY \"installed_rank\" DESC";
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(question);
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    public Dialect dialect() {
        return dialect;
    }

    DataSource connections() {
        return pool;
    }

    /** The logbook of that name, made if there is none. */
    public Logbook logbook(String name) {
        if (name.isBlank() || name.length() > 200) {
            throw new LogbookException("a logbook's name has 1 to 200 characters, not \"" + name + "\"");
        }
        Sql.run(pool, "make logbook " + name, connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO logbooks (name) VALUES (?) ON CONFLICT DO NOTHING")) {
                insert.setString(1, name);
                return insert.executeUpdate();
            }
        });
        return find(name).orElseThrow();
    }

    public Optional<Logbook> find(String name) {
        return logbooks().stream().filter(l -> l.name().equals(name)).findFirst();
    }

    /** All logbooks by name. */
    public List<Logbook> logbooks() {
        return Sql.read(this, "list the logbooks", connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT id, name FROM logbooks ORDER BY name");
                    ResultSet rows = select.executeQuery()) {
                List<Logbook> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(new Logbook(this, rows.getLong(1), rows.getString(2)));
                }
                return all;
            }
        });
    }

    /** Removes a logbook and all that is in it; false if there is none of that name. */
    public boolean drop(String name) {
        return Sql.run(pool, "drop logbook " + name, connection -> {
                    try (PreparedStatement delete =
                            connection.prepareStatement("DELETE FROM logbooks WHERE name = ?")) {
                        delete.setString(1, name);
                        return delete.executeUpdate();
                    }
                })
                > 0;
    }

    @Override
    public void close() {
        pool.close();
    }
}
