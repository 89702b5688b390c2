package org.everycore.gateway;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.everycore.cluster.NodeRuntime;
import org.everycore.cluster.NodeServices;
import org.everycore.cluster.NodeSettings;
import org.everycore.cluster.api.JobService;
import org.everycore.cluster.blob.BlobInputs;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.cluster.blob.Places;
import org.everycore.cluster.store.JobStore;
import org.everycore.cluster.store.Retention;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.KindRegistry;
import org.everycore.runtime.record.Epoch;
import org.everycore.runtime.record.StaleEpochException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole node in this process, out of one configuration: its stores, its part in the cluster, and HTTP when it has that role.
 * HTTP has an actor system of its own, so that no flood of requests can keep the cluster's heartbeats waiting.
 */
public final class NodeServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeServer.class);
    private static final Duration SWEEP = Duration.ofMinutes(30);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);
    private static final long START_SECONDS = 30;

    private final NodeStores stores;
    private final NodeRuntime node;
    private final Optional<ActorSystem<Void>> http;
    private final Optional<Gateway> gateway;
    private final Optional<NodeMetrics> metrics;
    private boolean released;

    private NodeServer(
            NodeStores stores,
            NodeRuntime node,
            Optional<ActorSystem<Void>> http,
            Optional<Gateway> gateway,
            Optional<NodeMetrics> metrics) {
        this.stores = stores;
        this.node = node;
        this.http = http;
        this.gateway = gateway;
        this.metrics = metrics;
    }

    /**
     * Starts a node. It joins its cluster in the background, and answers HTTP at once.
     *
     * @param config the node's configuration; what it leaves out has defaults
     * @param services a change to what the node works with, such as measured speeds or GPU devices
     * @throws org.everycore.jobs.SpecException when a setting cannot be used
     */
    public static NodeServer start(Config config, KindRegistry kinds, UnaryOperator<NodeServices> services)
            throws IOException, GeneralSecurityException {
        Config all = config.withFallback(ConfigFactory.defaultReference()).resolve();
        LocalTrust trust = LocalTrust.of(all);
        if (trust.state().isEmpty()) {
            LOG.warn("everybody on this machine may use this node: {} is on", LocalTrust.EVERYBODY);
        }
        NodeSettings settings = NodeSettings.read(trust.withKeys(config, all));
        boolean serves = settings.roles().contains(NodeSettings.GATEWAY);
        Optional<GatewaySettings> web = serves ? Optional.of(GatewaySettings.from(settings.all())) : Optional.empty();
        NodeStores stores =
                NodeStores.open(settings.all(), serves || settings.roles().contains(NodeSettings.SUPERVISOR));
        NodeRuntime node = null;
        Optional<ActorSystem<Void>> http = Optional.empty();
        try {
            Places places = Places.of(settings.all());
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            Optional<JobStore> store =
                    stores.jobs().map(jobs -> Timed.calls(JobStore.class, jobs, "everycore.store", registry));
            BlobStore blobs = Timed.calls(BlobStore.class, stores.blobs(), "everycore.blobs", registry);
            NodeServices with = NodeServices.of(kinds, store, blobs)
                    .withWatch(new JobMetrics(registry))
                    .withInputs(new BlobInputs(blobs, Inputs.LOCAL, places));
            node = NodeRuntime.start(settings, services.apply(with));
            Optional<Gateway> gateway = Optional.empty();
            if (web.isPresent()) {
                http = Optional.of(httpSystem(settings.all()));
                gateway = Optional.of(listen(http.get(), node.jobs(), blobs, kinds, registry, web.get()));
            }
            if (gateway.isEmpty()) {
                NodeMetrics.jvm(registry);
            }
            Optional<NodeMetrics> metrics = NodeMetrics.start(settings.all(), registry, node::up);
            NodeServer server = new NodeServer(stores, node, http, gateway, metrics);
            server.begin(settings);
            return server;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            http.ifPresent(ActorSystem::terminate);
            if (node != null) {
                node.halt();
            }
            stores.close();
            throw e;
        }
    }

    private static Gateway listen(
            ActorSystem<Void> system,
            JobService jobs,
            BlobStore blobs,
            KindRegistry kinds,
            PrometheusMeterRegistry registry,
            GatewaySettings settings)
            throws IOException, GeneralSecurityException {
        try {
            return Gateway.start(system, jobs, blobs, kinds, registry, settings)
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            throw new IOException(
                    "cannot listen on " + settings.host() + ":" + settings.port() + ": " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting to listen", e);
        }
    }

    private static ActorSystem<Void> httpSystem(Config all) {
        Config config = ConfigFactory.parseString(
                        "pekko { actor.provider = local, jvm-shutdown-hooks = off, jvm-exit-on-fatal-error = off,"
                                + " coordinated-shutdown { run-by-jvm-shutdown-hook = off, exit-jvm = off,"
                                + " run-by-actor-system-terminate = off } }")
                .withFallback(all.withoutPath("pekko.cluster").withoutPath("pekko.remote"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
        return ActorSystem.create(
                Behaviors.empty(),
                "everycore-http",
                BootstrapSetup.create(config).withClassloader(NodeServer.class.getClassLoader()));
    }

    private void begin(NodeSettings settings) {
        node.terminated().whenComplete((done, failure) -> release());
        if (http.isPresent() && settings.roles().contains(NodeSettings.SUPERVISOR)) {
            Retention retention = new Retention(
                    stores.jobs().orElseThrow(),
                    stores.blobs(),
                    stores.keepJobs(),
                    Clock.systemUTC(),
                    http.get().dispatchers().lookup(DispatcherSelector.blocking()));
            later(retention);
        }
    }

    private void later(Retention retention) {
        ActorSystem<Void> system = http.orElseThrow();
        system.scheduler().scheduleOnce(SWEEP, () -> sweep(retention), system.executionContext());
    }

    /** Removes what is due, if this node leads. */
    private void sweep(Retention retention) {
        CompletionStage<Void> unused = node.jobs()
                .cluster()
                .thenCompose(view -> node.address().equals(view.supervisor())
                        ? retention.sweep(new Epoch(view.epoch()))
                        : java.util.concurrent.CompletableFuture.completedStage(new Retention.Swept(0, 0)))
                .handle((swept, failure) -> {
                    if (failure != null && !(failure.getCause() instanceof StaleEpochException)) {
                        LOG.warn("old jobs and blobs cannot be removed", failure);
                    } else if (failure == null && swept.jobs() + swept.blobBytes() > 0) {
                        LOG.info("removed {} old jobs and {} bytes of blobs", swept.jobs(), swept.blobBytes());
                    }
                    later(retention);
                    return null;
                });
    }

    /** host:port under which other nodes know this one. */
    public String address() {
        return node.address();
    }

    /** The base of the HTTP URLs, for a node that has the role. */
    public Optional<String> url() {
        return gateway.map(Gateway::url);
    }

    /** The port of {@code /metrics}, {@code /alive} and {@code /ready} of this node alone, where it has one. */
    public Optional<Integer> metricsPort() {
        return metrics.map(NodeMetrics::port);
    }

    /** A link that lets a browser in, once; for a node whose gateway has a token of this machine's. */
    public Optional<String> link() {
        return gateway.flatMap(Gateway::link);
    }

    /** Whether the node is a member of its cluster. */
    public boolean up() {
        return node.up();
    }

    /** Whether the node is a member of its cluster, and takes jobs if it answers HTTP. */
    public boolean ready() {
        return node.up() && (gateway.isEmpty() || node.jobs().ready());
    }

    /** The nodes through which this one joins, other than itself. */
    public List<String> seeds() {
        return node.seeds();
    }

    /** Completes when the node has left its cluster, whatever the reason. */
    public CompletionStage<Done> terminated() {
        return node.terminated();
    }

    /** Why the node could not stay, once it has left, if that was not its own doing. */
    public Optional<String> trouble() {
        return node.trouble();
    }

    /** Leaves the cluster in good order: work is finished or given back first. */
    public CompletionStage<Done> leave() {
        return node.leave();
    }

    /** Ends everything without a word to the others, as a crash would. */
    public void halt() {
        node.halt();
        node.terminated().toCompletableFuture().join();
    }

    @Override
    public void close() {
        node.close();
        release();
    }

    private synchronized void release() {
        if (released) {
            return;
        }
        released = true;
        metrics.ifPresent(NodeMetrics::close);
        gateway.ifPresent(
                server -> server.stop(LAST_ANSWERS).toCompletableFuture().join());
        http.ifPresent(ActorSystem::terminate);
        stores.close();
    }
}
