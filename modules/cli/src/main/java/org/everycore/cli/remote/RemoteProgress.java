package org.everycore.cli.remote;

import org.everycore.cli.Session;
import org.everycore.cli.job.ProgressDisplay;
import org.everycore.client.FollowedEvent;
import org.everycore.jobs.JobId;
import org.everycore.jobs.api.LogDocument;
import org.everycore.jobs.api.ProgressDocument;

/** Shows what a followed job tells: its progress as for a job that runs here, its log lines on standard error. */
final class RemoteProgress {
    private final Session session;
    private final JobId job;
    private final ProgressDisplay display;

    RemoteProgress(Session session, JobId job) {
        this.session = session;
        this.job = job;
        this.display = new ProgressDisplay(session);
    }

    void hear(FollowedEvent event) {
        if (event.data() instanceof ProgressDocument progress) {
            display.update(progress.of(job));
        } else if (event.data() instanceof LogDocument) {
            session.err().println(EventLine.of(event));
        } else if (event.last()) {
            display.close();
        }
    }
}
