package org.everycore.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.everycore.jobs.SpecException;

/**
 * What a node of a cluster is told when it starts: the settings under {@code everycore.node}.
 *
 * @param hostname under which other nodes reach this one
 * @param port 0 for any free one
 * @param roles supervisor, cpu, gpu, gateway
 * @param seedNodes host:port of nodes to join through; empty when the name is used, or for a node that starts a cluster alone
 * @param seedName a DNS name that resolves to the seed nodes, which are then known by their addresses
 * @param seedCount how many addresses the name must have before the node goes on, so that no two clusters form
 * @param workers core workers; 0 for one a processor
 * @param memoryBytes that jobs may use; 0 for four fifths of the heap
 * @param work a folder for results in the making
 * @param tls where keys are; empty only on a loopback address
 * @param all everything that was read, for Pekko
 */
public record NodeSettings(
        String hostname,
        int port,
        Set<String> roles,
        List<String> seedNodes,
        Optional<String> seedName,
        int seedPort,
        int seedCount,
        int workers,
        long memoryBytes,
        Path work,
        Optional<Tls> tls,
        Config all) {
    public static final String SUPERVISOR = "supervisor";
    public static final String CPU = "cpu";
    public static final String GPU = "gpu";
    public static final String GATEWAY = "gateway";

    private static final String PATH = "everycore.node";
    private static final Set<String> KNOWN = Set.of(SUPERVISOR, CPU, GPU, GATEWAY);
    private static final double USABLE = 0.8;
    private static final Duration RESOLVING = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A node's key store, the trust store that says whom it believes, and the file with the password of both. */
    public record Tls(Path keyStore, Path trustStore, Path passwordFile) {}

    public NodeSettings {
        Objects.requireNonNull(hostname, "hostname is null");
        roles = Set.copyOf(roles);
        seedNodes = List.copyOf(seedNodes);
        if (roles.isEmpty() || !KNOWN.containsAll(roles)) {
            throw new SpecException(PATH + ".roles", roles, "must name roles out of supervisor, cpu, gpu, gateway");
        }
        if (port < 0 || port > 65_535) {
            throw new SpecException(PATH + ".port", port, "must be 0 to 65535");
        }
        if (tls.isEmpty() && !loopback(hostname)) {
            throw new SpecException(
                    PATH + ".hostname",
                    hostname,
                    "is not a loopback address, so " + PATH + ".tls must be set: everycore certs makes what it needs");
        }
    }

    /** Reads settings; what is missing there comes from the defaults. */
    public static NodeSettings read(Config config) {
        Config all = config.withFallback(ConfigFactory.parseResources("everycore-node.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
        Config node = all.getConfig(PATH);
        Config tls = node.getConfig("tls");
        int workers = node.getInt("workers");
        long memory = node.getBytes("memory");
        return new NodeSettings(
                node.getString("hostname"),
                node.getInt("port"),
                Set.copyOf(node.getStringList("roles")),
                node.getStringList("seed-nodes"),
                Optional.of(node.getString("seed-name")).filter(name -> !name.isEmpty()),
                node.getInt("seed-port"),
                node.getInt("seed-count"),
                workers > 0 ? workers : Runtime.getRuntime().availableProcessors(),
                memory > 0 ? memory : (long) (Runtime.getRuntime().maxMemory() * USABLE),
                Path.of(node.getString("work-folder")),
                tls.getString("key-store").isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Tls(
                                Path.of(tls.getString("key-store")),
                                Path.of(tls.getString("trust-store")),
                                Path.of(tls.getString("password-file")))),
                all);
    }

    /** How long a job that every node refuses is kept for another node to come. */
    public Duration unfitGrace() {
        return all.getDuration(PATH + ".unfit-grace");
    }

    /** The seed nodes, the name's addresses included, as host:port in a fixed order. */
    public List<String> seeds() {
        List<String> seeds = new ArrayList<>(seedNodes);
        for (InetAddress address : seedName.map(this::resolve).orElse(List.of())) {
            seeds.add(address.getHostAddress() + ":" + seedPort);
        }
        seeds.sort(null);
        return seeds;
    }

    /** The name by which this node joins: its address where seed nodes are known by theirs. */
    public String canonicalHost() {
        try {
            return seedName.isPresent() ? InetAddress.getByName(hostname).getHostAddress() : hostname;
        } catch (UnknownHostException e) {
            throw new SpecException(PATH + ".hostname", hostname, "does not resolve to an address");
        }
    }

    /** Looks the name up until it has enough addresses: those of nodes that start together appear one by one. */
    private List<InetAddress> resolve(String name) {
        long deadline = System.nanoTime() + RESOLVING.toNanos();
        while (true) {
            List<InetAddress> found = List.of();
            try {
                found = List.of(InetAddress.getAllByName(name));
            } catch (UnknownHostException e) {
                // not yet
            }
            if (found.size() >= Math.max(1, seedCount)) {
                return found;
            }
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new SpecException(
                        PATH + ".seed-name", name, "resolves to " + found.size() + " addresses, not " + seedCount);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new SpecException(PATH + ".hostname", host, "does not resolve to an address");
        }
    }
}
