package org.everycore.logbook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Turns a {@link QsoQuery} into SQL; values are always bound, never part of the text. */
final class QsoSelect {
    private static final String ORDER = "qso_day, qso_minute, callsign, band, emission";

    private final StringBuilder where = new StringBuilder("logbook = ?");
    private final List<Object> values = new ArrayList<>();

    private QsoSelect(long logbook, QsoQuery query) {
        values.add(logbook);
        text("callsign", query.call(), false);
        text("band", query.band(), false);
        mode(query.mode());
        text("grid", query.grid(), true);
        number("qso_day >= ?", query.from());
        number("qso_day <= ?", query.to());
        number("dxcc = ?", query.dxcc());
    }

    static PreparedStatement prepare(Connection connection, String columns, long logbook, QsoQuery query)
            throws SQLException {
        var select = new QsoSelect(logbook, query);
        var sql = new StringBuilder("SELECT " + columns + " FROM qsos WHERE " + select.where + " ORDER BY "
                + (query.newestFirst() ? ORDER.replace(",", " DESC,") + " DESC" : ORDER));
        if (query.limit() > 0 || query.skip() > 0) {
            sql.append(" LIMIT ? OFFSET ?");
            select.values.add(query.limit() > 0 ? query.limit() : Integer.MAX_VALUE);
            select.values.add(query.skip());
        }
        return select.bound(connection, sql.toString());
    }

    /** Numbers and fields of the first QSOs above a number, by their numbers. */
    static PreparedStatement preparePage(Connection connection, long logbook, QsoQuery query, long above, int most)
            throws SQLException {
        var select = new QsoSelect(logbook, query);
        select.values.add(above);
        select.values.add(most);
        return select.bound(
                connection, "SELECT id, fields FROM qsos WHERE " + select.where + " AND id > ? ORDER BY id LIMIT ?");
    }

    static PreparedStatement prepareCount(Connection connection, long logbook, QsoQuery query) throws SQLException {
        var select = new QsoSelect(logbook, query);
        return select.bound(connection, "SELECT COUNT(*) FROM qsos WHERE " + select.where);
    }

    private void text(String column, String pattern, boolean beginning) {
        if (pattern.isEmpty()) {
            return;
        }
        if (QsoQuery.hasWildcard(pattern) || beginning) {
            where.append(" AND ").append(column).append(" LIKE ? ESCAPE '\\'");
            values.add(QsoQuery.like(pattern) + (QsoQuery.hasWildcard(pattern) ? "" : "%"));
        } else {
            where.append(" AND ").append(column).append(" = ?");
            values.add(pattern);
        }
    }

    /** A mode, by whatever satellite. */
    private void mode(String pattern) {
        if (!pattern.isEmpty()) {
            where.append(" AND (emission LIKE ? ESCAPE '\\' OR emission LIKE ? ESCAPE '\\')");
            values.add(QsoQuery.like(pattern));
            values.add(QsoQuery.like(pattern) + "@%");
        }
    }

    private void number(String condition, int value) {
        if (value > 0) {
            where.append(" AND ").append(condition);
            values.add(value);
        }
    }

    private PreparedStatement bound(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }
}
