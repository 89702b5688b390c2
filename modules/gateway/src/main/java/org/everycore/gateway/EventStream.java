package org.everycore.gateway;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;
import org.everycore.cluster.api.JobEvent;
import org.everycore.cluster.api.JobService;
import org.everycore.jobs.JobId;

/**
 * A job's events as server-sent events. A client that reads slowly loses the oldest ones that wait, never the end; a line
 * every 15 s keeps proxies from closing a quiet stream.
 */
final class EventStream {
    private static final int WAITING = 256;
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Duration MAX_RETRY = Duration.ofSeconds(5);

    private final JobService jobs;
    private final Materializer materializer;
    private final AtomicInteger open;
    private final int maxOpen;

    EventStream(JobService jobs, Materializer materializer, AtomicInteger open, int maxOpen) {
        this.jobs = jobs;
        this.materializer = materializer;
        this.open = open;
        this.maxOpen = maxOpen;
    }

    CompletionStage<HttpResponse> follow(JobId id, long after) {
        if (open.incrementAndGet() > maxOpen) {
            open.decrementAndGet();
            throw new HttpProblem(429, "busy", null, maxOpen + " clients follow jobs already", MAX_RETRY);
        }
        Pair<SourceQueueWithComplete<ByteString>, Source<ByteString, NotUsed>> stream =
                Source.<ByteString>queue(WAITING, OverflowStrategy.dropHead()).preMaterialize(materializer);
        SourceQueueWithComplete<ByteString> queue = stream.first();
        queue.watchCompletion().whenComplete((done, failure) -> open.decrementAndGet());
        CompletionStage<JobService.Subscription> hearing = jobs.subscribe(id, after, event -> {
            queue.offer(line(event));
            if (event.last()) {
                queue.complete();
            }
        });
        return hearing.handle((subscription, failure) -> {
            if (failure != null) {
                queue.complete();
                throw HttpProblem.of(failure)
                        .orElseGet(() -> new HttpProblem(500, "internal", null, "the events cannot be followed"));
            }
            queue.watchCompletion().whenComplete((done, broken) -> subscription.close());
            return HttpResponse.create()
                    .withEntity(HttpEntities.createChunked(
                            MediaTypes.TEXT_EVENT_STREAM.toContentType(),
                            stream.second()
                                    .keepAlive(QUIET, () -> ByteString.fromString(": still here\n\n"))
                                    .mapMaterializedValue(ignored -> NotUsed.getInstance())));
        });
    }

    private static ByteString line(JobEvent event) {
        return ByteString.fromString("id: " + event.number() + "\nevent: " + Views.eventName(event) + "\ndata: "
                + Views.event(event) + "\n\n");
    }
}
