package org.everycore.logbook;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Stores rows in PostgreSQL: COPY into a table of the session, from there what is new into the log. */
final class CopyWriter implements QsoWriter {
    private static final String COLUMNS =
            "logbook, qso_day, qso_minute, callsign, band, emission, grid, dxcc, confirmed, fields";
    private static final String TABLE = "CREATE TEMP TABLE IF NOT EXISTS incoming (n INTEGER, logbook BIGINT,"
            + " qso_day INTEGER, qso_minute INTEGER, callsign TEXT COLLATE \"C\", band TEXT COLLATE \"C\","
            + " emission TEXT COLLATE \"C\", grid TEXT, dxcc INTEGER, confirmed INTEGER, fields TEXT)";
    private static final String TAKE =
            "INSERT INTO qsos (" + COLUMNS + ") SELECT " + COLUMNS + " FROM incoming ORDER BY n ON CONFLICT DO NOTHING";
    private static final String DIFFERING =
            "SELECT i.n FROM incoming i JOIN qsos q USING (logbook, qso_day, qso_minute,"
                    + " callsign, band, emission) WHERE q.fields <> i.fields ORDER BY i.n";

    private final long logbook;
    private final CopyManager copy;
    private final Statement statement;
    private final Merging merging;
    private final StringBuilder text = new StringBuilder(1 << 20);

    CopyWriter(Connection connection, long logbook) throws SQLException {
        this.logbook = logbook;
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI();
        this.statement = connection.createStatement();
        this.merging = new Merging(connection, logbook);
        statement.execute(TABLE);
    }

    @Override
    public Written write(List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return new Written(0, 0, 0);
        }
        // The log and its progress are committed together, so waiting for the disk would add nothing.
        statement.execute("SET LOCAL synchronous_commit = off");
        statement.execute("TRUNCATE incoming");
        text.setLength(0);
        for (int i = 0; i < rows.size(); i++) {
            line(i, rows.get(i));
        }
        try {
            copy.copyIn("COPY incoming FROM STDIN", new StringReader(text.toString()));
        } catch (IOException e) {
            throw new SQLException("COPY broke off", e);
        }
        long added = statement.executeUpdate(TAKE);
        long merged = 0;
        if (added < rows.size()) {
            for (int i : differing()) {
                merged += merging.join(rows.get(i)) ? 1 : 0;
            }
        }
        return new Written(added, rows.size() - added, merged);
    }

    private List<Integer> differing() throws SQLException {
        List<Integer> places = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(DIFFERING)) {
            while (rows.next()) {
                places.add(rows.getInt(1));
            }
        }
        return places;
    }

    private void line(int n, Row row) {
        QsoKey key = row.key();
        text.append(n)
                .append('\t')
                .append(logbook)
                .append('\t')
                .append(key.day())
                .append('\t')
                .append(key.minute());
        cell(key.call());
        cell(key.band());
        cell(key.mode());
        cell(row.grid());
        text.append('\t').append(row.dxcc()).append('\t').append(row.confirmed());
        cell(row.fields());
        text.append('\n');
    }

    private void cell(String value) {
        text.append('\t');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (PreparedStatement drop = statement.getConnection().prepareStatement("DROP TABLE IF EXISTS incoming")) {
            drop.execute();
        }
        statement.close();
        merging.close();
    }
}
