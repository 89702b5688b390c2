package org.everycore.runtime.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;

/**
 * A job as it was accepted.
 *
 * @param request what was asked for; its job id is {@code id}
 * @param strategy the one chosen at submission
 * @param family numeric family of the result's bits, fixed at submission
 * @param inputs SHA-256 of the blobs that the job reads, so that they are kept while it is
 * @param submittedBy name of the token or user, for people
 */
public record JobRecord(
        JobId id,
        JobRequest request,
        String strategy,
        String family,
        Set<String> inputs,
        Instant submittedAt,
        String submittedBy) {
    public JobRecord {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(strategy, "strategy is null");
        Objects.requireNonNull(family, "family is null");
        Objects.requireNonNull(submittedBy, "submittedBy is null");
        request = Objects.requireNonNull(request, "request is null").withJobId(id);
        submittedAt = submittedAt.truncatedTo(ChronoUnit.MILLIS);
        inputs = Set.copyOf(inputs);
    }

    /** What was asked for, as it is kept: two submissions with one id must agree in it. */
    public String requestJson() {
        try {
            return Json.mapper().writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job request is always JSON", e);
        }
    }

    /** The same job with another strategy. */
    public JobRecord with(String newStrategy, String newFamily) {
        return new JobRecord(id, request, newStrategy, newFamily, inputs, submittedAt, submittedBy);
    }
}
