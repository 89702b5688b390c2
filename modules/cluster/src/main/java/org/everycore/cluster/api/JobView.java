package org.everycore.cluster.api;

import java.util.Objects;
import java.util.Optional;
import org.everycore.jobs.report.Progress;
import org.everycore.runtime.record.StoredJob;

/**
 * A job as it stands.
 *
 * @param waitsFor what the job lacks to go on, if anything
 * @param progress present while the job runs and a supervisor knows of it
 */
public record JobView(StoredJob job, Optional<Progress> progress, Optional<String> waitsFor) {
    public JobView {
        Objects.requireNonNull(job, "job is null");
        Objects.requireNonNull(progress, "progress is null");
        Objects.requireNonNull(waitsFor, "waitsFor is null");
    }
}
