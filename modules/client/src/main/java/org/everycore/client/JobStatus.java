package org.everycore.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;
import org.everycore.jobs.JobId;
import org.everycore.jobs.api.JobDocument;
import org.everycore.jobs.api.ReportDocument;
import org.everycore.jobs.api.ResultDocument;
import org.everycore.jobs.report.JobState;

/**
 * A job as a server describes it.
 *
 * @param document all that the server said
 */
public record JobStatus(JobDocument document) {
    public JobStatus {
        Objects.requireNonNull(document, "document is null");
    }

    public JobId id() {
        return new JobId(document.job());
    }

    public JobState state() {
        return document.state();
    }

    public String kind() {
        return document.kind();
    }

    /** Why it failed, or by whom it was cancelled. */
    public Optional<String> error() {
        return Optional.ofNullable(document.error());
    }

    /** The job report, with what its kind adds; present at the end. */
    public Optional<JsonNode> report() {
        return Optional.ofNullable(document.report());
    }

    /** The figures of the report that every kind has. */
    public Optional<ReportDocument> figures() {
        return ReportDocument.of(document.report());
    }

    /** SHA-256 of the result, when there is one. */
    public Optional<String> sha256() {
        return Optional.ofNullable(document.result()).map(ResultDocument::sha256);
    }

    /** A name for the result's file, when there is a result. */
    public Optional<String> fileName() {
        return Optional.ofNullable(document.result()).map(ResultDocument::fileName);
    }
}
