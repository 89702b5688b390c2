package org.everycore.cluster.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * For how long others respect who is in office. The time is the database's own, so that nodes whose clocks differ agree.
 *
 * @param left not positive when the lease has run out
 */
record EpochLease(String holder, Duration left) {
    /** Milliseconds since 1970 by the database's clock. */
    static final String NOW = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";

    static EpochLease read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT holder, leased_until - " + NOW + " FROM fence WHERE id = 1");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new EpochLease(row.getString(1), Duration.ofMillis(row.getLong(2)));
        }
    }

    boolean runs() {
        return left.toMillis() > 0;
    }

    /** Whether a node must not take office: the lease runs, and is another's. */
    boolean hinders(String node) {
        return runs() && !holder.equals(node);
    }

    Optional<String> current() {
        return runs() ? Optional.of(holder) : Optional.empty();
    }
}
