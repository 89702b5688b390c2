package org.everycore.client;

import java.util.List;
import java.util.Optional;

/**
 * A page of jobs, newest first.
 *
 * @param next what to list after for the next page; empty on the last
 */
public record JobPage(List<JobStatus> jobs, Optional<String> next) {
    public JobPage {
        jobs = List.copyOf(jobs);
    }
}
