package org.everycore.cluster.api;

import java.util.Objects;
import java.util.Optional;
import org.everycore.jobs.report.Progress;
import org.everycore.runtime.record.StoredJob;

/**
 * A job as it stands.
 *
 * @param progress present while the job runs and a supervisor knows of it
 */
public record JobView(StoredJob job, Optional<Progress> progress) {
    public JobView {
        Objects.requireNonNull(job, "job is null");
        Objects.requireNonNull(progress, "progress is null");
    }
}
