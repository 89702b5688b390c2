package org.everycore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.everycore.acceptance.harness.RealCluster.fault;
import static org.everycore.acceptance.harness.RealCluster.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.tools.ToolProvider;
import org.everycore.acceptance.faults.FaultKind;
import org.everycore.acceptance.harness.Burst;
import org.everycore.acceptance.harness.History;
import org.everycore.acceptance.harness.Node;
import org.everycore.acceptance.harness.Postgres;
import org.everycore.acceptance.harness.Product;
import org.everycore.acceptance.harness.RealCluster;
import org.everycore.acceptance.harness.StoreAudit;
import org.everycore.cluster.security.CertificateAuthority;
import org.everycore.cluster.security.PrivateFile;
import org.everycore.cluster.security.TlsMaterial;
import org.everycore.jobs.JobId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One node among strangers: bytes that are no message, keys of another authority, another wire table, too many submissions. */
class HostileTest {
    private final Random random = new Random(3);
    private RealCluster cluster;
    private Node node;

    @Test
    @Tag("process")
    @Timeout(400)
    void aNodeAmongStrangersStaysUp() throws Exception {
        run("hostile", 1500);
    }

    @Test
    @Tag("chaos")
    @Timeout(3600)
    void aNodeAmongStrangersStaysUpUnderTenThousandSubmissions() throws Exception {
        run("hostile-long", 10_000);
    }

    private void run(String name, int submissions) throws Exception {
        StoreAudit audit = StoreAudit.install(Postgres.shared().database());
        History history = new History(audit);
        try (RealCluster started = RealCluster.single(Product.folder(name), audit.url())) {
            cluster = started;
            node = started.nodes().get(0);
            started.start();
            history.acknowledged(started.client().submit(fault("first", 1, spec(20, 5))), FaultKind.expected(1, 20, 1));
            long[] before = footprint();
            withoutToken();
            garbage();
            strangers(started.keys());
            lengthBombs();
            overload(history, submissions);
            otherTable();
            history.acknowledged(started.client().submit(fault("last", 2, spec(20, 5))), FaultKind.expected(2, 20, 1));
            history.check(started);
            assertThat(started.revived())
                    .as("times that the node had to be started again")
                    .isZero();
            assertThat(node.jvm().log()).doesNotContain("OutOfMemory");
            baseLine(before);
        }
    }

    private void withoutToken() throws Exception {
        Burst burst = new Burst(cluster);
        assertThat(burst.submit("none", null)).isEqualTo(401);
        assertThat(burst.submit("wrong", "x".repeat(43))).isEqualTo(401);
    }

    private void garbage() throws Exception {
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[1 + random.nextInt(20_000)];
            random.nextBytes(bytes);
            if (i % 3 == 0) {
                // As a TLS record of a handshake, so that the server reads on.
                ByteBuffer.wrap(bytes)
                        .put(new byte[] {22, 3, 3, (byte) 0x3f, (byte) 0xff}, 0, Math.min(5, bytes.length));
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
            } catch (IOException e) {
                // closed in the middle, as it should be
            }
        }
    }

    /** Without a certificate, and with one of another authority. */
    private void strangers(Path keys) throws Exception {
        Path other = Files.createDirectories(keys.resolveSibling("other"));
        CertificateAuthority.create(other, "other", Duration.ofDays(1))
                .issue("node", List.of("127.0.0.1"), Duration.ofDays(1));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store(keys.resolve("truststore.p12"), keys.resolve("password")));
        KeyManagerFactory foreign = KeyManagerFactory.getInstance("PKIX");
        foreign.init(
                store(other.resolve("node.p12"), other.resolve("password")),
                PrivateFile.read(other.resolve("password")).strip().toCharArray());
        for (KeyManager[] managers : new KeyManager[][] {null, foreign.getKeyManagers()}) {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(managers, trust.getTrustManagers(), new SecureRandom());
            assertThat(refused(context))
                    .as(managers == null ? "no certificate" : "another authority's")
                    .isTrue();
        }
    }

    private static KeyStore store(Path file, Path password) throws Exception {
        return KeyStore.getInstance(
                file.toFile(), PrivateFile.read(password).strip().toCharArray());
    }

    private boolean refused(SSLContext context) {
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), node.port())) {
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            socket.getOutputStream().write("AKKA".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return !(e instanceof java.net.SocketTimeoutException);
        }
    }

    /** Somebody who has a key of the cluster declares frames of two gigabytes, and sends frames of nothing. */
    private void lengthBombs() throws Exception {
        SSLContext context = TlsMaterial.load(
                        cluster.keys().resolve("node.p12"),
                        cluster.keys().resolve("truststore.p12"),
                        cluster.keys().resolve("password"))
                .clientContext();
        for (int stream = 1; stream <= 3; stream++) {
            for (int length : new int[] {Integer.MAX_VALUE, -1, 900_000, 40, 0}) {
                try (SSLSocket socket = (SSLSocket)
                        context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), node.port())) {
                    socket.setSoTimeout(1000);
                    OutputStream out = socket.getOutputStream();
                    byte[] noise = new byte[Math.max(64, Math.min(length, 1 << 16))];
                    random.nextBytes(noise);
                    out.write(ByteBuffer.allocate(9 + noise.length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .put(new byte[] {'A', 'K', 'K', 'A', (byte) stream})
                            .putInt(length)
                            .put(noise)
                            .array());
                    out.flush();
                    InputStream in = socket.getInputStream();
                    while (in.read() >= 0) {
                        // until it closes, or a second has gone by
                    }
                } catch (IOException e) {
                    // closed, or silent: both will do while the node stays up
                }
            }
        }
    }

    /** A node whose messages have other parts knocks: it is told so and ends, and the cluster goes on. */
    private void otherTable() throws Exception {
        Path folder = Files.createDirectories(node.folder().resolveSibling("patched"));
        Path source = Files.writeString(folder.resolve("LeaseKey.java"), """
                package org.everycore.runtime.wire;
                public record LeaseKey(long chunk, int attempt, int extra) {
                    public LeaseKey(long chunk, int attempt) { this(chunk, attempt, 0); }
                }
                """);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", folder.toString(), source.toString()))
                .isZero();
        Node stranger = cluster.stranger("stranger");
        stranger.startPatched(folder);
        try {
            int code = stranger.jvm().await(150);
            String lines = stranger.jvm().log();
            assertThat(code).isEqualTo(1);
            assertThat(lines).contains("the cluster refuses this node: its messages (everycore.wire.table)");
        } finally {
            stranger.jvm().close();
        }
    }

    private void overload(History history, int submissions) throws Exception {
        Burst burst = new Burst(cluster);
        Burst.Answers answers = burst.submitMany(submissions, 64);
        System.out.println("overload: " + answers.counts() + " to " + submissions + " submissions, at most "
                + answers.slowestMillis() + " ms");
        assertThat(answers.counts().keySet()).as("status codes").isSubsetOf(202, 429);
        for (String id : answers.accepted()) {
            history.acknowledged(new JobId(id), FaultKind.expected(Burst.SEED, 1, 1));
        }
    }

    /** I7: threads and files come back to what they were. */
    private void baseLine(long[] before) throws Exception {
        RealCluster.await("threads and files as before", 120, () -> {
            long[] now = footprint();
            return now[0] <= before[0] + 25 && now[1] <= before[1] + 25 ? true : null;
        });
        System.out.println("base line: threads, files before " + Arrays.toString(before) + ", after "
                + Arrays.toString(footprint()));
    }

    private long[] footprint() throws IOException {
        Path process = Path.of("/proc", String.valueOf(node.jvm().pid()));
        try (Stream<Path> threads = Files.list(process.resolve("task"));
                Stream<Path> files = Files.list(process.resolve("fd"))) {
            return new long[] {threads.count(), files.count()};
        }
    }
}
