package org.everycore.logbook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.everycore.radio.adif.AdifRecord;

/** Joins records to the stored QSOs that they tell of, within a transaction. */
final class Merging implements AutoCloseable {
    private final long logbook;
    private final PreparedStatement select;
    private final PreparedStatement update;

    Merging(Connection connection, long logbook) throws SQLException {
        this.logbook = logbook;
        this.select = connection.prepareStatement(Row.BY_KEY);
        this.update = connection.prepareStatement(Row.UPDATE);
    }

    /** Joins a record to the QSO with its key; false if that knew all. */
    boolean join(Row other) throws SQLException {
        other.bindKey(select, logbook);
        try (ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                throw new LogbookException("the QSO with " + other.key().call() + " was removed meanwhile");
            }
            String fields = rows.getString(2);
            if (fields.equals(other.fields())) {
                return false;
            }
            AdifRecord kept = RecordText.decode(fields);
            AdifRecord joined = QslMerge.join(kept, RecordText.decode(other.fields()));
            if (joined.equals(kept)) {
                return false;
            }
            store(rows.getLong(1), joined);
            return true;
        }
    }

    /** Puts a record in the place of a stored QSO. */
    void store(long id, AdifRecord changed) throws SQLException {
        Row.of(changed).bindUpdate(update, id);
        update.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        select.close();
        update.close();
    }
}
