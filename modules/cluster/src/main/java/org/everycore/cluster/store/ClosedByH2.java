package org.everycore.cluster.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Tells the pool which of H2's errors end a connection: H2 closes a database whose file cannot be written, on a full disk for
 * one, and all connections with it; a new connection opens it again.
 */
final class ClosedByH2 implements SQLExceptionOverride {
    private static final int DATABASE_CLOSED = 90098;
    private static final int CONNECTION_CLOSED = 90007;
    private static final int BROKEN = 90067;

    static boolean is(SQLException e) {
        return e.getErrorCode() == DATABASE_CLOSED
                || e.getErrorCode() == CONNECTION_CLOSED
                || e.getErrorCode() == BROKEN;
    }

    @java.lang.Override
    public Override adjudicate(SQLException e) {
        return is(e) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
