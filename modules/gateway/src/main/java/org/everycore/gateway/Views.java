package org.everycore.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.everycore.cluster.api.JobView;
import org.everycore.cluster.store.JobPage;
import org.everycore.jobs.Json;
import org.everycore.jobs.api.EndDocument;
import org.everycore.jobs.api.EventDocument;
import org.everycore.jobs.api.JobDocument;
import org.everycore.jobs.api.JobsDocument;
import org.everycore.jobs.api.LogDocument;
import org.everycore.jobs.api.ProgressDocument;
import org.everycore.jobs.api.ResultDocument;
import org.everycore.jobs.api.StateDocument;
import org.everycore.runtime.record.JobEnd;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.wire.JobEvent;

/** What of jobs and events goes into the bodies of the API. */
final class Views {
    private Views() {}

    /** All that is known of a job: with what was asked for, and the report at its end. */
    static JobDocument job(JobView view) {
        StoredJob stored = view.job();
        return document(
                stored,
                view.progress().map(progress -> ProgressDocument.of(progress, null)),
                view.waitsFor(),
                Json.mapper().valueToTree(stored.job().request()),
                stored.end().map(JobEnd::report));
    }

    static JobsDocument page(JobPage page) {
        return new JobsDocument(
                page.jobs().stream()
                        .map(job -> document(job, Optional.empty(), Optional.empty(), null, Optional.empty()))
                        .toList(),
                page.next().orElse(null));
    }

    static EventDocument event(JobEvent event) {
        if (event instanceof JobEvent.StateChanged changed) {
            return new StateDocument(event.at(), changed.state());
        }
        if (event instanceof JobEvent.Progressed progressed) {
            return ProgressDocument.of(progressed.progress(), event.at());
        }
        if (event instanceof JobEvent.Logged logged) {
            return new LogDocument(event.at(), logged.level(), logged.message());
        }
        JobEvent.Ended ended = (JobEvent.Ended) event;
        return new EndDocument(event.at(), ended.state(), ended.error(), ended.report());
    }

    private static JobDocument document(
            StoredJob stored,
            Optional<ProgressDocument> progress,
            Optional<String> waitsFor,
            JsonNode request,
            Optional<JsonNode> report) {
        var job = stored.job();
        return new JobDocument(
                job.id().value(),
                job.request().kind(),
                job.request().name(),
                stored.state(),
                job.strategy(),
                job.family(),
                job.request().priority(),
                job.submittedBy(),
                job.submittedAt(),
                stored.startedAt().orElse(null),
                stored.end().map(JobEnd::at).orElse(null),
                stored.end().map(JobEnd::error).orElse(null),
                stored.end()
                        .flatMap(JobEnd::result)
                        .map(result -> new ResultDocument(
                                result.sha256(), result.bytes(), result.mediaType(), result.fileName()))
                        .orElse(null),
                progress.orElse(null),
                waitsFor.orElse(null),
                request,
                report.orElse(null));
    }
}
