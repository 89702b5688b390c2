package org.everycore.gateway;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;
import org.everycore.cluster.api.JobService;
import org.everycore.jobs.JobId;
import org.everycore.jobs.api.EventDocument;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.wire.JobEvent;

/**
 * A job's events as server-sent events. A client that reads slowly loses the oldest ones that wait, never the end; a line
 * every 15 s keeps proxies from closing a quiet stream.
 */
final class EventStream {
    private static final int WAITING = 256;
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Duration MAX_RETRY = Duration.ofSeconds(5);
    private static final ContentType TYPE = MediaTypes.TEXT_EVENT_STREAM.toContentType();

    private final JobService jobs;
    private final AtomicInteger open;
    private final int maxOpen;

    EventStream(JobService jobs, AtomicInteger open, int maxOpen) {
        this.jobs = jobs;
        this.open = open;
        this.maxOpen = maxOpen;
    }

    /**
     * An answer that hears of the job from the moment on that its body is read, so that one which nobody reads (the client has
     * gone, or wanted the headers alone) holds nothing.
     */
    CompletionStage<HttpResponse> follow(JobId id, long after, Caller caller) {
        if (open.get() >= maxOpen) {
            throw busy();
        }
        return known(id, caller).thenApply(found -> HttpResponse.create()
                .withEntity(HttpEntities.createChunked(
                        TYPE,
                        Source.<ByteString>queue(WAITING, OverflowStrategy.dropHead())
                                .mapMaterializedValue(queue -> hear(id, after, queue))
                                .keepAlive(QUIET, () -> ByteString.fromString(": still here\n\n")))));
    }

    /** What {@link #follow} answers, without its body. */
    CompletionStage<HttpResponse> head(JobId id, Caller caller) {
        return known(id, caller)
                .thenApply(found -> HttpResponse.create().withEntity(HttpEntities.create(TYPE, new byte[0])));
    }

    private CompletionStage<StoredJob> known(JobId id, Caller caller) {
        return jobs.find(id)
                .thenApply(found -> found.filter(caller::sees).orElseThrow(() -> HttpProblem.unknownJob(id.value())));
    }

    /** Begins to hear, and ends it when the queue has ended for whatever reason, even before the hearing had begun. */
    private NotUsed hear(JobId id, long after, SourceQueueWithComplete<ByteString> queue) {
        boolean tooMany = open.incrementAndGet() > maxOpen;
        queue.watchCompletion().whenComplete((done, failure) -> open.decrementAndGet());
        if (tooMany) {
            queue.fail(busy());
            return NotUsed.getInstance();
        }
        jobs.subscribe(id, after, event -> {
                    queue.offer(line(event));
                    if (event.last()) {
                        queue.complete();
                    }
                })
                .whenComplete((subscription, failure) -> {
                    if (failure != null) {
                        queue.fail(failure);
                    } else {
                        queue.watchCompletion().whenComplete((done, broken) -> subscription.close());
                    }
                });
        return NotUsed.getInstance();
    }

    private HttpProblem busy() {
        return new HttpProblem(429, "busy", null, maxOpen + " clients follow jobs already", MAX_RETRY);
    }

    private static ByteString line(JobEvent event) {
        EventDocument data = Views.event(event);
        return ByteString.fromString(
                "id: " + event.number() + "\nevent: " + data.event() + "\ndata: " + Answers.text(data) + "\n\n");
    }
}
