package org.everycore.runtime.supervisor;

import org.everycore.jobs.report.JobState;
import org.everycore.jobs.report.Progress;
import org.everycore.runtime.job.JobEnding;

/** What whoever watches a job hears of it. */
public sealed interface JobNotice {
    record StateChanged(JobState state) implements JobNotice {}

    record Progressed(Progress progress) implements JobNotice {}

    /** A line for a person: a retry, a fallback, a lost node. */
    record Noted(String level, String message) implements JobNotice {}

    record Ended(JobEnding ending) implements JobNotice {}
}
