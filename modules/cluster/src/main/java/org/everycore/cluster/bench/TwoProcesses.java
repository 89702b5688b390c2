package org.everycore.cluster.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.everycore.cluster.NodeRuntime;
import org.everycore.cluster.NodeServices;
import org.everycore.cluster.NodeSettings;
import org.everycore.cluster.api.ClusterView;
import org.everycore.cluster.api.JobService;
import org.everycore.cluster.blob.DirectoryBlobStore;
import org.everycore.cluster.store.InMemoryJobStore;
import org.everycore.cluster.store.JobStore;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.runtime.wire.JobEvent;

/** Empty chunks between two JVMs on loopback: the supervisor in this one, the workers in another that it starts. */
final class TwoProcesses {
    private static final long WARM_UP = 30_000;
    private static final long CHUNKS = 100_000;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private TwoProcesses() {}

    static ScheduleRow run(int workers) throws IOException {
        Path folder = Files.createTempDirectory("everycore-bench");
        Process child = null;
        try (JobStore store = new InMemoryJobStore()) {
            int port = freePort();
            NodeRuntime node = NodeRuntime.start(
                    WorkerProcess.settings(port, port, NodeSettings.SUPERVISOR, workers, folder),
                    NodeServices.of(
                            KindRegistry.of(List.of(new SpinKind())),
                            Optional.of(store),
                            DirectoryBlobStore.open(folder.resolve("blobs"))));
            try {
                child = start(port, workers, folder);
                awaitWorkers(node.jobs());
                empty(node.jobs(), WARM_UP);
                double seconds = empty(node.jobs(), CHUNKS);
                return new ScheduleRow(
                        "empty_chunks",
                        Map.of("chunks", CHUNKS, "processes", 2),
                        "chunks",
                        CHUNKS / seconds,
                        workers,
                        Double.NaN);
            } finally {
                node.halt();
                node.terminated().toCompletableFuture().join();
            }
        } finally {
            if (child != null) {
                child.destroyForcibly();
            }
            delete(folder);
        }
    }

    private static Process start(int port, int workers, Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        Integer.toString(port),
                        Integer.toString(workers),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitWorkers(JobService jobs) {
        long deadline = System.nanoTime() + PATIENCE;
        while (jobs.cluster().toCompletableFuture().join().nodes().stream()
                        .mapToInt(ClusterView.Node::workers)
                        .sum()
                == 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the second process did not join within 60 s");
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    private static double empty(JobService jobs, long chunks) {
        JsonNode spec = Json.mapper().createObjectNode().put("chunks", chunks).put("steps", 0);
        JobRequest request = JobRequest.of(SpinKind.NAME, 0, spec).withStrategy("cluster");
        JobId id = jobs.submit(request, "bench").toCompletableFuture().join().id();
        CompletableFuture<JobEvent.Ended> end = new CompletableFuture<>();
        jobs.subscribe(id, 0, event -> {
                    if (event instanceof JobEvent.Ended ended) {
                        end.complete(ended);
                    }
                })
                .toCompletableFuture()
                .join();
        JobEvent.Ended ended = end.join();
        if (ended.error() != null) {
            throw new IllegalStateException(ended.error());
        }
        return ended.report().get("seconds").asDouble();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
