package org.everycore.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;
import org.everycore.cluster.api.JobService;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.jobs.JobId;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.api.AliveDocument;
import org.everycore.jobs.api.DrainDocument;
import org.everycore.jobs.api.ReadyDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a request's endpoint, lets the {@link Guard} look at it, and turns every outcome into an answer. */
final class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final long MAX_DISCARDED = 1 << 16;

    private final Materializer materializer;
    private final JobService jobs;
    private final Guard guard;
    private final GatewayMetrics metrics;
    private final JobRoutes jobRoutes;
    private final BlobRoutes blobRoutes;
    private final EventStream events;
    private final PageStream stream;
    private final List<HttpHeader> headers;
    private final Documents documents;
    private final Pages pages = new Pages();

    Router(
            ActorSystem<?> system,
            JobService jobs,
            BlobStore blobs,
            KindRegistry kinds,
            Guard guard,
            GatewayMetrics metrics,
            Executor blocking,
            GatewaySettings settings) {
        this.materializer = Materializer.matFromSystem(system);
        this.jobs = jobs;
        this.guard = guard;
        this.metrics = metrics;
        this.blobRoutes =
                new BlobRoutes(blobs, settings.maxBlobBytes(), settings.quotas(), materializer, blocking, metrics);
        this.jobRoutes = new JobRoutes(
                jobs,
                blobRoutes,
                new InputCheck(kinds, blobs, new SharedFolders(settings.sharedFolders()), settings.places()),
                materializer,
                settings);
        this.stream = new PageStream(jobs, metrics.eventStreams(), settings.maxEventStreams());
        this.events = new EventStream(jobs, metrics.eventStreams(), settings.maxEventStreams());
        this.headers = Answers.common(settings.tls().isPresent());
        this.documents = new Documents(kinds);
    }

    CompletionStage<HttpResponse> answer(HttpRequest request) {
        long began = System.nanoTime();
        List<String> path = new ArrayList<>();
        request.getUri().pathSegments().forEach(path::add);
        List<Endpoint> here = Endpoint.at(path);
        boolean head = request.method().equals(HttpMethods.HEAD);
        String method = head ? "GET" : request.method().value();
        Endpoint endpoint = here.stream()
                .filter(candidate -> candidate.method().equals(method))
                .findFirst()
                .orElse(null);
        CompletionStage<HttpResponse> answer;
        try {
            if (endpoint == null) {
                throw missing(here, request);
            }
            Caller caller = new Caller(guard.admit(request, endpoint), Guard.remote(request));
            answer = dispatch(endpoint, request, path, caller, head);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.exceptionally(failure -> refuse(failure, request)).thenApply(response -> {
            metrics.request(endpoint, response.status().intValue(), Duration.ofNanos(System.nanoTime() - began));
            return response.addHeaders(headers);
        });
    }

    private static HttpProblem missing(List<Endpoint> here, HttpRequest request) {
        return here.isEmpty()
                ? new HttpProblem(404, "no_such_path", null, "there is nothing here; see /api/v1/openapi.json")
                : new HttpProblem(
                        405,
                        "method",
                        null,
                        request.method().value() + " is not possible here; possible: "
                                + here.stream().map(Endpoint::method).collect(Collectors.joining(", ")));
    }

    private CompletionStage<HttpResponse> dispatch(
            Endpoint endpoint, HttpRequest request, List<String> path, Caller caller, boolean head) {
        if (endpoint != Endpoint.SUBMIT && endpoint != Endpoint.PUT_BLOB) {
            discard(request);
        }
        return switch (endpoint) {
            case SUBMIT -> jobRoutes.submit(request, caller);
            case LIST -> jobRoutes.list(request, caller);
            case JOB -> jobRoutes.status(endpoint.variable(path), caller);
            case EVENTS ->
                head
                        ? events.head(new JobId(endpoint.variable(path)), caller)
                        : events.follow(new JobId(endpoint.variable(path)), after(request), caller);
            case CHUNKS -> jobRoutes.chunks(endpoint.variable(path), caller);
            case LANES -> jobs.lanes(after(request)).thenApply(lanes -> Answers.json(200, lanes));
            case STREAM -> head ? now(PageStream.head()) : now(stream.follow(after(request), caller));
            case RESULT -> jobRoutes.result(endpoint.variable(path), caller);
            case CANCEL -> jobRoutes.cancel(endpoint.variable(path), caller);
            case PUT_BLOB -> blobRoutes.put(request, endpoint.variable(path), caller);
            case GET_BLOB -> blobRoutes.get(endpoint.variable(path));
            case KINDS -> now(Answers.json(200, documents.kinds()));
            case KIND -> now(Answers.json(200, documents.kind(endpoint.variable(path))));
            case CLUSTER -> jobs.cluster().thenApply(view -> Answers.json(200, view));
            case DRAIN -> drain(endpoint.variable(path), caller);
            case OPENAPI -> now(Answers.json(200, documents.openApi()));
            case PAGE -> now(pages.file(Pages.INDEX));
            case PAGE_FILE -> now(pages.file(endpoint.variable(path)));
            case ENTER -> now(head ? HttpResponse.create() : guard.enter(endpoint.variable(path)));
            case METRICS ->
                jobs.cluster()
                        .handle((view, failure) -> failure == null ? metrics.page(view) : metrics.page())
                        .thenApply(Router::metricsPage);
            case ALIVE -> now(Answers.json(200, new AliveDocument(true)));
            case READY -> now(ready());
        };
    }

    private CompletionStage<HttpResponse> drain(String node, Caller caller) {
        caller.did("drain", "node", node);
        return jobs.drain(node).thenApply(found -> {
            if (!found) {
                throw new HttpProblem(404, "no_such_node", "id", "no node has the id " + node);
            }
            return Answers.json(202, new DrainDocument(node, true));
        });
    }

    private HttpResponse ready() {
        boolean ready = jobs.ready();
        return Answers.json(ready ? 200 : 503, new ReadyDocument(ready));
    }

    private static HttpResponse metricsPage(String page) {
        return HttpResponse.create()
                .withEntity(
                        ContentTypes.parse("text/plain; version=0.0.4; charset=utf-8"),
                        page.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static long after(HttpRequest request) {
        String text = Guard.header(request, "last-event-id")
                .or(() -> request.getUri().query().get("after"))
                .orElse("0");
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new SpecException("after", text, "must be the number of an event");
        }
    }

    private HttpResponse refuse(Throwable failure, HttpRequest request) {
        discard(request);
        Optional<HttpProblem> problem = HttpProblem.of(failure);
        if (problem.isEmpty()) {
            LOG.error("{} {} failed", request.method().value(), request.getUri().path(), failure);
        } else if (problem.get().status() >= 500
                || problem.get().status() == 401
                || problem.get().status() == 403) {
            LOG.atWarn()
                    .addKeyValue("status", problem.get().status())
                    .addKeyValue("from", Guard.remote(request))
                    .log(
                            "{} {}: {}",
                            request.method().value(),
                            request.getUri().path(),
                            problem.get().getMessage());
        }
        return Answers.problem(problem.orElseGet(() ->
                new HttpProblem(500, "internal", null, "something went wrong inside; the server's log says what")));
    }

    /** Reads away a short body, so that the connection can be used again; a long one ends the connection instead. */
    private void discard(HttpRequest request) {
        request.entity().withSizeLimit(MAX_DISCARDED).discardBytes(materializer);
    }

    private static CompletionStage<HttpResponse> now(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
