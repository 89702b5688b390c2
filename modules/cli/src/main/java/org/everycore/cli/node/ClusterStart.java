package org.everycore.cli.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cluster.security.CertificateAuthority;
import org.everycore.cluster.security.PrivateFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a cluster of processes on this machine, to try one out: TLS between nodes, HTTP on a loopback address. */
@Command(
        name = "start",
        description = "Start a cluster of processes on this machine, to try one out.",
        footerHeading =
                "%nThe first node supervises and answers HTTP, with its jobs in a file; with --store, an address of a%n"
                        + "PostgreSQL database, the first three can take each other's place. A node that ends otherwise%n"
                        + "than by 'cluster stop' or 'drain' is started again.%n%nExamples:%n",
        footer = {"  everycore cluster start --nodes 3", "  everycore submit examples/sample.json --wait"})
public final class ClusterStart implements Callable<Integer> {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration VALID = Duration.ofDays(30);
    private static final int SUPERVISORS = 3;

    private final Session session;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Core workers of each node; by default the cores are shared out.")
    private Integer workers;

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            defaultValue = "everycore-cluster",
            description = "Keys, logs and jobs go there (default: ./${DEFAULT-VALUE}).")
    private Path folder;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the gateway (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(names = "--store", paramLabel = "URL", description = "A PostgreSQL database, jdbc:postgresql://...")
    private String store;

    @Option(names = "--store-user", paramLabel = "NAME", defaultValue = "everycore", description = "Its user.")
    private String storeUser;

    @Option(names = "--store-password-file", paramLabel = "FILE", description = "A file with its password.")
    private Path storePassword;

    public ClusterStart(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (count < 1 || count > 64) {
            throw Failure.wrongInput("--nodes = " + count + ": must be 1 to 64");
        }
        Path top = folder.toAbsolutePath().normalize();
        if (TrialCluster.in(top).filter(old -> !old.running().isEmpty()).isPresent()) {
            throw Failure.wrongInput(folder + ": a cluster runs there already; 'everycore cluster stop' ends it");
        }
        PrivateFolder.make(top.resolve("logs"));
        keys(top.resolve("keys"));
        List<Integer> ports = freePorts(count);
        int supervisors = store == null ? 1 : Math.min(count, SUPERVISORS);
        String url = "http://127.0.0.1:" + httpPort;
        List<TrialCluster.Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(start(top, i, ports, supervisors));
            new TrialCluster(url, nodes).keep(top);
        }
        TrialCluster cluster = new TrialCluster(url, nodes);
        awaitReady(cluster, top);
        session.out().println(url);
        session.err()
                .println("everycore: " + count + " nodes run; logs are in " + folder.resolve("logs")
                        + "; 'everycore cluster stop' ends them");
        return ExitCode.OK.status();
    }

    private void keys(Path keys) throws IOException {
        try {
            if (!Files.exists(keys.resolve("ca.p12"))) {
                CertificateAuthority.create(keys, "trial", VALID)
                        .issue("node", List.of("localhost", "127.0.0.1"), VALID);
            }
        } catch (GeneralSecurityException e) {
            throw new Failure(ExitCode.FAILED, keys + ": " + e.getMessage(), e);
        }
    }

    private TrialCluster.Node start(Path top, int index, List<Integer> ports, int supervisors) throws IOException {
        String name = "node-" + (index + 1);
        Path conf = top.resolve(name + ".conf");
        Files.writeString(conf, configuration(top, name, index, ports, supervisors), StandardCharsets.UTF_8);
        Path log = top.resolve("logs").resolve(name + ".log");
        Process process = new ProcessBuilder(
                        Keeper.command(TrialCluster.launcher(session.folders().home()), conf))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return TrialCluster.Node.of(name, process);
    }

    private String configuration(Path top, String name, int index, List<Integer> ports, int supervisors) {
        String roles = index == 0 ? "supervisor, cpu, gateway" : index < supervisors ? "supervisor, cpu" : "cpu";
        List<String> seeds = ports.subList(0, supervisors).stream()
                .map(port -> "\"127.0.0.1:" + port + "\"")
                .toList();
        int share = Math.max(1, Runtime.getRuntime().availableProcessors() / count);
        StringBuilder text = new StringBuilder();
        text.append("everycore.node {\n")
                .append("  port = " + ports.get(index) + "\n")
                .append("  roles = [" + roles + "]\n")
                .append("  seed-nodes = [" + String.join(", ", seeds) + "]\n")
                .append("  workers = " + (workers == null ? share : workers) + "\n")
                .append("  work-folder = " + quoted(top.resolve(name)) + "\n")
                .append("  tls {\n")
                .append("    key-store = " + quoted(top.resolve("keys/node.p12")) + "\n")
                .append("    trust-store = " + quoted(top.resolve("keys/truststore.p12")) + "\n")
                .append("    password-file = " + quoted(top.resolve("keys/password")) + "\n")
                .append("  }\n}\n")
                .append("everycore.gateway.port = " + httpPort + "\n")
                .append("everycore.blobs.folder = " + quoted(top.resolve("blobs")) + "\n");
        if (store == null) {
            text.append("everycore.store.url = " + quoted("jdbc:h2:file:" + top.resolve("jobs")) + "\n");
        } else {
            text.append("everycore.store {\n  url = " + quoted(store) + "\n  user = " + quoted(storeUser) + "\n");
            if (storePassword != null) {
                text.append("  password-file = " + quoted(storePassword.toAbsolutePath()) + "\n");
            }
            text.append("}\n");
        }
        return text.toString();
    }

    private void awaitReady(TrialCluster cluster, Path top) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(cluster.url() + "/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < end) {
            if (cluster.running().size() < cluster.nodes().size()) {
                break;
            }
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not listening yet
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        cluster.stop(Duration.ofSeconds(5));
        throw new Failure(ExitCode.FAILED, "the cluster did not start; the nodes' logs are in " + top.resolve("logs"));
    }

    /** Ports that nobody uses now; they are asked for together, so that no two are the same. */
    private static List<Integer> freePorts(int count) throws IOException {
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

    private static String quoted(Object value) {
        return "\"" + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
