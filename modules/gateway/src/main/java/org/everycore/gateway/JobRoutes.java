package org.everycore.gateway;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.apache.pekko.stream.Materializer;
import org.everycore.cluster.api.JobService;
import org.everycore.cluster.api.JobView;
import org.everycore.cluster.store.JobQuery;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.api.AcceptedDocument;
import org.everycore.jobs.report.JobState;
import org.everycore.runtime.record.JobEnd;
import org.everycore.runtime.record.Payload;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.record.StoredResult;
import org.everycore.runtime.wire.ToClient;

/** Jobs over HTTP: hand in, look at, cancel, fetch the result. */
final class JobRoutes {
    private static final int DEFAULT_PAGE = 50;

    private final JobService jobs;
    private final BlobRoutes blobs;
    private final InputCheck inputs;
    private final Materializer materializer;
    private final long maxJobBytes;
    private final int maxSubmits;
    private final Quotas quotas;
    private final AtomicInteger submits = new AtomicInteger();

    JobRoutes(
            JobService jobs, BlobRoutes blobs, InputCheck inputs, Materializer materializer, GatewaySettings settings) {
        this.jobs = jobs;
        this.blobs = blobs;
        this.inputs = inputs;
        this.materializer = materializer;
        this.maxJobBytes = settings.maxJobBytes();
        this.maxSubmits = settings.maxSubmitsWaiting();
        this.quotas = settings.quotas();
    }

    CompletionStage<HttpResponse> submit(HttpRequest request, Caller caller) {
        String type = request.entity().getContentType().mediaType().toString();
        if (!type.equals("application/json")) {
            throw new HttpProblem(415, "not_json", "Content-Type", "a job file is application/json, not " + type);
        }
        if (submits.incrementAndGet() > maxSubmits) {
            submits.decrementAndGet();
            throw new HttpProblem(
                    429, "busy", null, maxSubmits + " submissions are being stored; try again", Duration.ofSeconds(1));
        }
        CompletionStage<HttpResponse> answer;
        try {
            answer = RequestBody.whole(request, maxJobBytes, materializer)
                    .thenApply(body -> withKey(JobRequest.parse(body, "job"), request))
                    .thenCompose(job -> checkInputs(job)
                            .thenCompose(checked -> requireOwn(checked, caller))
                            .thenCompose(own -> jobs.submit(own, caller.name())))
                    .thenApply(accepted -> {
                        caller.did(
                                accepted.isNew() ? "submit" : "submit again",
                                "job",
                                accepted.id().value());
                        return Answers.json(
                                        202, new AcceptedDocument(accepted.id().value(), accepted.isNew()))
                                .addHeader(Location.create("/api/v1/jobs/" + accepted.id()));
                    });
        } catch (RuntimeException e) {
            submits.decrementAndGet();
            throw e;
        }
        return answer.whenComplete((done, failure) -> submits.decrementAndGet());
    }

    private static JobRequest withKey(JobRequest job, HttpRequest request) {
        Optional<String> key = Guard.header(request, "idempotency-key");
        if (key.isEmpty()) {
            return job;
        }
        JobId id = new JobId(key.get());
        if (job.jobId() != null && !job.jobId().equals(id.value())) {
            throw new SpecException("jobId", job.jobId(), "differs from the Idempotency-Key " + id);
        }
        return job.withJobId(id);
    }

    private CompletionStage<JobRequest> checkInputs(JobRequest job) {
        return blobs.blocking(() -> {
            inputs.check(job);
            return job;
        });
    }

    /** A job's id may be new or the caller's own, and he may have room for one more. */
    private CompletionStage<JobRequest> requireOwn(JobRequest job, Caller caller) {
        CompletionStage<Optional<StoredJob>> known = job.jobId() == null
                ? CompletableFuture.completedFuture(Optional.empty())
                : jobs.find(new JobId(job.jobId()));
        return known.thenCompose(found -> {
            if (found.filter(other -> !caller.sees(other)).isPresent()) {
                throw new HttpProblem(409, "conflict", "jobId", "another job has the id " + job.jobId());
            }
            if (found.isPresent() || quotas.jobs() == 0) {
                return CompletableFuture.completedFuture(job);
            }
            Set<JobState> open = EnumSet.allOf(JobState.class);
            open.removeIf(JobState::terminal);
            return jobs.list(new JobQuery(
                            open, Optional.empty(), Optional.of(caller.name()), quotas.jobs(), Optional.empty()))
                    .thenApply(page -> {
                        quotas.requireRoom(caller, page.jobs().size());
                        return job;
                    });
        });
    }

    /** A job that the caller may see; for others there is none. */
    private CompletionStage<JobView> seen(String id, Caller caller) {
        return jobs.status(new JobId(id)).thenApply(view -> view.filter(found -> caller.sees(found.job()))
                .orElseThrow(() -> HttpProblem.unknownJob(id)));
    }

    CompletionStage<HttpResponse> list(HttpRequest request, Caller caller) {
        var query = request.getUri().query();
        for (String key : query.toMap().keySet()) {
            if (!Set.of("state", "kind", "limit", "after").contains(key)) {
                throw new SpecException(key, "is not a known parameter; known: after, kind, limit, state");
            }
        }
        Set<JobState> states = EnumSet.noneOf(JobState.class);
        query.get("state")
                .ifPresent(list ->
                        Arrays.stream(list.split(",", -1)).map(JobRoutes::state).forEach(states::add));
        int limit = query.get("limit").map(JobRoutes::limit).orElse(DEFAULT_PAGE);
        return jobs.list(new JobQuery(states, query.get("kind"), caller.owner(), limit, query.get("after")))
                .thenApply(page -> Answers.json(200, Views.page(page)));
    }

    CompletionStage<HttpResponse> status(String id, Caller caller) {
        return seen(id, caller).thenApply(job -> Answers.json(200, Views.job(job)));
    }

    CompletionStage<HttpResponse> chunks(String id, Caller caller) {
        return jobs.find(new JobId(id)).thenCompose(found -> {
            if (found.filter(caller::sees).isEmpty()) {
                throw HttpProblem.unknownJob(id);
            }
            return jobs.chunks(new JobId(id))
                    .thenApply(map -> Answers.json(
                            200, map.orElseGet(() -> new ToClient.ChunkMap(new JobId(id), 0, 0, List.of()))));
        });
    }

    CompletionStage<HttpResponse> cancel(String id, Caller caller) {
        return jobs.find(new JobId(id))
                .thenCompose(found -> {
                    if (found.filter(caller::sees).isEmpty()) {
                        throw HttpProblem.unknownJob(id);
                    }
                    caller.did("cancel", "job", id);
                    return jobs.cancel(new JobId(id));
                })
                .thenApply(view -> view.map(job -> Answers.json(200, Views.job(job)))
                        .orElseThrow(() -> HttpProblem.unknownJob(id)));
    }

    CompletionStage<HttpResponse> result(String id, Caller caller) {
        return seen(id, caller).thenCompose(view -> {
            StoredJob job = view.job();
            JobEnd end = job.end()
                    .orElseThrow(() -> new HttpProblem(
                            409,
                            "not_finished",
                            null,
                            "job " + id + " is " + job.state().label()));
            StoredResult result = end.result()
                    .orElseThrow(() -> new HttpProblem(
                            404,
                            "no_result",
                            null,
                            "job " + id + " is " + job.state().label() + " and has no result"));
            return content(result).thenApply(response -> response.addHeader(Answers.header(
                            "Content-Disposition", "attachment; filename=\"" + safe(result.fileName()) + "\""))
                    .addHeader(Answers.header("X-Content-SHA256", result.sha256())));
        });
    }

    private CompletionStage<HttpResponse> content(StoredResult result) {
        ContentType type = Optional.ofNullable(ContentTypes.parse(result.mediaType()))
                .orElse(ContentTypes.APPLICATION_OCTET_STREAM);
        if (result.content() instanceof Payload.Inline inline) {
            if (!sha256(inline.bytes()).equals(result.sha256())) {
                throw new HttpProblem(
                        500, "damaged", null, "the stored result does not have the hash " + result.sha256());
            }
            return CompletableFuture.completedFuture(HttpResponse.create()
                    .addHeader(Answers.header("ETag", "\"" + result.sha256() + "\""))
                    .withEntity(type, inline.bytes()));
        }
        return blobs.file(result.sha256()).thenCompose(file -> blobs.download(file, result.sha256(), type));
    }

    private static JobState state(String label) {
        for (JobState state : JobState.values()) {
            if (state.label().equals(label)) {
                return state;
            }
        }
        throw new SpecException("state", label, "must be queued, running, succeeded, failed or cancelled");
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= JobQuery.MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // falls through to the one complaint
        }
        throw new SpecException("limit", text, "must be 1 to " + JobQuery.MAX_LIMIT);
    }

    private static String safe(String fileName) {
        return fileName.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
