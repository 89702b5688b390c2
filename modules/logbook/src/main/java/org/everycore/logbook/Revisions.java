package org.everycore.logbook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A logbook's count of changes.
 *
 * @param revision the number of changes so far
 * @param rewritten the revision of the last change that was more than an addition
 */
record Revisions(long revision, long rewritten) {
    static void added(Connection connection, long logbook) throws SQLException {
        update(connection, logbook, "UPDATE logbooks SET revision = revision + 1 WHERE id = ?");
    }

    static void rewritten(Connection connection, long logbook) throws SQLException {
        update(
                connection,
                logbook,
                "UPDATE logbooks SET revision = revision + 1, rewritten = revision + 1 WHERE id = ?");
    }

    static Revisions of(Connection connection, long logbook) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT revision, rewritten FROM logbooks WHERE id = ?")) {
            select.setLong(1, logbook);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new LogbookException("the logbook is no longer there");
                }
                return new Revisions(rows.getLong(1), rows.getLong(2));
            }
        }
    }

    private static void update(Connection connection, long logbook, String sql) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, logbook);
            update.executeUpdate();
        }
    }
}
