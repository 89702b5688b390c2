package org.everycore.logbook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Gives the QSOs of a database the keys and the form that new ones get, since keys that follow older rules would let a second import of a log add
 * all of it again. QSOs that the new keys show to be one are joined, the first of them standing. All in one transaction.
 */
final class Rekeying implements JavaMigration {
    private static final int PAGE = 5000;
    private static final String NEXT = "SELECT id, logbook, qso_day, qso_minute, callsign, band, emission, grid, dxcc,"
            + " confirmed, fields FROM qsos WHERE id > ? ORDER BY id LIMIT " + PAGE;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("3");
    }

    @Override
    public String getDescription() {
        return "keys by the normal form of modes and by satellite";
    }

    @Override
    public Integer getChecksum() {
        return 1;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        rekey(context.getConnection());
    }

    /** A stored QSO, as it stands and as it should. */
    private record Stored(long id, long logbook, Row old, Row now) {}

    /** Rekeys every QSO of a database; gives how many changed. */
    static long rekey(Connection connection) throws SQLException {
        long changed = 0;
        Set<Long> logbooks = new TreeSet<>();
        try (PreparedStatement select = connection.prepareStatement(NEXT);
                PreparedStatement twin = connection.prepareStatement(Row.BY_KEY);
                PreparedStatement update = connection.prepareStatement(Row.UPDATE);
                PreparedStatement delete = connection.prepareStatement("DELETE FROM qsos WHERE id = ?")) {
            long last = -1;
            for (List<Stored> page = page(select, last); !page.isEmpty(); page = page(select, last)) {
                for (Stored qso : page) {
                    last = qso.id();
                    if (!qso.now().equals(qso.old()) && isThere(twin, qso)) {
                        replace(twin, update, delete, qso);
                        logbooks.add(qso.logbook());
                        changed++;
                    }
                }
            }
        }
        for (long logbook : logbooks) {
            Revisions.rewritten(connection, logbook);
        }
        return changed;
    }

    private static List<Stored> page(PreparedStatement select, long last) throws SQLException {
        List<Stored> page = new ArrayList<>();
        select.setLong(1, last);
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Row old = new Row(
                        0,
                        new QsoKey(
                                rows.getInt(3),
                                rows.getInt(4),
                                rows.getString(5),
                                rows.getString(6),
                                rows.getString(7)),
                        rows.getString(8),
                        rows.getInt(9),
                        rows.getInt(10),
                        rows.getString(11));
                page.add(new Stored(rows.getLong(1), rows.getLong(2), old, Row.of(RecordText.decode(old.fields()))));
            }
        }
        return page;
    }

    /** A QSO of the page may have been joined to an earlier one meanwhile. */
    private static boolean isThere(PreparedStatement byKey, Stored qso) throws SQLException {
        return holder(byKey, qso.logbook(), qso.old()).id() == qso.id();
    }

    private record Holder(long id, String fields) {}

    private static Holder holder(PreparedStatement byKey, long logbook, Row row) throws SQLException {
        row.bindKey(byKey, logbook);
        try (ResultSet rows = byKey.executeQuery()) {
            return rows.next() ? new Holder(rows.getLong(1), rows.getString(2)) : new Holder(-1, "");
        }
    }

    private static void replace(PreparedStatement byKey, PreparedStatement update, PreparedStatement delete, Stored qso)
            throws SQLException {
        Holder holder = holder(byKey, qso.logbook(), qso.now());
        Row row = qso.now();
        long kept = qso.id();
        if (holder.id() >= 0 && holder.id() != qso.id()) {
            boolean isFirst = qso.id() < holder.id();
            String first = isFirst ? row.fields() : holder.fields();
            String second = isFirst ? holder.fields() : row.fields();
            kept = Math.min(qso.id(), holder.id());
            row = Row.of(QslMerge.join(RecordText.decode(first), RecordText.decode(second)));
            delete.setLong(1, Math.max(qso.id(), holder.id()));
            delete.executeUpdate();
        }
        row.bindUpdate(update, kept);
        update.executeUpdate();
    }
}
