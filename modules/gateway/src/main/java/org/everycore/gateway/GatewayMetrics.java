package org.everycore.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.everycore.cluster.api.ClusterView;

/** What Prometheus reads of a node: the JVM, the HTTP requests, and the cluster as it was when last looked at. */
final class GatewayMetrics implements AutoCloseable {
    private static final Duration[] STEPS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final PrometheusMeterRegistry registry;
    private final JvmGcMetrics gc;
    private final AtomicReference<ClusterView> cluster = new AtomicReference<>();
    private final AtomicInteger eventStreams = new AtomicInteger();
    private final AtomicInteger uploads = new AtomicInteger();
    private final MultiGauge workers;
    private final MultiGauge busy;
    private final MultiGauge chunks;
    private final Counter accepted;
    private final Counter refused;
    private final Counter uploaded;

    GatewayMetrics(PrometheusMeterRegistry registry) {
        this.registry = registry;
        gc = NodeMetrics.jvm(registry);
        accepted = Counter.builder("everycore.jobs.accepted")
                .description("Submissions that were stored and acknowledged")
                .register(registry);
        refused = Counter.builder("everycore.jobs.refused")
                .description("Submissions that were answered with an error, 429 included")
                .register(registry);
        uploaded = Counter.builder("everycore.blobs.uploaded")
                .baseUnit("bytes")
                .description("Bytes taken in by uploads")
                .register(registry);
        Gauge.builder("everycore.event.streams", eventStreams, AtomicInteger::get)
                .description("Clients that follow a job")
                .register(registry);
        Gauge.builder("everycore.uploads", uploads, AtomicInteger::get)
                .description("Uploads under way")
                .register(registry);
        gauge("everycore.jobs.queued", "Jobs that wait", ClusterView::jobsQueued);
        gauge("everycore.jobs.running", "Jobs that run", ClusterView::jobsRunning);
        gauge(
                "everycore.workers.wanted",
                "Core workers that the jobs at hand could keep busy now",
                ClusterView::workersWanted);
        gauge("everycore.nodes.missing", "Nodes that were lost and are not back", view -> view.missing()
                .size());
        gauge("everycore.nodes", "Nodes in the cluster", view -> view.nodes().size());
        gauge(
                "everycore.supervisor.epoch",
                "Epoch of the supervisor: rises by one at each takeover",
                ClusterView::epoch);
        gauge("everycore.supervisor.known", "1 while there is a supervisor", view -> view.supervisor() == null ? 0 : 1);
        workers = multi("everycore.node.workers", "Workers of a node");
        busy = multi("everycore.node.workers.busy", "Workers of a node that compute");
        chunks = multi("everycore.node.chunks.done", "Chunks that a node has finished since it started");
    }

    void request(Endpoint endpoint, int status, Duration took) {
        Timer.builder("everycore.http.requests")
                .description("Requests by route and status")
                .tags(
                        "method", endpoint == null ? "other" : endpoint.method(),
                        "route", endpoint == null ? "none" : endpoint.path(),
                        "status", Integer.toString(status))
                .serviceLevelObjectives(STEPS)
                .register(registry)
                .record(took);
        if (endpoint == Endpoint.SUBMIT) {
            (status < 300 ? accepted : refused).increment();
        }
    }

    void uploaded(long bytes) {
        uploaded.increment((double) bytes);
    }

    AtomicInteger uploads() {
        return uploads;
    }

    AtomicInteger eventStreams() {
        return eventStreams;
    }

    /** The page that Prometheus reads, with the cluster as it is now. */
    String page(ClusterView view) {
        cluster.set(view);
        workers.register(rows(view, ClusterView.Node::workers), true);
        busy.register(rows(view, ClusterView.Node::workersBusy), true);
        chunks.register(rows(view, ClusterView.Node::chunksDone), true);
        return registry.scrape();
    }

    /** The page while nobody knows the cluster. */
    String page() {
        cluster.set(null);
        return registry.scrape();
    }

    @Override
    public void close() {
        gc.close();
    }

    private static Iterable<MultiGauge.Row<?>> rows(
            ClusterView view, java.util.function.ToLongFunction<ClusterView.Node> value) {
        return view.nodes().stream()
                .map(node -> (MultiGauge.Row<?>) MultiGauge.Row.of(Tags.of("node", node.id()), value.applyAsLong(node)))
                .collect(Collectors.toList());
    }

    private MultiGauge multi(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private void gauge(String name, String description, java.util.function.ToDoubleFunction<ClusterView> value) {
        Gauge.builder(name, cluster, held -> held.get() == null ? Double.NaN : value.applyAsDouble(held.get()))
                .description(description)
                .register(registry);
    }
}
