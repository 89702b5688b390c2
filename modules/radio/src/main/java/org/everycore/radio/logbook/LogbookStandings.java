package org.everycore.radio.logbook;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
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
import org.everycore.radio.award.StandingParts;

/**
 * Award standings of logbooks. A standing is kept in the database, so that a second look at an unchanged logbook reads it
 * instead of counting, and one at a logbook that only grew counts what was added.
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
        AwardsSpec placeholder = spec.apply(InputRef.file(PLACEHOLDER));
        var kept = new KeptStanding(logbook, digest(placeholder));
        Optional<byte[]> fresh = kept.document();
        byte[] document = fresh.isPresent() ? fresh.get() : kept.update(spec);
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

    private static String digest(AwardsSpec spec) throws IOException {
        MessageDigest digest = ImportFile.sha256();
        digest.update((byte) StandingParts.VERSION);
        digest.update(Json.mapper().writeValueAsString(spec).getBytes(StandardCharsets.UTF_8));
        if (spec.entityTable() != null) {
            digest.update(Files.readAllBytes(Inputs.LOCAL.resolve(spec.entityTable())));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
