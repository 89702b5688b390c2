package org.everycore.logbook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Stores rows within a transaction that its caller commits. */
interface QsoWriter extends AutoCloseable {
    /** Stores new rows, and joins the others to the QSOs that have their keys. */
    Written write(List<Row> rows) throws SQLException;

    @Override
    void close() throws SQLException;

    /** What became of rows. */
    record Written(long added, long duplicates, long merged) {}

    static QsoWriter open(Dialect dialect, Connection connection, long logbook) throws SQLException {
        return dialect == Dialect.POSTGRESQL
                ? new CopyWriter(connection, logbook)
                : new BatchWriter(connection, logbook, dialect == Dialect.SQLITE);
    }

    /**
     * One JDBC batch; the database's counts tell which rows were new. In SQLite it holds the key's pages of a transaction in
     * memory, and moves SQLite's log into the database after 256 MB, since an import writes a page of the key several times.
     */
    final class BatchWriter implements QsoWriter {
        private static final List<String> LARGE =
                List.of("PRAGMA cache_size=-163840", "PRAGMA wal_autocheckpoint=65536");
        private static final List<String> USUAL =
                List.of("PRAGMA cache_size=-65536", "PRAGMA wal_autocheckpoint=20000");

        private final long logbook;
        private final PreparedStatement insert;
        private final Merging merging;

        private final Connection connection;
        private final boolean sqlite;

        BatchWriter(Connection connection, long logbook, boolean sqlite) throws SQLException {
            this.connection = connection;
            this.sqlite = sqlite;
            tune(LARGE);
            this.logbook = logbook;
            this.insert = connection.prepareStatement(Row.INSERT + " ON CONFLICT DO NOTHING");
            this.merging = new Merging(connection, logbook);
        }

        @Override
        public Written write(List<Row> rows) throws SQLException {
            if (rows.isEmpty()) {
                return new Written(0, 0, 0);
            }
            for (Row row : rows) {
                row.bindInsert(insert, logbook);
                insert.addBatch();
            }
            int[] counts = insert.executeBatch();
            long added = 0;
            long merged = 0;
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    added++;
                } else {
                    merged += merging.join(rows.get(i)) ? 1 : 0;
                }
            }
            return new Written(added, rows.size() - added, merged);
        }

        @Override
        public void close() throws SQLException {
            insert.close();
            merging.close();
            tune(USUAL);
        }

        private void tune(List<String> pragmas) throws SQLException {
            if (sqlite) {
                try (Statement statement = connection.createStatement()) {
                    for (String pragma : pragmas) {
                        statement.execute(pragma);
                    }
                }
            }
        }
    }
}
