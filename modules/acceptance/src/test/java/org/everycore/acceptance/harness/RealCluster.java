package org.everycore.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.everycore.acceptance.faults.FaultKind;
import org.everycore.client.ClientSettings;
import org.everycore.client.EverycoreClient;
import org.everycore.cluster.security.CertificateAuthority;
import org.everycore.gateway.Scope;
import org.everycore.gateway.Tokens;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.api.ProgressDocument;

/**
 * A cluster of real processes on loopback: supervisors that answer HTTP, and workers; TLS between nodes and to clients, tokens,
 * workers that reach blobs through the gateways alone. Closing it kills all that is left of it.
 */
public final class RealCluster implements AutoCloseable {
    private static final Duration VALID = Duration.ofDays(1);

    private final Path folder;
    private final Path work;
    private final Path keys;
    private final String token;
    private final List<Node> nodes = new ArrayList<>();
    private final AtomicInteger revived = new AtomicInteger();
    private final Thread guard = new Thread(this::guard, "guard");
    private volatile boolean closed;

    /**
     * Lays a cluster out; nothing runs yet.
     *
     * @param store the JDBC URL of its job store
     * @param extra further lines for every node's configuration
     */
    public RealCluster(Path folder, String store, int supervisors, int workers, int coresEach, String... extra)
            throws Exception {
        this.folder = folder;
        this.work = Files.createDirectories(folder.resolve("work"));
        this.keys = folder.resolve("keys");
        CertificateAuthority.create(keys, "test", VALID).issue("node", List.of("localhost", "127.0.0.1"), VALID);
        token = Tokens.create(
                folder.resolve("tokens"), "test", java.util.Set.of(Scope.READ, Scope.SUBMIT, Scope.ADMIN));
        org.everycore.cluster.security.PrivateFile.write(folder.resolve("token"), token);
        Files.createDirectories(folder.resolve("shared"));
        List<Integer> ports = freePorts(2 * supervisors + workers);
        for (int i = 0; i < supervisors + workers; i++) {
            boolean supervises = i < supervisors;
            String name = supervises ? "seed-" + (i + 1) : "worker-" + (i - supervisors + 1);
            int http = supervises ? ports.get(supervisors + workers + i) : 0;
            nodes.add(new Node(name, ports.get(i), http, supervises, folder.resolve(name), work));
        }
        for (Node node : nodes) {
            node.configure(configuration(node, store, coresEach) + String.join("\n", extra) + "\n");
        }
    }

    /** One node with every role. */
    public static RealCluster single(Path folder, String store, String... extra) throws Exception {
        String[] lines = Arrays.copyOf(extra, extra.length + 1);
        lines[extra.length] = "everycore.node.roles = [supervisor, gateway, cpu]";
        return new RealCluster(folder, store, 1, 0, 1, lines);
    }

    /** A job of the fault kind, with an id. */
    public static JobRequest fault(String id, long seed, ObjectNode spec) {
        return JobRequest.of(FaultKind.NAME, seed, spec)
                .withJobId(new JobId(id))
                .withStrategy("cluster");
    }

    public static ObjectNode spec(int blocks, int millis) {
        return Json.mapper().createObjectNode().put("blocks", blocks).put("millis", millis);
    }

    /** Waits until so many chunks of a job are done. */
    public void awaitChunks(JobId job, int chunks) throws Exception {
        await(chunks + " chunks of " + job, 120, () -> {
            ProgressDocument progress = client().status(job).document().progress();
            return progress != null && progress.chunksDone() >= chunks ? true : null;
        });
    }

    private String configuration(Node node, String store, int cores) {
        StringBuilder text = new StringBuilder();
        text.append("everycore.node {\n  port = " + node.port() + "\n");
        text.append("  roles = [" + (node.supervises() ? "supervisor, gateway" : "cpu") + "]\n");
        text.append("  workers = " + cores + "\n  memory = 1 GiB\n  work-folder = work\n");
        text.append("  seed-nodes = [" + String.join(", ", seeds()) + "]\n");
        text.append("  tls { key-store = \"" + keys.resolve("node.p12") + "\", trust-store = \""
                + keys.resolve("truststore.p12") + "\", password-file = \"" + keys.resolve("password") + "\" }\n}\n");
        if (node.supervises()) {
            String named = store.contains("postgresql") ? store + "?ApplicationName=" + node.address() : store;
            text.append("everycore.store { url = \"" + named + "\", user = " + Postgres.USER + " }\n");
            text.append("everycore.blobs.folder = \"" + folder.resolve("blobs") + "\"\n");
            text.append("everycore.gateway {\n  port = " + node.httpPort() + "\n");
            text.append("  shared-folders = [\"" + shared() + "\"]\n");
            text.append("  tokens-file = \"" + folder.resolve("tokens") + "\"\n");
            text.append("  tls { key-store = \"" + keys.resolve("node.p12") + "\", key-store-password-file = \""
                    + keys.resolve("password") + "\" }\n}\n");
        } else {
            text.append("everycore.blobs { folder = cache, token-file = \"" + folder.resolve("token") + "\"\n");
            text.append("  gateways = \""
                    + String.join(",", servers().stream().map(URI::toString).toList()) + "\" }\n");
        }
        return text.toString();
    }

    private List<String> seeds() {
        return supervisors().stream().map(node -> "\"" + node.address() + "\"").toList();
    }

    public List<URI> servers() {
        return supervisors().stream()
                .map(node -> URI.create("https://127.0.0.1:" + node.httpPort()))
                .toList();
    }

    /** A worker that the cluster does not know yet, and that nobody starts again. */
    public Node stranger(String name) throws IOException {
        Node node = new Node(name, freePorts(1).get(0), 0, false, folder.resolve(name), work);
        node.configure(configuration(node, "", 1));
        return node;
    }

    public List<Node> nodes() {
        return nodes;
    }

    public List<Node> supervisors() {
        return nodes.stream().filter(Node::supervises).toList();
    }

    public List<Node> workers() {
        return nodes.stream().filter(node -> !node.supervises()).toList();
    }

    /** A folder that every node sees. */
    public Path shared() {
        return folder.resolve("shared");
    }

    /** Where workers write down what they computed. */
    public Path work() {
        return work;
    }

    public String token() {
        return token;
    }

    public Path keys() {
        return keys;
    }

    public Path tokenFile() {
        return folder.resolve("token");
    }

    public RealCluster start() throws Exception {
        for (Node node : nodes) {
            node.start();
        }
        awaitNodes(nodes.size());
        guard.start();
        return this;
    }

    /** Starts nodes again that have ended of their own accord, as systemd and Kubernetes do. */
    private void guard() {
        try {
            while (!closed) {
                TimeUnit.MILLISECONDS.sleep(500);
                for (Node node : nodes) {
                    if (node.fell()) {
                        revived.incrementAndGet();
                        node.start();
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From here on nodes that end stay so. */
    public void letFall() {
        closed = true;
        try {
            guard.interrupt();
            guard.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many nodes had ended of their own accord. */
    public int revived() {
        return revived.get();
    }

    /** Waits until so many nodes are up, all workers are known, and somebody leads. */
    public void awaitNodes(int count) throws Exception {
        await("a cluster of " + count + " nodes", 150, () -> {
            JsonNode view = view().orElse(null);
            if (view == null || view.path("supervisor").isNull()) {
                return null;
            }
            int up = 0;
            for (JsonNode node : view.path("nodes")) {
                boolean computes = node.path("roles").toString().contains("cpu");
                if (node.path("status").asText().equals("up")
                        && (!computes || node.path("workers").asInt() > 0)) {
                    up++;
                }
            }
            return up == count && view.path("nodes").size() == count ? view : null;
        });
    }

    /** The cluster as some gateway sees it now. */
    public Optional<JsonNode> view() {
        try {
            return Optional.of(client(Duration.ofMillis(500)).cluster());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The node that leads. */
    public Node leader() throws Exception {
        return await("a leader", 60, () -> view().map(
                        view -> view.path("supervisor").asText())
                .flatMap(address ->
                        nodes.stream().filter(n -> n.address().equals(address)).findFirst())
                .filter(Node::alive)
                .orElse(null));
    }

    public EverycoreClient client() {
        return client(Duration.ofSeconds(60));
    }

    public EverycoreClient client(Duration patience) {
        List<URI> alive = supervisors().stream()
                .filter(Node::alive)
                .map(node -> URI.create("https://127.0.0.1:" + node.httpPort()))
                .sorted(Comparator.naturalOrder())
                .toList();
        return new EverycoreClient(
                ClientSettings.of(servers().get(0))
                        .withServers(alive.isEmpty() ? servers() : alive)
                        .withAuthority(keys.resolve("ca.pem"))
                        .withToken(token)
                        .withSharedFolders(List.of(shared()))
                        .withPatience(patience),
                KindRegistry.load());
    }

    /** Asks again and again until there is an answer; null is none. */
    public static <T> T await(String what, int seconds, Callable<T> question) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            T answer = question.call();
            if (answer != null) {
                return answer;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + what + " within " + seconds + " s");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Ports that nobody uses now; they are asked for together, so that no two are the same. */
    public static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    @Override
    public void close() {
        letFall();
        nodes.stream().filter(Node::alive).forEach(node -> node.jvm().close());
    }
}
