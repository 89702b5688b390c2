package org.everycore.logbook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts a logbook in the database. */
final class StatsQuery {
    private static final String TOTALS = "SELECT COUNT(*), COUNT(DISTINCT callsign), COUNT(DISTINCT NULLIF(dxcc, 0)),"
            + " COUNT(DISTINCT NULLIF(SUBSTR(grid, 1, 4), '')),"
            + " COALESCE(SUM(CASE WHEN confirmed IN (1, 2, 3, 5, 6, 7) THEN 1 ELSE 0 END), 0),"
            + " COALESCE(SUM(CASE WHEN confirmed >= 4 THEN 1 ELSE 0 END), 0),"
            + " COALESCE(MIN(qso_day), 0), COALESCE(MAX(qso_day), 0) FROM qsos WHERE logbook = ?";

    private StatsQuery() {}

    static LogStats run(Connection connection, long logbook) throws SQLException {
        Map<String, Long> byBand = counts(connection, logbook, "band");
        Map<String, Long> byMode = counts(connection, logbook, "emission");
        Map<String, Long> byYear = counts(connection, logbook, "qso_day / 10000");
        try (PreparedStatement select = connection.prepareStatement(TOTALS)) {
            select.setLong(1, logbook);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new LogStats(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getInt(7),
                        row.getInt(8),
                        byBand,
                        byMode,
                        byYear,
                        satellites(connection, logbook));
            }
        }
    }

    private static Map<String, Long> satellites(Connection connection, long logbook) throws SQLException {
        String sql = "SELECT emission, COUNT(*) FROM qsos WHERE logbook = ? AND emission LIKE '%@%' GROUP BY emission";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, logbook);
            try (ResultSet rows = select.executeQuery()) {
                Map<String, Long> counts = new TreeMap<>();
                while (rows.next()) {
                    String key = rows.getString(1);
                    counts.merge(key.substring(key.indexOf('@') + 1), rows.getLong(2), Long::sum);
                }
                return counts;
            }
        }
    }

    private static Map<String, Long> counts(Connection connection, long logbook, String of) throws SQLException {
        String sql = "SELECT " + of + ", COUNT(*) FROM qsos WHERE logbook = ? GROUP BY " + of + " ORDER BY " + of;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, logbook);
            try (ResultSet rows = select.executeQuery()) {
                Map<String, Long> counts = new LinkedHashMap<>();
                while (rows.next()) {
                    String key = rows.getString(1);
                    // A mode stands with its satellite: QsoKey.
                    counts.merge(key == null ? "" : key.replaceFirst("@.*", ""), rows.getLong(2), Long::sum);
                }
                return counts;
            }
        }
    }
}
