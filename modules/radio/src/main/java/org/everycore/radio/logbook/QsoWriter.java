package org.everycore.radio.logbook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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
                : new BatchWriter(connection, logbook);
    }

    /** One JDBC batch; the database's counts tell which rows were new. */
    final class BatchWriter implements QsoWriter {
        private final long logbook;
        private final PreparedStatement insert;
        private final Merging merging;

        BatchWriter(Connection connection, long logbook) throws SQLException {
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
        }
    }
}
