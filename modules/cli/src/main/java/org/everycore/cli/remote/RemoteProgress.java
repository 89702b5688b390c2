package org.everycore.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import org.everycore.cli.Session;
import org.everycore.cli.job.ProgressDisplay;
import org.everycore.client.FollowedEvent;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.report.Progress;

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
        switch (event.name()) {
            case "progress" -> display.update(progress(event.data()));
            case "log" -> session.err().println(EventLine.of(event));
            case "end" -> display.close();
            default -> {}
        }
    }

    private Progress progress(JsonNode data) {
        return new Progress(
                job,
                JobState.valueOf(data.path("state").asText("running").toUpperCase(Locale.ROOT)),
                data.path("round").asInt(),
                data.path("unitsDone").asLong(),
                data.path("units").asLong(),
                data.path("unit").asText(""),
                data.path("chunksDone").asLong(),
                data.path("chunks").asLong(),
                data.path("retries").asInt(),
                data.path("workersBusy").asInt(),
                Duration.ofMillis(Math.round(data.path("elapsedSeconds").asDouble() * 1e3)));
    }
}
