package org.everycore.jobs.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.everycore.jobs.Json;

/**
 * What a finished job has to show.
 *
 * @param sha256 hash of the result's bytes, in hexadecimal
 * @param bytes length of the result
 * @param mediaType such as application/json
 * @param file where the bytes are, when they were written
 * @param units how many samples or QSOs the result stands for
 * @param unit what a unit is called in the report: samples, qsos
 * @param facts figures for the report, such as truncationLoss
 * @param document the result itself when it is a JSON document that a person waits for
 */
public record JobResult(
        String sha256,
        long bytes,
        String mediaType,
        Optional<Path> file,
        long units,
        String unit,
        Map<String, JsonNode> facts,
        Optional<JsonNode> document) {
    public JobResult {
        Objects.requireNonNull(sha256, "sha256 is null");
        Objects.requireNonNull(mediaType, "mediaType is null");
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(unit, "unit is null");
        Objects.requireNonNull(document, "document is null");
        facts = Map.copyOf(facts);
    }

    /** Writes a JSON document, with a line end behind it, as the result of a job. */
    public static JobResult json(
            ResultTarget target, JsonNode document, long units, String unit, Map<String, JsonNode> facts)
            throws IOException {
        try (ResultFile file = ResultFile.open(target)) {
            file.stream().write(Json.mapper().writeValueAsBytes(document));
            file.stream().write('\n');
            ResultFile.Committed committed = file.commit();
            return new JobResult(
                    committed.sha256(),
                    committed.bytes(),
                    ResultFormat.JSON.mediaType(),
                    committed.file(),
                    units,
                    unit,
                    facts,
                    Optional.of(document));
        }
    }
}
