package org.everycore.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.everycore.cluster.api.JobService;
import org.everycore.cluster.store.JobQuery;
import org.everycore.jobs.Json;
import org.everycore.runtime.wire.ToClient;

/**
 * One stream of all that the pages show: jobs, the cluster and what its workers do. Twice a second it looks, and sends what is
 * another than what this client was sent last, each subject as a whole; so the first message is a snapshot, and a client that
 * reads slowly is looked for less often and gets the newest state instead of a queue of old ones. The number of an event is
 * the time up to which workers were shown, with which a client that was cut off goes on.
 */
final class PageStream {
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final int JOBS = 200;
    private static final ContentType TYPE = MediaTypes.TEXT_EVENT_STREAM.toContentType();

    private final JobService jobs;
    private final AtomicInteger open;
    private final int maxOpen;
    private final Map<Optional<String>, Shared> shared = new HashMap<>();

    PageStream(JobService jobs, AtomicInteger open, int maxOpen) {
        this.jobs = jobs;
        this.open = open;
        this.maxOpen = maxOpen;
    }

    /** What {@link #follow} answers, without its body. */
    static HttpResponse head() {
        return HttpResponse.create().withEntity(HttpEntities.create(TYPE, new byte[0]));
    }

    /** @param after the time up to which the client has seen the workers; 0 for the last minute */
    HttpResponse follow(long after, Caller caller) {
        if (open.get() >= maxOpen) {
            throw busy();
        }
        return HttpResponse.create().withEntity(HttpEntities.createChunked(TYPE, source(after, caller.owner())));
    }

    private Source<ByteString, ?> source(long after, Optional<String> owner) {
        return Source.lazySource(() -> {
            if (open.incrementAndGet() > maxOpen) {
                open.decrementAndGet();
                throw busy();
            }
            Client client = new Client(after, owner);
            return Source.tick(Duration.ZERO, BEAT, "look")
                    .mapAsync(1, look -> client.look())
                    .watchTermination((ticks, done) -> {
                        done.whenComplete((ended, failure) -> open.decrementAndGet());
                        return ticks;
                    });
        });
    }

    private HttpProblem busy() {
        return new HttpProblem(429, "busy", null, maxOpen + " clients follow already", Duration.ofSeconds(5));
    }

    /** What jobs and cluster are now; looked for once for all who ask within a beat. */
    private synchronized Shared shared(Optional<String> owner) {
        long now = System.nanoTime();
        shared.values().removeIf(old -> now - old.at() > BEAT.toNanos() - 50_000_000L);
        return shared.computeIfAbsent(
                owner,
                who -> new Shared(
                        now,
                        jobs.list(new JobQuery(Set.of(), Optional.empty(), who, JOBS, Optional.empty()))
                                .thenApply(page -> Json.mapper().<JsonNode>valueToTree(Views.page(page))),
                        jobs.cluster().thenApply(view -> Json.mapper().valueToTree(view))));
    }

    private record Shared(long at, CompletionStage<JsonNode> jobs, CompletionStage<JsonNode> cluster) {}

    /** What one client was sent last. */
    private final class Client {
        private final Map<String, JsonNode> sent = new LinkedHashMap<>();
        private final Optional<String> owner;
        private long seen;
        private int silent;

        Client(long after, Optional<String> owner) {
            this.seen = after;
            this.owner = owner;
        }

        CompletionStage<ByteString> look() {
            Shared now = shared(owner);
            CompletableFuture<ByteString> jobsText = news("jobs", now.jobs());
            CompletableFuture<ByteString> clusterText = news("cluster", now.cluster());
            CompletableFuture<ByteString> lanesText =
                    jobs.lanes(seen).thenApply(this::lanes).toCompletableFuture();
            return jobsText.thenCombine(clusterText, ByteString::concat)
                    .thenCombine(lanesText, ByteString::concat)
                    .thenApply(this::alive);
        }

        /** A comment now and then, so that a connection that is gone is noticed. */
        private ByteString alive(ByteString news) {
            silent = news.isEmpty() ? silent + 1 : 0;
            return silent == 0 || silent % 30 != 0 ? news : ByteString.fromString(": still here\n\n");
        }

        private CompletableFuture<ByteString> news(String name, CompletionStage<JsonNode> looked) {
            return looked.handle((state, failure) -> {
                        JsonNode now = failure == null
                                ? state
                                : Json.mapper().createObjectNode().put("unavailable", true);
                        return now.equals(sent.put(name, now)) ? ByteString.emptyByteString() : line(name, now);
                    })
                    .toCompletableFuture();
        }

        private ByteString lanes(ToClient.Lanes lanes) {
            boolean any = lanes.lanes().stream().anyMatch(lane -> !lane.blocks().isEmpty());
            boolean first = sent.putIfAbsent("lanes", Json.mapper().nullNode()) == null;
            seen = Math.max(seen, lanes.at());
            return any || first ? line("lanes", Json.mapper().valueToTree(lanes)) : ByteString.emptyByteString();
        }

        private ByteString line(String name, JsonNode data) {
            return ByteString.fromString("id: " + seen + "\nevent: " + name + "\ndata: " + data + "\n\n");
        }
    }
}
