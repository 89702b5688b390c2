package org.everycore.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.everycore.cli.Style;
import org.everycore.cli.awards.AwardsText;
import org.everycore.cli.sample.TableText;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;

/** What a person wants to see of a result that goes to no file: standings, a text, the first rows and their figures. */
final class ShownResult {
    private static final Set<String> TABLES = Set.of("photonics.sample", "photonics.gradient", "photonics.circuit");
    private static final String AWARDS = "radio.awards";
    private static final String DIGEST = "radio.digest";

    /** More samples than this are not written down only to be looked at. */
    private static final long MOST_SAMPLES = 2_000_000;

    private ShownResult() {}

    /** Whether the result of such a job is one to look at, and small enough. */
    static boolean suits(JobRequest request) {
        return request.kind().equals(AWARDS)
                || request.kind().equals(DIGEST)
                || TABLES.contains(request.kind())
                        && request.spec().path("samples").asLong(0) <= MOST_SAMPLES;
    }

    static List<String> lines(String kind, Path file, Style style) throws IOException {
        if (TABLES.contains(kind)) {
            return TableText.lines(file);
        }
        JsonNode document = Json.mapper().readTree(Files.readAllBytes(file));
        return kind.equals(AWARDS) ? new AwardsText(document, style).overview() : texts(document.path("digests"));
    }

    private static List<String> texts(JsonNode digests) {
        List<String> lines = new ArrayList<>();
        digests.forEach(digest -> {
            digest.path("text").asText().strip().lines().forEach(lines::add);
            lines.add("");
        });
        return lines;
    }
}
