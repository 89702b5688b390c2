package org.everycore.logbook;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Json;
import org.everycore.radio.jobs.AwardsSpec;
import org.everycore.radio.jobs.StandingParts;

/**
 * Award standings of logbooks. A standing is kept in the database, so that a second look at an unchanged logbook reads it
 * instead of counting, and one at a logbook that only grew counts what was added.
 */
public final class LogbookStandings {
    private static final String PLACEHOLDER = "logbook";

    private LogbookStandings() {}

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
