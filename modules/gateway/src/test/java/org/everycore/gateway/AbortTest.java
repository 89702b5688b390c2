package org.everycore.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.everycore.cluster.blob.DirectoryBlobStore;
import org.everycore.jobs.KindRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that break off, over bare sockets: whatever they leave undone, streams, files, sockets and threads come back. {@code -Deverycore.aborts=10000}
 * does each ten thousand times.
 */
class AbortTest {
    private static final int ABORTS = Integer.getInteger("everycore.aborts", 400);
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final int FEW = 24;

    @TempDir
    Path folder;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private ActorSystem<Void> system;
    private InProcessJobs jobs;
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        system = ActorSystem.create(
                Behaviors.empty(),
                "abort-test",
                ConfigFactory.parseString("pekko.loglevel = ERROR, pekko.stdout-loglevel = OFF,"
                                + " pekko.http.server { idle-timeout = 5 s, linger-timeout = 1 s }")
                        .withFallback(ConfigFactory.load()));
        DirectoryBlobStore blobs = DirectoryBlobStore.open(folder.resolve("blobs"));
        KindRegistry kinds = KindRegistry.of(List.of(new LinesKind()));
        jobs = new InProcessJobs(kinds, blobs, folder);
        gateway = Gateway.start(
                        system,
                        jobs,
                        blobs,
                        kinds,
                        registry,
                        GatewaySettings.from(ConfigFactory.parseString(
                                        "everycore { gateway.port = 0, node.trust-this-machine = yes }")
                                .withFallback(ConfigFactory.load())))
                .toCompletableFuture()
                .get();
        String big = "{\"kind\": \"test.lines\", \"jobId\": \"big\", \"spec\": {\"times\": 2000000}}";
        assertThat(status(post(big))).isEqualTo(202);
        eventually(() -> {
            try {
                return status("HEAD /api/v1/jobs/big/result HTTP/1.1\r\nHost: localhost\r\n\r\n") == 200;
            } catch (IOException e) {
                return false;
            }
        });
        jobs.chunksAllowed.drainPermits();
        assertThat(status(post("{\"kind\": \"test.lines\", \"jobId\": \"long\", \"spec\": {\"times\": 5000}}")))
                .isEqualTo(202);
    }

    @AfterEach
    void stop() {
        gateway.stop(Duration.ofMillis(100)).toCompletableFuture().join();
        jobs.close();
        system.terminate();
    }

    @Test
    void whoeverBreaksOffLeavesNothingBehind() throws Exception {
        String events = "GET /api/v1/jobs/long/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String download = "GET /api/v1/jobs/big/result HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String upload = "PUT /api/v1/blobs/" + ABC + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/octet-stream\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(5000);
        String job = "POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n{\"kind\":";
        for (String request : List.of(events, download, upload, job)) {
            closeAtOnce(request, 50); // classes, threads and buffers of the first calls are no leak
        }
        heads();
        settled();
        long files = openFiles();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();

        heads();
        for (String request : List.of(events, download, upload, job)) {
            closeAtOnce(request, ABORTS);
            closeAfterFirstByte(request.equals(events) || request.equals(download) ? request : upload, ABORTS / 4);
        }
        neverRead(download, Math.min(300, ABORTS / 4));
        neverRead(events, Math.min(300, ABORTS / 4));

        settled();
        eventually(() -> openFiles() <= files + FEW);
        assertThat(openFiles()).isLessThanOrEqualTo(files + FEW);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threads + FEW);
        assertThat(status("HEAD /alive HTTP/1.1\r\nHost: localhost\r\n\r\n")).isEqualTo(200);
    }

    @Test
    void aBodyThatStopsIsToldApartFromOneThatIsTooLong() throws Exception {
        String head = "POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        assertThat(halfClosed(head + "Content-Length: 1000\r\n\r\n{\"kind\":")).isEqualTo(400);
        assertThat(status(head + "Content-Length: 2000000\r\n\r\n" + "x".repeat(100_000)))
                .isEqualTo(413);
        assertThat(halfClosed("PUT /api/v1/blobs/" + ABC + " HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\nabc"))
                .isEqualTo(400);
    }

    /** Headers alone, ten requests a connection. */
    private void heads() throws IOException {
        String request = "HEAD /api/v1/jobs/long/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (int i = 0; i < ABORTS; i += 10) {
            try (Socket socket = connect()) {
                for (int j = 0; j < 10; j++) {
                    send(socket, request);
                    assertThat(statusOf(socket.getInputStream())).isEqualTo(200);
                }
            }
        }
    }

    private void closeAtOnce(String request, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (Socket socket = connect()) {
                send(socket, request);
            }
            breathe(i);
        }
    }

    private void closeAfterFirstByte(String request, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (Socket socket = connect()) {
                send(socket, request);
                socket.setSoTimeout(20);
                socket.setSoLinger(i % 2 == 0, 0);
                try {
                    assertThat(socket.getInputStream().read()).isEqualTo('H');
                } catch (java.net.SocketTimeoutException e) {
                    // a server that waits for the rest of a body says nothing
                }
            }
            breathe(i);
        }
    }

    /** Clients that take nothing of their answer: the server ends them when nothing has moved for its idle time. */
    private void neverRead(String request, int clients) throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < clients; i++) {
                Socket socket = connect();
                socket.setReceiveBufferSize(4096);
                send(socket, request);
                open.add(socket);
            }
            if (request.contains("result")) {
                eventually(() -> openFiles() < clients + 200);
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    /** Lets the kernel's queue of connections not yet taken empty itself: a full one is the machine's limit, not the server's. */
    private void breathe(int i) throws IOException {
        if (i % 200 == 199) {
            assertThat(status("HEAD /alive HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .isEqualTo(200);
        }
    }

    private void settled() throws Exception {
        eventually(() -> gauge("everycore_event_streams") == 0 && gauge("everycore_uploads") == 0);
        assertThat(gauge("everycore_event_streams")).isZero();
        assertThat(gauge("everycore_uploads")).isZero();
        eventually(() -> parts() == 0);
        assertThat(parts()).isZero();
    }

    private long parts() {
        try (var files = Files.list(folder.resolve("blobs"))) {
            return files.filter(file -> file.toString().endsWith(".part")).count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private double gauge(String name) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(20).toNanos());
        }
    }

    private static String post(String job) {
        return "POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + job.length() + "\r\n\r\n" + job;
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.address().getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private int status(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            return statusOf(socket.getInputStream());
        }
    }

    private int halfClosed(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            socket.shutdownOutput();
            return statusOf(socket.getInputStream());
        }
    }

    /** The status of an answer whose headers are read to their end; a body stays unread. */
    private static int statusOf(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("the server closed after: " + head);
            }
            head.append((char) b);
        }
        return Integer.parseInt(head.substring(9, 12));
    }
}
