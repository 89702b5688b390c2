package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.everycore.jobs.report.JobState;

/**
 * A job as the API tells it; in a list without progress, request and report.
 *
 * @param strategy the one that runs it
 * @param family numeric family of the result's bits
 * @param startedAt null until it starts
 * @param endedAt null until it ends
 * @param error why it failed, or by whom it was cancelled
 * @param result null without one
 * @param progress null unless it runs
 * @param waitsFor what the job lacks to go on, if anything
 * @param request what was asked for
 * @param report the job report; null until it ends
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobDocument(
        @JsonProperty(required = true) String job,
        @JsonProperty(required = true) String kind,
        @JsonInclude(JsonInclude.Include.ALWAYS) String name,
        @JsonProperty(required = true) JobState state,
        @JsonProperty(required = true) String strategy,
        @JsonProperty(required = true) String family,
        int priority,
        String submittedBy,
        @JsonProperty(required = true) Instant submittedAt,
        Instant startedAt,
        Instant endedAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) String error,
        ResultDocument result,
        ProgressDocument progress,
        String waitsFor,
        JsonNode request,
        JsonNode report) {}
