package org.everycore.cluster.testing;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.everycore.cluster.NodeRuntime;
import org.everycore.cluster.NodeServices;
import org.everycore.cluster.NodeSettings;
import org.everycore.cluster.api.JobService;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.cluster.blob.DirectoryBlobStore;
import org.everycore.cluster.security.CertificateAuthority;
import org.everycore.cluster.store.InMemoryJobStore;
import org.everycore.cluster.store.JobStore;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.KindRegistry;
import org.everycore.runtime.wire.JobEvent;
import org.everycore.testing.TraceKind;

/** Some nodes in this process, on loopback with TLS, with one job store and one blob store. */
public final class TestCluster implements AutoCloseable {
    private final Path folder;
    private final CertificateAuthority authority;
    private final List<NodeRuntime> nodes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final JobStore store = new InMemoryJobStore();
    private final BlobStore blobs;

    public TestCluster(Path folder) throws Exception {
        this.folder = folder;
        this.authority = CertificateAuthority.create(folder.resolve("certs"), "test", Duration.ofDays(1));
        this.blobs = DirectoryBlobStore.open(folder.resolve("blobs"));
        for (int i = 0; i < 8; i++) {
            ports.add(freePort());
        }
    }

    /** Starts a node; the first three are the seeds. */
    public NodeRuntime start(String... roles) throws Exception {
        NodeRuntime node = NodeRuntime.start(
                NodeSettings.read(ConfigFactory.parseMap(settings(nodes.size(), roles))),
                NodeServices.of(KindRegistry.of(List.of(new TraceKind())), Optional.of(store), blobs)
                        .withDevices(List.of(roles).contains("gpu") ? List.of("test device") : List.of()));
        nodes.add(node);
        return node;
    }

    private Map<String, Object> settings(int index, String... roles) throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put("everycore.node.port", ports.get(index));
        settings.put("everycore.node.roles", List.of(roles));
        settings.put("everycore.node.workers", 2);
        settings.put("everycore.node.seed-nodes", List.of("127.0.0.1:" + ports.get(0)));
        settings.put(
                "everycore.node.work-folder", folder.resolve("work" + index).toString());
        settings.put(
                "everycore.node.tls.key-store",
                authority
                        .issue("n" + index, List.of("127.0.0.1"), Duration.ofDays(1))
                        .toString());
        settings.put("everycore.node.tls.trust-store", authority.trustStore().toString());
        settings.put(
                "everycore.node.tls.password-file", authority.passwordFile().toString());
        settings.put("pekko.coordinated-shutdown.exit-jvm", "off");
        settings.put("pekko.coordinated-shutdown.run-by-actor-system-terminate", "off");
        settings.put("pekko.jvm-exit-on-fatal-error", "off");
        settings.put("pekko.loglevel", "WARNING");
        return settings;
    }

    public JobStore store() {
        return store;
    }

    public List<NodeRuntime> nodes() {
        return nodes;
    }

    /** Waits until so many nodes are up in the eyes of the first one that serves, and a supervisor answers. */
    public void awaitNodes(JobService jobs, int count) {
        await("a cluster of " + count, () -> {
            var view = jobs.cluster().toCompletableFuture().join();
            return view.supervisor() != null
                    && view.nodes().stream()
                                    .filter(node -> node.status().equals("up"))
                                    .count()
                            == count
                    && view.nodes().stream()
                            .allMatch(
                                    node -> node.workers() > 0 || !node.roles().contains("cpu"));
        });
    }

    /** Hands a job in and waits for its end. */
    public static JobEvent.Ended run(JobService jobs, JobRequest request) throws Exception {
        JobId id = jobs.submit(request, "test")
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .id();
        return end(jobs, id);
    }

    public static JobEvent.Ended end(JobService jobs, JobId id) throws Exception {
        var end = new java.util.concurrent.CompletableFuture<JobEvent.Ended>();
        jobs.subscribe(id, 0, event -> {
                    if (event instanceof JobEvent.Ended ended) {
                        end.complete(ended);
                    }
                })
                .toCompletableFuture()
                .join();
        return end.get(90, TimeUnit.SECONDS);
    }

    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited too long for " + what);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        nodes.forEach(NodeRuntime::halt);
        nodes.forEach(node -> node.terminated().toCompletableFuture().join());
        store.close();
    }
}
