package org.everycore.logbook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * An import as the database knows it, so that one that was cut off is taken up again. Each part (the share of one writer)
 * notes in the transaction that stores QSOs how many records of the log are behind it.
 */
record ImportState(long id, Part[] parts) {
    /** How far a part has come, and what it counted. */
    record Part(long records, long bytes, long added, long duplicates, long merged) {
        static final Part START = new Part(0, 0, 0, 0, 0);
    }

    /** The record up to which every part has come. */
    long resumedAt() {
        long least = Long.MAX_VALUE;
        for (Part part : parts) {
            least = Math.min(least, part.records());
        }
        return least;
    }

    /** The import of that content, begun anew unless one is under way. */
    static ImportState begin(LogStore store, long logbook, String content, String source, int parts) {
        return Sql.run(store.connections(), "begin the import of " + source, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT id, parts, state FROM imports WHERE logbook = ? AND content = ?")) {
                select.setLong(1, logbook);
                select.setString(2, content);
                try (ResultSet rows = select.executeQuery()) {
                    if (rows.next()) {
                        long id = rows.getLong(1);
                        if (rows.getString(3).equals("running")) {
                            return new ImportState(id, parts(connection, id, rows.getInt(2)));
                        }
                        update(connection, "DELETE FROM imports WHERE id = ?", id);
                    }
                }
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO imports (logbook, content, source, parts, state) VALUES (?, ?, ?, ?, 'running')")) {
                insert.setLong(1, logbook);
                insert.setString(2, content);
                insert.setString(3, source);
                insert.setInt(4, parts);
                insert.executeUpdate();
            }
            return created(connection, logbook, content, parts);
        });
    }

    private static ImportState created(Connection connection, long logbook, String content, int parts)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id FROM imports WHERE logbook = ? AND content = ?")) {
            select.setLong(1, logbook);
            select.setString(2, content);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                long id = rows.getLong(1);
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO import_parts VALUES (?, ?, 0, 0, 0, 0, 0)")) {
                    for (int part = 0; part < parts; part++) {
                        insert.setLong(1, id);
                        insert.setInt(2, part);
                        insert.executeUpdate();
                    }
                }
                return new ImportState(id, parts(connection, id, parts));
            }
        }
    }

    private static Part[] parts(Connection connection, long id, int count) throws SQLException {
        Part[] parts = new Part[count];
        Arrays.fill(parts, Part.START);
        try (PreparedStatement select = connection.prepareStatement("SELECT part, records_done, bytes_done, added,"
                + " duplicates, merged FROM import_parts WHERE import = ?")) {
            select.setLong(1, id);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    parts[rows.getInt(1)] = new Part(
                            rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5), rows.getLong(6));
                }
            }
        }
        return parts;
    }

    /** Notes how far a part has come, in the transaction that stores its QSOs. */
    static void note(PreparedStatement update, long id, int part, Part done) throws SQLException {
        update.setLong(1, done.records());
        update.setLong(2, done.bytes());
        update.setLong(3, done.added());
        update.setLong(4, done.duplicates());
        update.setLong(5, done.merged());
        update.setLong(6, id);
        update.setInt(7, part);
        update.executeUpdate();
    }

    static final String NOTE = "UPDATE import_parts SET records_done = ?, bytes_done = ?, added = ?, duplicates = ?,"
            + " merged = ? WHERE import = ? AND part = ?";

    void done(LogStore store) {
        Sql.run(store.connections(), "end an import", connection -> {
            update(connection, "UPDATE imports SET state = 'done' WHERE id = ?", id);
            return null;
        });
    }

    private static void update(Connection connection, String sql, long id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, id);
            update.executeUpdate();
        }
    }
}
