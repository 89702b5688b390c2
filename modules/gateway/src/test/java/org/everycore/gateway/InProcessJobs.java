package org.everycore.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.everycore.cluster.api.Acceptance;
import org.everycore.cluster.api.ClusterView;
import org.everycore.cluster.api.JobService;
import org.everycore.cluster.api.JobView;
import org.everycore.cluster.api.ServiceException;
import org.everycore.cluster.blob.BlobInputs;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.cluster.store.InMemoryJobStore;
import org.everycore.cluster.store.JobPage;
import org.everycore.cluster.store.JobQuery;
import org.everycore.cluster.store.JobStore;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.run.DirectRunner;
import org.everycore.runtime.record.Epoch;
import org.everycore.runtime.record.JobEnd;
import org.everycore.runtime.record.JobRecord;
import org.everycore.runtime.record.Payload;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.record.StoredResult;
import org.everycore.runtime.record.UnknownJobException;
import org.everycore.runtime.wire.JobEvent;
import org.everycore.runtime.wire.ToClient;

/** A job service without actors: real jobs, one after the other on one thread, which a test can hold up. */
final class InProcessJobs implements JobService, AutoCloseable {
    final JobStore store = new InMemoryJobStore();
    final Semaphore chunksAllowed = new Semaphore(Integer.MAX_VALUE);
    volatile boolean ready = true;
    volatile int maxQueued = Integer.MAX_VALUE;

    private final KindRegistry kinds;
    private final BlobStore blobs;
    private final Path folder;
    private final Epoch epoch;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Map<JobId, History> histories = new ConcurrentHashMap<>();

    InProcessJobs(KindRegistry kinds, BlobStore blobs, Path folder) {
        this.kinds = kinds;
        this.blobs = blobs;
        this.folder = folder;
        this.epoch = store.acquireEpoch("test").toCompletableFuture().join();
    }

    @Override
    public CompletionStage<Acceptance> submit(JobRequest request, String by) {
        JobKind<?, ?> kind = kinds.get(request.kind());
        kind.parse(request.spec());
        if (histories.size() >= maxQueued) {
            return CompletableFuture.failedFuture(
                    new ServiceException(ServiceException.Reason.BUSY, "too many jobs wait", Duration.ofSeconds(7)));
        }
        JobId id = request.jobId() == null ? JobId.random() : new JobId(request.jobId());
        JobRecord record = new JobRecord(id, request, "sequential", "exact", Set.of(), Instant.now(), by);
        return store.submit(epoch, record).thenApply(submitted -> {
            if (submitted.isNew()) {
                histories.put(id, new History());
                thread.execute(() -> run(kind, request, id));
            }
            return new Acceptance(id, submitted.isNew());
        });
    }

    private <S, P> void run(JobKind<S, P> kind, JobRequest request, JobId id) {
        History history = histories.get(id);
        try {
            await(store.transition(epoch, id, JobState.RUNNING));
            history.add(number -> new JobEvent.StateChanged(number, Instant.now(), JobState.RUNNING));
            Path file = folder.resolve(id + ".result");
            JobResult result = DirectRunner.of(kind, request)
                    .id(id)
                    .inputs(new BlobInputs(blobs))
                    .target(ResultTarget.to(file))
                    .cancelledBy(() -> await(store.find(id)).orElseThrow().state() == JobState.CANCELLED)
                    .watchedBy(progress -> {
                        chunksAllowed.acquireUninterruptibly();
                        history.add(number -> new JobEvent.Progressed(number, Instant.now(), progress));
                    })
                    .run()
                    .result();
            finish(id, history, result, file);
        } catch (CancellationException e) {
            // Its end was told by whoever cancelled it.
        } catch (Exception e) {
            end(
                    id,
                    history,
                    new JobEnd(
                            JobState.FAILED,
                            Json.mapper().createObjectNode(),
                            Optional.empty(),
                            e.toString(),
                            Instant.now()));
        }
    }

    private void finish(JobId id, History history, JobResult result, Path file) throws IOException {
        Payload content;
        if (result.bytes() <= Payload.MAX_INLINE) {
            content = Payload.inline(Files.readAllBytes(file));
        } else {
            content = Payload.blob(blobs.put(file).sha256(), result.bytes());
        }
        ObjectNode report = Json.mapper().createObjectNode().put("sha256", result.sha256());
        end(
                id,
                history,
                new JobEnd(
                        JobState.SUCCEEDED,
                        report,
                        Optional.of(new StoredResult(
                                result.sha256(), result.bytes(), result.mediaType(), "lines.txt", content)),
                        null,
                        Instant.now()));
    }

    private void end(JobId id, History history, JobEnd end) {
        if (await(store.find(id)).orElseThrow().state().terminal()) {
            return;
        }
        await(store.finish(epoch, id, end));
        history.add(number -> new JobEvent.Ended(number, Instant.now(), end.state(), end.report(), end.error()));
    }

    @Override
    public CompletionStage<Optional<StoredJob>> find(JobId id) {
        return store.find(id);
    }

    @Override
    public CompletionStage<Optional<JobView>> status(JobId id) {
        return store.find(id)
                .thenApply(job -> job.map(stored -> new JobView(stored, Optional.empty(), Optional.empty())));
    }

    @Override
    public CompletionStage<JobPage> list(JobQuery query) {
        return store.list(query);
    }

    @Override
    public CompletionStage<Optional<JobView>> cancel(JobId id) {
        return store.find(id)
                .thenApply(job -> job.map(stored -> {
                    if (!stored.state().terminal()) {
                        end(
                                id,
                                histories.get(id),
                                new JobEnd(
                                        JobState.CANCELLED,
                                        Json.mapper().createObjectNode(),
                                        Optional.empty(),
                                        "cancelled",
                                        Instant.now()));
                    }
                    return new JobView(await(store.find(id)).orElseThrow(), Optional.empty(), Optional.empty());
                }));
    }

    @Override
    public CompletionStage<Subscription> subscribe(JobId id, long after, Consumer<JobEvent> listener) {
        History history = histories.get(id);
        if (history == null) {
            return CompletableFuture.failedFuture(new UnknownJobException(id));
        }
        history.follow(after, listener);
        return CompletableFuture.completedFuture(() -> history.leave(listener));
    }

    @Override
    public CompletionStage<ToClient.Lanes> lanes(long after) {
        var block = new ToClient.LaneBlock(new JobId("lane"), 0, 3, 4, after + 10, after + 30, 0.9, true);
        return CompletableFuture.completedFuture(
                new ToClient.Lanes(after + 50, 2, List.of(new ToClient.Lane("n1/1/cpu", 0, List.of(block)))));
    }

    @Override
    public CompletionStage<Optional<ToClient.ChunkMap>> chunks(JobId id) {
        var cell = new ToClient.ChunkCell(0, 4, 3, 1, 2, "n1");
        return CompletableFuture.completedFuture(Optional.of(new ToClient.ChunkMap(id, 0, 4, List.of(cell))));
    }

    @Override
    public CompletionStage<ClusterView> cluster() {
        return CompletableFuture.completedFuture(new ClusterView(
                "n1",
                epoch.number(),
                1,
                2,
                12,
                List.of(new ClusterView.Node(
                        "n1",
                        "local",
                        List.of("supervisor", "cpu"),
                        "up",
                        4,
                        3,
                        17,
                        List.of("exact"),
                        List.of("test.kind"),
                        List.of("threading"),
                        List.of(),
                        "0.1.0")),
                List.of()));
    }

    @Override
    public CompletionStage<Boolean> drain(String node) {
        return CompletableFuture.completedFuture(node.equals("n1"));
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    /** A job's events, and who hears them. */
    private static final class History {
        private final AtomicLong number = new AtomicLong();
        private final List<JobEvent> events = new ArrayList<>();
        private final List<Consumer<JobEvent>> listeners = new ArrayList<>();

        synchronized void add(java.util.function.LongFunction<JobEvent> made) {
            JobEvent event = made.apply(number.incrementAndGet());
            events.add(event);
            List.copyOf(listeners).forEach(listener -> listener.accept(event));
        }

        synchronized void follow(long after, Consumer<JobEvent> listener) {
            events.stream().filter(event -> event.number() > after).forEach(listener);
            listeners.add(listener);
        }

        synchronized void leave(Consumer<JobEvent> listener) {
            listeners.remove(listener);
        }
    }
}
