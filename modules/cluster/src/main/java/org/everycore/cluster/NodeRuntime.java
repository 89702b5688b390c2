package org.everycore.cluster;

import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Leave;
import org.everycore.cluster.api.JobService;
import org.everycore.cluster.blob.BlobPayloads;
import org.everycore.cluster.remote.ClusterJobs;
import org.everycore.cluster.remote.Joining;
import org.everycore.cluster.remote.NodeConfig;
import org.everycore.cluster.remote.NodeGuardian;
import org.everycore.cluster.supervisor.OutOfOffice;
import org.everycore.cluster.supervisor.StoreJournal;
import org.everycore.cluster.supervisor.SupervisorOffice;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.machine.FreeCores;
import org.everycore.jobs.strategy.Resources;
import org.everycore.jobs.strategy.Strategy;
import org.everycore.runtime.pool.PoolSettings;
import org.everycore.runtime.schedule.Capability;
import org.everycore.runtime.schedule.NodeId;
import org.everycore.runtime.supervisor.JobPlanner;
import org.everycore.runtime.supervisor.SupervisorSettings;
import org.everycore.runtime.wire.ToSupervisor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node of a cluster in this process: joins through the seed nodes, computes if its roles say so, and takes its turn as
 * supervisor. On SIGTERM it gives its work back or finishes it, and leaves.
 */
public final class NodeRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeRuntime.class);
    private static final int MAX_RUNNING = 64;
    private static final int MAX_WAITING = 10_000;
    private static final Duration DRAIN = Duration.ofSeconds(29);

    private final ActorSystem<NodeGuardian.Command> system;
    private final CoordinatedShutdown shutdown;
    private final Optional<ClusterJobs> jobs;
    private final List<String> seeds;

    private NodeRuntime(NodeSettings settings, NodeServices services) {
        LoggerFactory.getILoggerFactory(); // before several threads ask for it at once
        boolean supervises = settings.roles().contains(NodeSettings.SUPERVISOR);
        boolean serves = settings.roles().contains(NodeSettings.GATEWAY);
        if ((supervises || serves) && services.store().isEmpty()) {
            throw new IllegalArgumentException("the roles supervisor and gateway need a job store");
        }
        if (!supervises && settings.seedNodes().isEmpty() && settings.seedName().isEmpty()) {
            throw new SpecException(
                    "everycore.node.seed-nodes",
                    "is empty: a node without the role supervisor begins no cluster; name one to join (--seed HOST:PORT)");
        }
        Config config = NodeConfig.of(settings);
        requireFree(settings, config);
        system = ActorSystem.create(
                NodeGuardian.create(actors -> pools(actors, settings, services)),
                NodeConfig.SYSTEM,
                BootstrapSetup.create(config).withClassloader(NodeRuntime.class.getClassLoader()));
        Behavior<ToSupervisor> office = supervises ? office(settings, services) : Behaviors.empty();
        ActorRef<ToSupervisor> supervisor = NodeGuardian.supervisor(system, office);
        jobs = services.store().map(store -> new ClusterJobs(system, supervisor, store));
        Joining.begin(system, settings, services.store());
        seeds = settings.seeds().stream()
                .filter(seed -> !seed.equals(address()))
                .toList();
        shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "drain", this::drain);
    }

    /** Starts a node; it joins in the background. */
    public static NodeRuntime start(NodeSettings settings, NodeServices services) {
        return new NodeRuntime(settings, services);
    }

    /**
     * Says which port is taken; the actor system would end the process with a page of its own. Where a proxy or a container has
     * the address that others know, the node binds another.
     */
    private static void requireFree(NodeSettings settings, Config config) {
        String bindHost = text(config, "pekko.remote.artery.bind.hostname");
        String bindPort = text(config, "pekko.remote.artery.bind.port");
        String host = bindHost.isEmpty() ? settings.canonicalHost() : bindHost;
        int port = bindPort.isEmpty() ? settings.port() : Integer.parseInt(bindPort);
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on " + host + ":" + port + " for other nodes: " + e.getMessage()
                            + "; see everycore.node.port (--port)",
                    e);
        }
    }

    private static String text(Config config, String path) {
        return config.hasPath(path) ? config.getString(path) : "";
    }

    /** host:port under which other nodes know this one. */
    public String address() {
        return shown(Cluster.get(system).selfMember().address());
    }

    /** Whether the node is a member of its cluster. */
    public boolean up() {
        return Cluster.get(system).selfMember().status() == MemberStatus.up();
    }

    /** The nodes through which this one joins, other than itself. */
    public List<String> seeds() {
        return seeds;
    }

    /** The jobs of the cluster, as seen from this node; it must have a job store. */
    public JobService jobs() {
        return jobs.orElseThrow(() -> new IllegalStateException("this node has no job store"));
    }

    /** Completes when the node has left and its actors have ended, whatever the reason. */
    public CompletionStage<Done> terminated() {
        return system.getWhenTerminated();
    }

    /** Why the node could not stay, once it has left, if that was not its own doing: for the person who runs it. */
    public Optional<String> trouble() {
        return shutdown.getShutdownReason().flatMap(reason -> {
            if (reason.equals(CoordinatedShutdown.incompatibleConfigurationDetectedReason())) {
                return Optional.of("the cluster refuses this node: its messages (everycore.wire.table) or its protocol"
                        + " (everycore.wire.version) are others; run the same version on every node");
            }
            if (reason.equals(CoordinatedShutdown.clusterJoinUnsuccessfulReason())) {
                return Optional.of("no seed node let this node in; look at everycore.node.seed-nodes and the keys");
            }
            if (reason instanceof OutOfOffice) {
                return Optional.of("another supervisor is in office, and this node could not reach it; start it again");
            }
            return reason.equals(CoordinatedShutdown.clusterDowningReason())
                    ? Optional.of("the cluster took this node for lost; start it again")
                    : Optional.empty();
        });
    }

    /** Leaves the cluster in good order: work is finished or given back first. */
    public CompletionStage<Done> leave() {
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Leave.create(cluster.selfMember().address()));
        return system.getWhenTerminated();
    }

    /** Ends the actors without a word to the others, as a crash would. */
    public void halt() {
        system.classicSystem().terminate();
    }

    @Override
    public void close() {
        try {
            CompletionStage<Done> end = shutdown.runAll(CoordinatedShutdown.jvmExitReason());
            end.toCompletableFuture().get(DRAIN.toSeconds() + 20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            system.terminate();
        }
    }

    private CompletionStage<Done> drain() {
        // Said here and now: the JVM may end before anybody who waits for the node's end gets to say it.
        trouble().ifPresent(LOG::error);
        return AskPattern.<NodeGuardian.Command, NodeGuardian.Done>ask(
                        system, NodeGuardian.Drain::new, DRAIN, system.scheduler())
                .handle((done, error) -> Done.getInstance());
    }

    private static List<PoolSettings> pools(ActorSystem<?> actors, NodeSettings settings, NodeServices services) {
        List<PoolSettings> pools = new ArrayList<>();
        if (settings.roles().contains(NodeSettings.CPU)) {
            pools.add(pool(actors, settings, services, Capability.CPU, settings.workers()));
        }
        if (settings.roles().contains(NodeSettings.GPU) && !services.devices().isEmpty()) {
            pools.add(pool(
                    actors,
                    settings,
                    services,
                    Capability.GPU_BATCH,
                    services.devices().size()));
        }
        return pools;
    }

    private static PoolSettings pool(
            ActorSystem<?> actors, NodeSettings settings, NodeServices services, Capability capability, int workers) {
        var self = Cluster.get(actors).selfMember().uniqueAddress();
        String address = shown(self.address());
        return new PoolSettings(
                new NodeId(address + "/" + Long.toHexString(self.longUid()) + "/" + capability.label()),
                capability,
                workers,
                settings.memoryBytes(),
                address,
                services.kinds(),
                services.strategies().all().stream().map(Strategy::id).toList(),
                capability == Capability.GPU_BATCH ? services.devices() : List.of(),
                services.inputs(),
                services.speeds(),
                services.yielding() && capability == Capability.CPU ? FreeCores.ofThisMachine(workers) : () -> workers,
                new BlobPayloads(services.blobs()),
                services.outOfMemory());
    }

    private Behavior<ToSupervisor> office(NodeSettings settings, NodeServices services) {
        Executor blocking = system.dispatchers().lookup(DispatcherSelector.fromConfig("everycore.merge-dispatcher"));
        String name = address();
        SupervisorSettings supervisor = new SupervisorSettings(
                name,
                new JobPlanner(services.kinds(), services.strategies(), services.speeds(), services.inputs()),
                new StoreJournal(services.store().orElseThrow(), services.blobs(), settings.work(), name),
                services.rules(),
                new Resources(settings.workers(), settings.workers(), 0, settings.memoryBytes(), true),
                MAX_RUNNING,
                MAX_WAITING,
                settings.memoryBytes(),
                settings.unfitGrace(),
                blocking,
                services.watch(),
                services.outOfMemory());
        return SupervisorOffice.create(supervisor, Math.max(1, settings.seeds().size()), () -> {
            CompletionStage<Done> unused = CoordinatedShutdown.get(system).runAll(OutOfOffice.INSTANCE);
        });
    }

    private static String shown(Address address) {
        return address.getHost().orElse("") + ":"
                + address.getPort().map(Object::toString).orElse("");
    }
}
