package org.everycore.logbook;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Locale;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.NormalMode;
import org.everycore.radio.entity.CallsignResolver;

/**
 * A QSO ready for the database: its key, the columns that are searched, and all its fields as text, the mode in the normal form.
 *
 * @param number of its record in the log it comes from, 0 if from none
 */
record Row(long number, QsoKey key, String grid, int dxcc, int confirmed, String fields) {
    static final String INSERT = "INSERT INTO qsos (logbook, qso_day, qso_minute, callsign, band, emission, grid, dxcc,"
            + " confirmed, fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    /** How many values {@link #INSERT} takes. */
    static final int COLUMNS = 10;

    static final String UPDATE = "UPDATE qsos SET qso_day = ?, qso_minute = ?, callsign = ?, band = ?, emission = ?,"
            + " grid = ?, dxcc = ?, confirmed = ?, fields = ? WHERE id = ?";
    static final String BY_KEY = "SELECT id, fields FROM qsos WHERE logbook = ? AND qso_day = ? AND qso_minute = ?"
            + " AND callsign = ? AND band = ? AND emission = ?";
    /** By key. */
    static final Comparator<Row> ORDER = Row::compareKeys;

    private static final int LONGEST_GRID = 12;

    static Row of(AdifRecord qso) {
        return of(0, qso);
    }

    static Row of(long number, AdifRecord logged) {
        AdifRecord qso = NormalMode.written(logged);
        String grid =
                qso.has("GRIDSQUARE") ? qso.normal("GRIDSQUARE").orElse("").replace('\0', ' ') : "";
        QsoKey key = QsoKey.of(qso);
        return new Row(
                number,
                key,
                grid.length() > LONGEST_GRID ? grid.substring(0, LONGEST_GRID) : grid,
                entity(qso.get("DXCC"), key),
                QslSource.confirming(qso),
                RecordText.encode(qso));
    }

    private static int compareKeys(Row a, Row b) {
        QsoKey one = a.key;
        QsoKey other = b.key;
        int order = Integer.compare(one.day(), other.day());
        order = order != 0 ? order : Integer.compare(one.minute(), other.minute());
        order = order != 0 ? order : one.call().compareTo(other.call());
        order = order != 0 ? order : one.band().compareTo(other.band());
        return order != 0 ? order : one.mode().compareTo(other.mode());
    }

    void bindInsert(PreparedStatement insert, long logbook) throws SQLException {
        bindKey(insert, logbook);
        insert.setString(7, grid);
        insert.setInt(8, dxcc);
        insert.setInt(9, confirmed);
        insert.setString(10, fields);
    }

    void bindKey(PreparedStatement statement, long logbook) throws SQLException {
        statement.setLong(1, logbook);
        statement.setInt(2, key.day());
        statement.setInt(3, key.minute());
        statement.setString(4, key.call());
        statement.setString(5, key.band());
        statement.setString(6, key.mode());
    }

    void bindUpdate(PreparedStatement update, long id) throws SQLException {
        update.setInt(1, key.day());
        update.setInt(2, key.minute());
        update.setString(3, key.call());
        update.setString(4, key.band());
        update.setString(5, key.mode());
        update.setString(6, grid);
        update.setInt(7, dxcc);
        update.setInt(8, confirmed);
        update.setString(9, fields);
        update.setLong(10, id);
    }

    /** The logged entity, else the callsign's, so that entities are found whoever logged them. */
    private static int entity(String logged, QsoKey key) {
        int dxcc = dxcc(logged);
        return dxcc > 0
                ? dxcc
                : CallsignResolver.builtIn().resolve(key.call(), key.day()).entity();
    }

    /** Digits that make 1..999, else 0. */
    private static int dxcc(String logged) {
        String text = logged == null ? "" : logged.strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        int code = Integer.parseInt(text);
        return code > 999 ? 0 : code;
    }
}
