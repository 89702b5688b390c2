package org.everycore.logbook;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work on a connection of the pool. */
final class Sql {
    private Sql() {}

    /** Work on a connection. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Runs work in one transaction: committed when it returns, rolled back when it throws. */
    static <T> T run(DataSource connections, String what, Work<T> work) {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw failure(what, e);
        }
    }

    /** Runs reading that takes no lock of the writer's; rows come as a stream. */
    static <T> T read(LogStore store, String what, Work<T> work) {
        try (Connection connection = store.connections().getConnection()) {
            connection.setAutoCommit(store.dialect() != Dialect.POSTGRESQL);
            try {
                return work.run(connection);
            } finally {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw failure(what, e);
        }
    }

    /** Rolls back after a failure, which is not to be lost behind another one: a full disk has ended the transaction already. */
    static void rollback(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    static LogbookException failure(String what, SQLException e) {
        String why = String.valueOf(e.getMessage());
        boolean full = isFull(why);
        return new LogbookException(
                "could not " + what + ": "
                        + (full ? "the disk is full; what was stored stands: free some space and try again" : why),
                e);
    }

    /** Whether a database says that it finds no room, be it for rows, for its log or for the index of that. */
    static boolean isFull(String why) {
        return why.contains("SQLITE_FULL")
                || why.contains("SQLITE_IOERR_SHMSIZE")
                || why.contains("SQLITE_IOERR_WRITE")
                || why.contains("No space left");
    }
}
