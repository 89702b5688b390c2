package org.everycore.cluster.store;

import java.util.List;
import java.util.Optional;

/**
 * A page of jobs, newest first.
 *
 * @param next cursor of the next page; empty on the last
 */
public record JobPage(List<StoredJob> jobs, Optional<String> next) {
    public JobPage {
        jobs = List.copyOf(jobs);
    }
}
