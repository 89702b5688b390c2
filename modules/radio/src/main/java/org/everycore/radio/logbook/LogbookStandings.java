package org.everycore.radio.logbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Json;
import org.everycore.radio.award.AwardsSpec;

/**
 * Award standings of logbooks. A standing is kept in the database with the revision of the logbook that it was made from,
 * so that a second look at an unchanged logbook reads it instead of counting.
 */
public final class LogbookStandings {
    private static final String PLACEHOLDER = "logbook";

    private LogbookStandings() {}

    /** A row of a league table: a logbook and what it has of one award. */
    public record Place(String logbook, int worked, int confirmed) {}

    /**
     * The document that {@code radio.awards} makes of a logbook.
     *
     * @param spec the choice of awards, given the file that stands for the logbook
     */
    public static JsonNode of(Logbook logbook, Function<InputRef, AwardsSpec> spec) throws IOException {
        String name = "awards " + digest(spec.apply(InputRef.file(PLACEHOLDER)));
        long revision = logbook.revision();
        Optional<byte[]> kept = kept(logbook, name, revision);
        if (kept.isPresent()) {
            return Json.mapper().readTree(kept.get());
        }
        byte[] document = Json.mapper().writeValueAsBytes(count(logbook, spec));
        keep(logbook, name, revision, document);
        return Json.mapper().readTree(document);
    }

    /**
     * All logbooks of a store by what they have of an award: most confirmed first, then most worked, then by name.
     *
     * @param award the name of an award in that document
     */
    public static List<Place> league(LogStore store, Function<InputRef, AwardsSpec> spec, String award)
            throws IOException {
        List<Place> places = new ArrayList<>();
        for (Logbook logbook : store.logbooks()) {
            JsonNode cell = of(logbook, spec).path("report").path("awards").path(award);
            if (cell.isMissingNode()) {
                throw new LogbookException("the standing has no award " + award);
            }
            places.add(new Place(
                    logbook.name(),
                    cell.path("worked").asInt(),
                    cell.path("confirmed").asInt()));
        }
        places.sort(Comparator.comparingInt(Place::confirmed)
                .thenComparingInt(Place::worked)
                .reversed()
                .thenComparing(Place::logbook));
        return places;
    }

    private static ObjectNode count(Logbook logbook, Function<InputRef, AwardsSpec> spec) throws IOException {
        Path log = Files.createTempFile("everycore-standings", ".adi");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(log), 1 << 16)) {
                logbook.writeStored(out);
            }
            JsonNode document = LocalAwards.document(spec.apply(InputRef.file(log.toString())), Inputs.LOCAL);
            ObjectNode own = (ObjectNode) document;
            own.putArray("logs").add(logbook.name());
            return own;
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static Optional<byte[]> kept(Logbook logbook, String name, long revision) {
        return Sql.read(logbook.store(), "read a standing", connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT tally FROM standings WHERE logbook = ? AND name = ? AND revision = ?")) {
                select.setLong(1, logbook.id());
                select.setString(2, name);
                select.setLong(3, revision);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
                }
            }
        });
    }

    private static void keep(Logbook logbook, String name, long revision, byte[] document) {
        Sql.run(logbook.store().connections(), "keep a standing", connection -> {
            try (PreparedStatement delete =
                            connection.prepareStatement("DELETE FROM standings WHERE logbook = ? AND name = ?");
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO standings (logbook, name, revision, last_qso, tally) VALUES (?, ?, ?, 0, ?)"
                                    + " ON CONFLICT DO NOTHING")) {
                delete.setLong(1, logbook.id());
                delete.setString(2, name);
                delete.executeUpdate();
                insert.setLong(1, logbook.id());
                insert.setString(2, name);
                insert.setLong(3, revision);
                insert.setBytes(4, document);
                return insert.executeUpdate();
            }
        });
    }

    private static String digest(AwardsSpec spec) throws IOException {
        byte[] json = Json.mapper().writeValueAsString(spec).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(ImportFile.sha256().digest(json));
    }
}
