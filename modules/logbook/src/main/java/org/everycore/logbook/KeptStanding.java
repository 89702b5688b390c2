package org.everycore.logbook;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Json;
import org.everycore.radio.jobs.AwardsSpec;
import org.everycore.radio.jobs.StandingParts;

/**
 * A standing as the database keeps it: the document, and the parts that it was put together from.
 *
 * <p>A part holds what the QSOs with numbers above those of the part before count. As long as QSOs were only added since,
 * the next part is made of those above the last; the parts together then are the standing. Any other change, a count of
 * QSOs that does not fit (numbers that a transaction took early and used late), or {@link #MOST_PARTS} parts begin again
 * with one part of all QSOs.
 */
final class KeptStanding {
    /** So many parts at most are put together; more would slow each look down. */
    static final int MOST_PARTS = 24;

    private static final int TRIES = 3;

    private final Logbook logbook;
    private final String documentName;
    private final String partName;

    KeptStanding(Logbook logbook, String digest) {
        this.logbook = logbook;
        this.documentName = "awards " + digest;
        this.partName = "part of " + digest + " ";
    }

    /**
     * A kept part.
     *
     * @param revision the logbook's when it was made
     * @param last the highest number in it
     * @param qsos how many QSOs it and all before it hold
     */
    private record Part(long revision, long last, long qsos, byte[] bytes) {}

    /** The document, if the logbook has not changed since. */
    Optional<byte[]> document() {
        return Sql.read(logbook.store(), "read a standing", connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT s.tally FROM standings s JOIN logbooks l"
                            + " ON l.id = s.logbook AND l.revision = s.revision WHERE s.logbook = ? AND s.name = ?")) {
                select.setLong(1, logbook.id());
                select.setString(2, documentName);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
                }
            }
        });
    }

    /** Counts what is not counted yet, keeps it and gives the document; if the logbook will not hold still, nothing is kept. */
    byte[] update(Function<InputRef, AwardsSpec> spec) throws IOException {
        byte[] document = null;
        for (int i = 0; i < TRIES; i++) {
            Revisions before = revisions();
            List<Part> parts = reusable(before);
            int kept = parts.size();
            long qsos = logbook.count(QsoQuery.ALL);
            if (parts.isEmpty() || parts.get(kept - 1).qsos() != qsos) {
                parts = counted(parts, spec, before.revision());
                if (parts.get(parts.size() - 1).qsos() != qsos && kept > 0) {
                    parts = counted(List.of(), spec, before.revision());
                    kept = 0;
                }
            }
            document = Json.mapper()
                    .writeValueAsBytes(StandingParts.document(
                            spec.apply(InputRef.file("logbook")),
                            Inputs.LOCAL,
                            logbook.name(),
                            parts.stream().map(Part::bytes).toList()));
            if (keep(before, parts, kept, document)) {
                return document;
            }
        }
        return document;
    }

    private Revisions revisions() {
        return Sql.read(logbook.store(), "ask a logbook", connection -> Revisions.of(connection, logbook.id()));
    }

    /** The parts that still hold what they held. */
    private List<Part> reusable(Revisions now) {
        List<Part> parts = Sql.read(logbook.store(), "read a standing", this::parts);
        boolean fit = !parts.isEmpty()
                && parts.size() < MOST_PARTS
                && parts.get(parts.size() - 1).revision() >= now.rewritten();
        return fit ? parts : List.of();
    }

    private List<Part> parts(Connection connection) throws SQLException {
        List<Part> parts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT revision, last_qso, tally FROM standings WHERE logbook = ? AND name = ?")) {
            select.setLong(1, logbook.id());
            while (true) {
                select.setString(2, partName + parts.size());
                try (ResultSet rows = select.executeQuery()) {
                    if (!rows.next()) {
                        return parts;
                    }
                    byte[] tally = rows.getBytes(3);
                    parts.add(new Part(
                            rows.getLong(1),
                            rows.getLong(2),
                            ByteBuffer.wrap(tally).getLong(),
                            Arrays.copyOfRange(tally, Long.BYTES, tally.length)));
                }
            }
        }
    }

    /** The parts and one more, of all QSOs above them. */
    private List<Part> counted(List<Part> parts, Function<InputRef, AwardsSpec> spec, long revision)
            throws IOException {
        Part before = parts.isEmpty() ? new Part(0, 0, 0, new byte[0]) : parts.get(parts.size() - 1);
        Path log = Files.createTempFile("everycore-standings", ".adi");
        try {
            Logbook.Written above;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(log), 1 << 16)) {
                above = logbook.writeAbove(before.last(), out);
            }
            byte[] bytes = StandingParts.count(spec.apply(InputRef.file(log.toString())), Inputs.LOCAL);
            List<Part> more = new ArrayList<>(parts);
            more.add(new Part(revision, above.last(), before.qsos() + above.qsos(), bytes));
            return more;
        } finally {
            Files.deleteIfExists(log);
        }
    }

    /** Keeps the document and the parts behind the first {@code kept}, unless the logbook or its parts changed meanwhile. */
    private boolean keep(Revisions before, List<Part> parts, int kept, byte[] document) {
        return Sql.run(logbook.store().connections(), "keep a standing", connection -> {
            lock(connection);
            if (Revisions.of(connection, logbook.id()).revision() != before.revision()) {
                return false;
            }
            List<Part> there = parts(connection);
            if (kept > 0
                    && there.size() == kept
                    && there.get(kept - 1).last() == parts.get(kept - 1).last()) {
                for (int i = kept; i < parts.size(); i++) {
                    insert(connection, i, parts.get(i));
                }
            } else {
                delete(connection, partName + "%");
                for (int i = 0; i < parts.size(); i++) {
                    insert(connection, i, parts.get(i));
                }
            }
            delete(connection, documentName);
            insert(connection, documentName, before.revision(), 0, document);
            return true;
        });
    }

    /** Whoever keeps a standing of the same logbook waits for the end of this transaction. */
    private void lock(Connection connection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE logbooks SET revision = revision WHERE id = ?")) {
            update.setLong(1, logbook.id());
            update.executeUpdate();
        }
    }

    private void delete(Connection connection, String like) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM standings WHERE logbook = ? AND name LIKE ?")) {
            delete.setLong(1, logbook.id());
            delete.setString(2, like);
            delete.executeUpdate();
        }
    }

    private void insert(Connection connection, int number, Part part) throws SQLException {
        byte[] tally = ByteBuffer.allocate(Long.BYTES + part.bytes().length)
                .putLong(part.qsos())
                .put(part.bytes())
                .array();
        insert(connection, partName + number, part.revision(), part.last(), tally);
    }

    private void insert(Connection connection, String name, long revision, long last, byte[] tally)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO standings (logbook, name, revision, last_qso, tally) VALUES (?, ?, ?, ?, ?)")) {
            insert.setLong(1, logbook.id());
            insert.setString(2, name);
            insert.setLong(3, revision);
            insert.setLong(4, last);
            insert.setBytes(5, tally);
            insert.executeUpdate();
        }
    }
}
