package org.everycore.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.everycore.cluster.api.JobView;
import org.everycore.cluster.store.JobPage;
import org.everycore.jobs.Json;
import org.everycore.jobs.report.Progress;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.wire.JobEvent;

/** How jobs and events look in JSON. */
final class Views {
    private static final double NANOS = 1e9;

    private Views() {}

    /** All that is known of a job: with what was asked for, and the report at its end. */
    static ObjectNode job(JobView view) {
        ObjectNode json = summary(view.job());
        view.progress().ifPresent(progress -> json.set("progress", progress(progress)));
        view.waitsFor().ifPresent(lack -> json.put("waitsFor", lack));
        json.set("request", Json.mapper().valueToTree(view.job().job().request()));
        view.job().end().ifPresent(end -> json.set("report", end.report()));
        return json;
    }

    static ObjectNode page(JobPage page) {
        ObjectNode json = Json.mapper().createObjectNode();
        var jobs = json.putArray("jobs");
        page.jobs().forEach(job -> jobs.add(summary(job)));
        json.put("next", page.next().orElse(null));
        return json;
    }

    static String eventName(JobEvent event) {
        if (event instanceof JobEvent.StateChanged) {
            return "state";
        }
        if (event instanceof JobEvent.Progressed) {
            return "progress";
        }
        return event instanceof JobEvent.Logged ? "log" : "end";
    }

    static ObjectNode event(JobEvent event) {
        ObjectNode json = Json.mapper().createObjectNode().put("at", event.at().toString());
        if (event instanceof JobEvent.StateChanged changed) {
            json.put("state", changed.state().label());
        } else if (event instanceof JobEvent.Progressed progressed) {
            json.setAll(progress(progressed.progress()));
        } else if (event instanceof JobEvent.Logged logged) {
            json.put("level", logged.level()).put("message", logged.message());
        } else if (event instanceof JobEvent.Ended ended) {
            json.put("state", ended.state().label()).put("error", ended.error());
            json.set("report", ended.report());
        }
        return json;
    }

    private static ObjectNode summary(StoredJob stored) {
        var job = stored.job();
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("job", job.id().value())
                .put("kind", job.request().kind())
                .put("name", job.request().name())
                .put("state", stored.state().label())
                .put("strategy", job.strategy())
                .put("family", job.family())
                .put("priority", job.request().priority())
                .put("submittedBy", job.submittedBy())
                .put("submittedAt", job.submittedAt().toString());
        stored.startedAt().ifPresent(at -> json.put("startedAt", at.toString()));
        stored.end().ifPresent(end -> {
            json.put("endedAt", end.at().toString());
            json.put("error", end.error());
            end.result().ifPresent(result -> json.putObject("result")
                    .put("sha256", result.sha256())
                    .put("bytes", result.bytes())
                    .put("mediaType", result.mediaType())
                    .put("fileName", result.fileName()));
        });
        return json;
    }

    private static ObjectNode progress(Progress progress) {
        return Json.mapper()
                .createObjectNode()
                .put("state", progress.state().label())
                .put("round", progress.round())
                .put("unitsDone", progress.unitsDone())
                .put("units", progress.units())
                .put("unit", progress.unit())
                .put("chunksDone", progress.chunksDone())
                .put("chunks", progress.chunks())
                .put("retries", progress.retries())
                .put("workersBusy", progress.workersBusy())
                .put("elapsedSeconds", seconds(progress.elapsed()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
