package org.everycore.cluster.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Leave;
import org.apache.pekko.cluster.typed.Subscribe;
import org.everycore.cluster.api.Acceptance;
import org.everycore.cluster.api.ClusterView;
import org.everycore.cluster.api.JobService;
import org.everycore.cluster.api.JobView;
import org.everycore.cluster.api.ServiceException;
import org.everycore.cluster.store.JobPage;
import org.everycore.cluster.store.JobQuery;
import org.everycore.cluster.store.JobStore;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.SpecException;
import org.everycore.runtime.pool.NodePool;
import org.everycore.runtime.record.JobConflictException;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.record.UnknownJobException;
import org.everycore.runtime.schedule.Capability;
import org.everycore.runtime.wire.JobEvent;
import org.everycore.runtime.wire.SubmitReply;
import org.everycore.runtime.wire.ToClient;
import org.everycore.runtime.wire.ToSupervisor;

/** The jobs of the cluster from any node that has the job store: asks the supervisor what moves, and the store what stands. */
public final class ClusterJobs implements JobService {
    private static final Duration ATTEMPT = Duration.ofSeconds(6);
    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final Duration CHECK = Duration.ofSeconds(1);
    private static final Duration CANCEL_SEEN = Duration.ofMillis(100);
    /** So soon a submission is answered, if only by a refusal that says when to ask again. */
    private static final Duration ANSWER = Duration.ofMillis(9500);

    private static final int MAX_REQUEST = 900 << 10;

    private final ActorSystem<?> system;
    private final ActorRef<ToSupervisor> supervisor;
    private final JobStore store;
    private final Absences absences = new Absences(Instant::now);
    private volatile boolean ready;

    public ClusterJobs(ActorSystem<?> system, ActorRef<ToSupervisor> supervisor, JobStore store) {
        this.system = system;
        this.supervisor = supervisor;
        this.store = store;
        system.systemActorOf(watching(), "absences", Props.empty());
        check();
    }

    private Behavior<ClusterEvent.MemberEvent> watching() {
        return Behaviors.setup(context -> {
            Cluster.get(system)
                    .subscriptions()
                    .tell(Subscribe.create(context.getSelf(), ClusterEvent.MemberEvent.class));
            return Behaviors.receive(ClusterEvent.MemberEvent.class)
                    .onMessage(ClusterEvent.MemberRemoved.class, this::onRemoved)
                    .onMessage(ClusterEvent.MemberUp.class, up -> {
                        absences.back(shown(up.member().address()));
                        return Behaviors.same();
                    })
                    .onAnyMessage(other -> Behaviors.same())
                    .build();
        });
    }

    private Behavior<ClusterEvent.MemberEvent> onRemoved(ClusterEvent.MemberRemoved removed) {
        if (removed.previousStatus().equals(MemberStatus.down())) {
            absences.lost(shown(removed.member().address()));
        }
        return Behaviors.same();
    }

    @Override
    public CompletionStage<Acceptance> submit(JobRequest request, String submittedBy) {
        JobRequest named = request.jobId() == null ? request.withJobId(JobId.random()) : request;
        int bytes = Json.mapper().valueToTree(named).toString().length();
        if (bytes > MAX_REQUEST) {
            return CompletableFuture.failedStage(new SpecException(
                    "spec",
                    "has " + bytes + " bytes; at most " + MAX_REQUEST + " may be sent: use a blob for what is large"));
        }
        return submit(named, submittedBy, System.nanoTime() + ANSWER.toNanos());
    }

    /** The id makes a submission safe to repeat: a supervisor that died in between is simply asked again. */
    private CompletionStage<Acceptance> submit(JobRequest request, String by, long deadline) {
        Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
        return ask(
                        replyTo -> new ToSupervisor.SubmitJob(request, by, replyTo),
                        left.compareTo(ATTEMPT) < 0 ? left : ATTEMPT)
                .handle((answer, error) -> {
                    if (error == null) {
                        return accepted(request, (ToClient.Answered) answer);
                    }
                    return System.nanoTime() < deadline
                            ? submit(request, by, deadline)
                            : CompletableFuture.<Acceptance>failedStage(unavailable());
                })
                .thenCompose(Function.identity());
    }

    private static CompletionStage<Acceptance> accepted(JobRequest request, ToClient.Answered answer) {
        if (answer.reply() instanceof SubmitReply.Accepted accepted) {
            return CompletableFuture.completedStage(new Acceptance(accepted.job(), accepted.isNew()));
        }
        SubmitReply.Refused refused = (SubmitReply.Refused) answer.reply();
        return CompletableFuture.failedStage(
                switch (refused.reason()) {
                    case SPEC -> refused.asSpecException();
                    case CONFLICT -> new JobConflictException(new JobId(request.jobId()));
                    case BUSY ->
                        new ServiceException(ServiceException.Reason.BUSY, refused.message(), Duration.ofSeconds(5));
                    case UNAVAILABLE ->
                        new ServiceException(
                                ServiceException.Reason.UNAVAILABLE, refused.message(), Duration.ofSeconds(5));
                });
    }

    @Override
    public CompletionStage<Optional<StoredJob>> find(JobId id) {
        return store.find(id);
    }

    @Override
    public CompletionStage<Optional<JobView>> status(JobId id) {
        return store.find(id).thenCompose(found -> {
            if (found.isEmpty() || found.get().state().terminal()) {
                return CompletableFuture.completedStage(
                        found.map(job -> new JobView(job, Optional.empty(), Optional.empty())));
            }
            StoredJob job = found.get();
            return ask(replyTo -> new ToSupervisor.AskProgress(id, replyTo), QUICK)
                    .handle((answer, error) -> {
                        Optional<ToClient.ProgressIs> known =
                                error == null ? Optional.of((ToClient.ProgressIs) answer) : Optional.empty();
                        return Optional.of(new JobView(
                                job,
                                known.flatMap(ToClient.ProgressIs::progress),
                                known.flatMap(ToClient.ProgressIs::waitsFor)));
                    });
        });
    }

    @Override
    public CompletionStage<JobPage> list(JobQuery query) {
        return store.list(query);
    }

    @Override
    public CompletionStage<Optional<JobView>> cancel(JobId id) {
        return ask(replyTo -> new ToSupervisor.CancelJob(id, replyTo), ATTEMPT)
                .handle((answer, error) -> error == null
                        ? ended(id, ((ToClient.CancelSeen) answer).known() ? 25 : 0)
                        : CompletableFuture.<Optional<JobView>>failedStage(unavailable()))
                .thenCompose(Function.identity());
    }

    /** Looks until the cancel is written down, for a short while. */
    private CompletionStage<Optional<JobView>> ended(JobId id, int looks) {
        return status(id).thenCompose(view -> {
            boolean done = view.isEmpty() || view.get().job().state().terminal();
            if (done || looks == 0) {
                return CompletableFuture.completedStage(view);
            }
            return CompletableFuture.supplyAsync(
                            () -> id, CompletableFuture.delayedExecutor(CANCEL_SEEN.toMillis(), TimeUnit.MILLISECONDS))
                    .thenCompose(same -> ended(same, looks - 1));
        });
    }

    @Override
    public CompletionStage<Subscription> subscribe(JobId id, long after, Consumer<JobEvent> listener) {
        return store.find(id).thenApply(found -> {
            if (found.isEmpty()) {
                throw new UnknownJobException(id);
            }
            ActorRef<JobListener.Command> hearing = system.systemActorOf(
                    JobListener.create(id, after, supervisor, store, listener),
                    "hearing-" + UUID.randomUUID(),
                    Props.empty());
            return () -> hearing.tell(JobListener.Stop.NOW);
        });
    }

    @Override
    public CompletionStage<ToClient.Lanes> lanes(long after) {
        return ask(replyTo -> new ToSupervisor.AskLanes(after, replyTo), QUICK)
                .handle((answer, error) -> answer instanceof ToClient.Lanes lanes
                        ? lanes
                        : new ToClient.Lanes(System.currentTimeMillis(), 0, List.of()));
    }

    @Override
    public CompletionStage<Optional<ToClient.ChunkMap>> chunks(JobId id) {
        return ask(replyTo -> new ToSupervisor.AskChunks(id, replyTo), QUICK)
                .handle((answer, error) ->
                        answer instanceof ToClient.ChunkMap map ? Optional.of(map) : Optional.empty());
    }

    @Override
    public CompletionStage<ClusterView> cluster() {
        return ask(ToSupervisor.AskOffice::new, QUICK)
                .handle((answer, error) ->
                        view(error == null ? Optional.of((ToClient.Office) answer) : Optional.empty()));
    }

    private ClusterView view(Optional<ToClient.Office> office) {
        ClusterEvent.CurrentClusterState state = Cluster.get(system).state();
        Map<String, List<ToClient.PoolState>> pools = office.map(ToClient.Office::pools).orElse(List.of()).stream()
                .collect(Collectors.groupingBy(ToClient.PoolState::address));
        List<ClusterView.Node> nodes = new ArrayList<>();
        for (Member member : state.getMembers()) {
            String address = shown(member.address());
            List<ToClient.PoolState> here = pools.getOrDefault(address, List.of());
            String status = state.getUnreachable().contains(member)
                    ? "unreachable"
                    : here.stream().anyMatch(ToClient.PoolState::draining)
                            ? "draining"
                            : member.status().toString().toLowerCase(Locale.ROOT);
            nodes.add(new ClusterView.Node(
                    address,
                    address,
                    member.getRoles().stream()
                            .filter(role -> !role.startsWith("dc-"))
                            .sorted()
                            .toList(),
                    status,
                    cores(here, ToClient.PoolState::workers),
                    cores(here, ToClient.PoolState::busy),
                    here.stream().mapToLong(ToClient.PoolState::chunksDone).sum(),
                    all(here, ToClient.PoolState::families),
                    all(here, ToClient.PoolState::kinds),
                    all(here, ToClient.PoolState::strategies),
                    all(here, ToClient.PoolState::devices),
                    NodePool.VERSION));
        }
        return new ClusterView(
                office.map(ToClient.Office::node).orElse(null),
                office.map(ToClient.Office::epoch).orElse(0L),
                office.map(ToClient.Office::queued).orElse(0),
                office.map(ToClient.Office::running).orElse(0),
                office.map(ToClient.Office::wanted).orElse(0L),
                nodes,
                absences.list());
    }

    /** A device's worker is no core. */
    private static int cores(List<ToClient.PoolState> pools, ToIntFunction<ToClient.PoolState> count) {
        return pools.stream()
                .filter(pool -> pool.capability().equals(Capability.CPU.label()))
                .mapToInt(count)
                .sum();
    }

    private static List<String> all(
            List<ToClient.PoolState> pools, Function<ToClient.PoolState, List<String>> offered) {
        return pools.stream()
                .flatMap(pool -> offered.apply(pool).stream())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public CompletionStage<Boolean> drain(String node) {
        return ask(replyTo -> new ToSupervisor.DrainNode(node, replyTo), ATTEMPT)
                .handle((answer, error) -> error == null
                        ? CompletableFuture.completedStage(((ToClient.DrainSeen) answer).known() || leave(node))
                        : CompletableFuture.<Boolean>failedStage(unavailable()))
                .thenCompose(Function.identity());
    }

    /** A node without workers has nothing to give back. */
    private boolean leave(String node) {
        Cluster cluster = Cluster.get(system);
        for (Member member : cluster.state().getMembers()) {
            if (shown(member.address()).equals(node)) {
                cluster.manager().tell(Leave.create(member.address()));
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    private void check() {
        if (system.whenTerminated().isCompleted()) {
            return;
        }
        CompletionStage<Void> unused = ask(ToSupervisor.AskOffice::new, QUICK).handle((answer, error) -> {
            ready = error == null;
            system.scheduler().scheduleOnce(CHECK, this::check, system.executionContext());
            return null;
        });
    }

    private CompletionStage<ToClient> ask(
            org.apache.pekko.japi.function.Function<ActorRef<ToClient>, ToSupervisor> message, Duration patience) {
        return AskPattern.ask(supervisor, message, patience, system.scheduler());
    }

    private static ServiceException unavailable() {
        return new ServiceException(
                ServiceException.Reason.UNAVAILABLE, "no supervisor answers at present", Duration.ofSeconds(5));
    }

    private static String shown(Address address) {
        return address.getHost().orElse("") + ":"
                + address.getPort().map(Object::toString).orElse("");
    }
}
