package org.everycore.logbook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The changes that a person made to a logbook, kept so that the last can be taken back: what each QSO was before, and what it became. Imports are
 * not among them.
 */
final class Changes {
    /** So many changes are kept of a logbook. */
    static final int KEPT = 20;

    private static final int PAGE = 1000;

    private Changes() {}

    /** Notes the QSOs of one change, within its transaction. */
    static final class Note implements AutoCloseable {
        private final PreparedStatement insert;
        private final long change;
        private int waiting;

        Note(Connection connection, long logbook, String what) throws SQLException {
            change = begin(connection, logbook, what);
            insert = connection.prepareStatement(
                    "INSERT INTO changed_qsos (change_id, qso, fields_before, fields_after) VALUES (?, ?, ?, ?)");
        }

        /**
         * @param before null: the QSO is new
         * @param after null: it is gone
         */
        void add(long qso, String before, String after) throws SQLException {
            insert.setLong(1, change);
            insert.setLong(2, qso);
            insert.setString(3, before);
            insert.setString(4, after);
            insert.addBatch();
            if (++waiting == PAGE) {
                insert.executeBatch();
                waiting = 0;
            }
        }

        @Override
        public void close() throws SQLException {
            if (waiting > 0) {
                insert.executeBatch();
            }
            insert.close();
        }
    }

    private static long begin(Connection connection, long logbook, String what) throws SQLException {
        String shown = what.replace('\0', ' ');
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO changes (logbook, what) VALUES (?, ?)")) {
            insert.setLong(1, logbook);
            insert.setString(2, shown.length() > 500 ? shown.substring(0, 497) + "..." : shown);
            insert.executeUpdate();
        }
        List<Change> all = all(connection, logbook);
        for (Change old : all.subList(Math.min(KEPT, all.size()), all.size())) {
            delete(connection, old.id());
        }
        return all.get(0).id();
    }

    /** A change and its words. */
    record Change(long id, String what) {}

    /** Newest first. */
    static List<Change> all(Connection connection, long logbook) throws SQLException {
        List<Change> changes = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, what FROM changes WHERE logbook = ? ORDER BY id DESC")) {
            select.setLong(1, logbook);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    changes.add(new Change(rows.getLong(1), rows.getString(2)));
                }
            }
        }
        return changes;
    }

    private static void delete(Connection connection, long change) throws SQLException {
        for (String sql : List.of("DELETE FROM changed_qsos WHERE change_id = ?", "DELETE FROM changes WHERE id = ?")) {
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setLong(1, change);
                delete.executeUpdate();
            }
        }
    }

    /** Takes the last change back within a transaction: QSOs removed come back, those added go, all others get their former fields. */
    static Optional<Undone> undo(Connection connection, Dialect dialect, long logbook) throws SQLException {
        List<Change> all = all(connection, logbook);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Change last = all.get(0);
        long qsos = 0;
        long at = -1;
        try (PreparedStatement select = connection.prepareStatement("SELECT qso, fields_before, fields_after"
                        + " FROM changed_qsos WHERE change_id = ? AND qso > ? ORDER BY qso LIMIT " + PAGE);
                Restore restore = new Restore(connection, dialect, logbook, last.what())) {
            List<Kept> page;
            do {
                page = page(select, last.id(), at);
                for (Kept changed : page) {
                    at = changed.qso();
                    restore.check(changed);
                }
                for (Kept changed : page) {
                    restore.back(changed);
                }
                qsos += page.size();
            } while (page.size() == PAGE);
        }
        delete(connection, last.id());
        Revisions.rewritten(connection, logbook);
        return Optional.of(new Undone(last.what(), qsos));
    }

    private record Kept(long qso, String before, String after) {}

    private static List<Kept> page(PreparedStatement select, long change, long above) throws SQLException {
        List<Kept> page = new ArrayList<>();
        select.setLong(1, change);
        select.setLong(2, above);
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                page.add(new Kept(rows.getLong(1), rows.getString(2), rows.getString(3)));
            }
        }
        return page;
    }

    /** Puts QSOs back as they were. */
    private static final class Restore implements AutoCloseable {
        private final long logbook;
        private final String what;
        private final PreparedStatement now;
        private final PreparedStatement byKey;
        private final PreparedStatement update;
        private final PreparedStatement delete;
        private final PreparedStatement insert;

        Restore(Connection connection, Dialect dialect, long logbook, String what) throws SQLException {
            this.logbook = logbook;
            this.what = what;
            now = connection.prepareStatement("SELECT fields FROM qsos WHERE id = ? AND logbook = ?");
            byKey = connection.prepareStatement(Row.BY_KEY);
            update = connection.prepareStatement(Row.UPDATE);
            delete = connection.prepareStatement("DELETE FROM qsos WHERE id = ?");
            // A QSO that comes back has its number again; it stands behind the columns that a new one has.
            insert = connection.prepareStatement(Row.INSERT
                    .replace("fields)", "fields, id)" + (dialect == Dialect.SQLITE ? "" : " OVERRIDING SYSTEM VALUE"))
                    .replace("?)", "?, ?)"));
        }

        /** A QSO that was changed again since, by an import or a report, is not overwritten. */
        void check(Kept changed) throws SQLException {
            now.setLong(1, changed.qso());
            now.setLong(2, logbook);
            try (ResultSet rows = now.executeQuery()) {
                String fields = rows.next() ? rows.getString(1) : null;
                if (fields == null ? changed.after() != null : !fields.equals(changed.after())) {
                    throw new LogbookException("\"" + what + "\" cannot be taken back: QSO " + changed.qso()
                            + " was changed again since; nothing is changed");
                }
            }
        }

        void back(Kept changed) throws SQLException {
            if (changed.before() == null) {
                delete.setLong(1, changed.qso());
                delete.executeUpdate();
                return;
            }
            Row row = Row.of(RecordText.decode(changed.before()));
            row.bindKey(byKey, logbook);
            try (ResultSet rows = byKey.executeQuery()) {
                if (rows.next() && rows.getLong(1) != changed.qso()) {
                    throw new LogbookException("\"" + what + "\" cannot be taken back: QSO " + rows.getLong(1)
                            + " has the call, band, mode and time that QSO " + changed.qso()
                            + " had; nothing is changed");
                }
            }
            if (changed.after() == null) {
                row.bindInsert(insert, logbook);
                insert.setLong(Row.COLUMNS + 1, changed.qso());
                insert.executeUpdate();
            } else {
                row.bindUpdate(update, changed.qso());
                update.executeUpdate();
            }
        }

        @Override
        public void close() throws SQLException {
            for (PreparedStatement one : List.of(now, byKey, update, delete, insert)) {
                one.close();
            }
        }
    }
}
