package org.everycore.cluster.store;

import java.util.List;
import java.util.Optional;
import org.everycore.runtime.record.StoredJob;

/**
 * A page of jobs, newest first.
 *
 * @param next cursor of the next page; empty on the last
 */
public record JobPage(List<StoredJob> jobs, Optional<String> next) {
    public JobPage {
        jobs = List.copyOf(jobs);
    }

    /** The page that a query with one job more than its limit found. */
    static JobPage cut(List<StoredJob> found, int limit) {
        if (found.size() <= limit) {
            return new JobPage(found, Optional.empty());
        }
        return new JobPage(
                found.subList(0, limit),
                Optional.of(Cursor.of(found.get(limit - 1)).text()));
    }
}
