package org.everycore.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.JobState;

/**
 * A job as a server describes it.
 *
 * @param document all that the server said
 */
public record JobStatus(JobId id, JobState state, JsonNode document) {
    static JobStatus of(JsonNode document) {
        return new JobStatus(
                new JobId(document.path("job").asText()),
                JobState.valueOf(document.path("state").asText().toUpperCase(Locale.ROOT)),
                document);
    }

    public String kind() {
        return document.path("kind").asText();
    }

    /** Why it failed, or by whom it was cancelled. */
    public Optional<String> error() {
        return Optional.ofNullable(document.path("error").textValue());
    }

    /** The job report; present at the end. */
    public Optional<JsonNode> report() {
        return Optional.ofNullable(document.get("report"));
    }

    /** SHA-256 of the result, when there is one. */
    public Optional<String> sha256() {
        return Optional.ofNullable(document.path("result").path("sha256").textValue());
    }

    /** A name for the result's file, when there is a result. */
    public Optional<String> fileName() {
        return Optional.ofNullable(document.path("result").path("fileName").textValue());
    }
}
