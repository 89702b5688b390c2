package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A page of jobs, newest first.
 *
 * @param next what to list after for the next page; null on the last
 */
public record JobsDocument(
        @JsonProperty(required = true) List<JobDocument> jobs,
        @JsonInclude(JsonInclude.Include.ALWAYS) String next) {
    public JobsDocument {
        jobs = List.copyOf(jobs);
    }
}
