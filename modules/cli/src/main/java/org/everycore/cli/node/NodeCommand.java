package org.everycore.cli.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.LogSetup;
import org.everycore.cli.Session;
import org.everycore.cli.config.Settings;
import org.everycore.cluster.NodeServices;
import org.everycore.gateway.NodeServer;
import org.everycore.gpu.GpuDevices;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.cost.SpeedBook;
import org.everycore.logbook.digest.ModelOptions;
import org.everycore.runtime.record.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a node of a cluster in this process until it is told to leave. */
@Command(
        footerHeading =
                "%nWithout options: one node with every role, jobs below ./everycore-data, HTTP on 127.0.0.1:8080.%n"
                        + "--set takes any key of a node's configuration (conf/ has them with comments), and pekko's.%n"
                        + "SIGTERM or Ctrl-C: the node finishes or gives back its work, and leaves.%n%nExamples:%n",
        footer = {
            "  everycore node",
            "  everycore node --conf conf/worker.conf --port 2560",
            "  everycore node --conf conf/worker.conf --set node.work-folder=/var/lib/everycore",
            "  everycore node --roles supervisor,cpu,gateway --set store.url=jdbc:postgresql://localhost/everycore"
        })
public final class NodeCommand implements Callable<Integer> {
    /** Parts of the settings that are for other commands. */
    private static final List<String> OTHERS =
            List.of("everycore.jobs.", "everycore.radio.", "everycore.logbook.", "everycore.server.");

    private static final String WORKERS = "everycore.node.workers";
    private static final String STATE = "everycore.node.state-folder";

    private final Session session;

    @Option(names = "--conf", paramLabel = "FILE", description = "The node's configuration (conf/ has one a role).")
    private Path conf;

    @Option(
            names = "--roles",
            paramLabel = "ROLES",
            description = "Roles with commas between: supervisor, cpu, gpu, gateway.")
    private String roles;

    @Option(names = "--port", paramLabel = "PORT", description = "Port for other nodes; 0 takes a free one.")
    private Integer port;

    @Option(names = "--http-port", paramLabel = "PORT", description = "Port of the gateway; 0 takes a free one.")
    private Integer httpPort;

    @Option(
            names = "--seed",
            paramLabel = "HOST:PORT",
            description = "A node to join through; may be given several times.")
    private List<String> seeds;

    @Option(names = "--workers", paramLabel = "N", description = "Core workers to start; 0 is one a processor.")
    private Integer workers;

    public NodeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        System.setProperty(LogSetup.CONSOLE, "true");
        session.setKeys().keySet().forEach(NodeCommand::ofNode);
        Settings set = session.settings(Optional.ofNullable(conf), flags());
        Optional<ModelOptions> model = set.model();
        Config config = set.config();
        if (config.getString(STATE).isEmpty()) {
            config = config.withValue(
                    STATE,
                    ConfigValueFactory.fromAnyRef(session.folders().state().toString()));
        }
        if (config.getBoolean("everycore.node.trust-this-machine")) {
            session.warn("every user and every program of this machine may use this node"
                    + " (everycore.node.trust-this-machine)");
        }
        session.interrupts().serve();
        SpeedBook speeds = SpeedBook.in(Path.of(config.getString(STATE)));
        boolean chosen = config.hasPath(WORKERS) && config.getInt(WORKERS) > 0;
        try (NodeServer server = NodeServer.start(config, KindRegistry.load(), services -> {
            speeds.measured();
            NodeServices with = services.withDevices(GpuDevices.here().names()).withSpeeds(speeds);
            with = with.withInputs(model.map(with.inputs()::offering).orElse(with.inputs()));
            return chosen ? with : with.yieldingToOthers();
        })) {
            server.url().ifPresent(url -> session.err().println("everycore: listening on " + url));
            Arrival.tell(server, session.err());
            server.link().ifPresent(link -> session.err().println("everycore: for a browser, once: " + link));
            server.terminated().toCompletableFuture().join();
            if (server.trouble().isPresent()) {
                throw new Failure(ExitCode.FAILED, server.trouble().get());
            }
            return ExitCode.OK.status();
        } catch (StoreException e) {
            throw new Failure(
                    ExitCode.FAILED,
                    "the job store cannot be used: " + e.getMessage() + "; see everycore.store.url",
                    e);
        } catch (UncheckedIOException e) {
            throw new Failure(ExitCode.FAILED, e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new Failure(ExitCode.FAILED, "the keys cannot be used: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // Told to end while it starts, a node finds its own parts shut down already: that is no fault of theirs.
            if (session.interrupts().interrupted()) {
                return ExitCode.CANCELLED.status();
            }
            throw e;
        }
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>();
        put(flags, "everycore.node.roles", roles);
        put(flags, "everycore.node.port", port);
        put(flags, "everycore.gateway.port", httpPort);
        put(flags, "everycore.node.seed-nodes", seeds == null ? null : String.join(",", seeds));
        put(flags, "everycore.node.workers", workers);
        return flags;
    }

    /** A key of another part would be set and never read. */
    private static void ofNode(String key) {
        String full = key.startsWith("everycore.") ? key : "everycore." + key;
        if (!key.startsWith("pekko.") && OTHERS.stream().anyMatch(full::startsWith)) {
            throw Failure.wrongInput("command line: " + full + " is not a key of a node's configuration;"
                    + " those begin with node, gateway, store, blobs, places or ai");
        }
    }

    private static void put(Map<String, String> flags, String key, Object value) {
        if (value != null) {
            flags.put(key, value.toString());
        }
    }
}
