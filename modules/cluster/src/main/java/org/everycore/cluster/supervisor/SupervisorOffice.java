package org.everycore.cluster.supervisor;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.everycore.cluster.NodeSettings;
import org.everycore.runtime.record.EpochHeldException;
import org.everycore.runtime.record.StaleEpochException;
import org.everycore.runtime.record.UnfinishedJob;
import org.everycore.runtime.supervisor.Journal;
import org.everycore.runtime.supervisor.Supervisor;
import org.everycore.runtime.supervisor.SupervisorSettings;
import org.everycore.runtime.wire.ToPool;
import org.everycore.runtime.wire.ToSupervisor;

/**
 * The seat of the supervisor in a cluster: takes a new epoch, reads what is unfinished, seats a supervisor, and shows it the
 * pools that the receptionist knows. What comes before the supervisor sits is kept for it.
 */
public final class SupervisorOffice extends AbstractBehavior<Object> {
    /** Under this key every pool is registered. */
    public static final ServiceKey<ToPool> POOLS = ServiceKey.create(ToPool.class, "everycore-pools");

    private static final Set<MemberStatus> PRESENT =
            Set.of(MemberStatus.weaklyUp(), MemberStatus.up(), MemberStatus.leaving());

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LOOK = Journal.RENEWAL;
    /** So long after a node has come up the remoting has heard of it too. */
    private static final Duration ARRIVAL = Duration.ofMillis(200);

    private static final int STASHED = 10_000;

    private final SupervisorSettings settings;
    private final Runnable abdicate;
    private final int seeds;
    private final Accession accession = new Accession();
    private final Cluster cluster;
    private final StashBuffer<Object> early;
    private final Set<ActorRef<ToPool>> seen = new HashSet<>();
    private Optional<ActorRef<Supervisor.Command>> supervisor = Optional.empty();

    private record Opened(long epoch, List<UnfinishedJob> unfinished) {}

    private record NotOpened(Throwable error) {}

    private enum Retry {
        NOW,
        INSISTING
    }

    /** Time to show the supervisor the pools again, and to see whether it still is in office; or a node has come up. */
    private enum Look {
        AGAIN,
        AT_ARRIVAL
    }

    /** Another supervisor took office: two clusters had formed, and this one's is the older term. */
    private record Succeeded(StaleEpochException by) {}

    private enum StillHere {
        YES
    }

    private SupervisorOffice(
            ActorContext<Object> context,
            StashBuffer<Object> early,
            SupervisorSettings settings,
            int seeds,
            Runnable abdicate) {
        super(context);
        this.settings = settings;
        this.early = early;
        this.abdicate = abdicate;
        this.seeds = seeds;
        getContext().scheduleOnce(LOOK, getContext().getSelf(), Look.AGAIN);
        cluster = Cluster.get(context.getSystem());
        Function<ClusterEvent.MemberEvent, Object> same = arrived -> arrived;
        ActorRef<ClusterEvent.MemberEvent> arrivals =
                context.messageAdapter(ClusterEvent.MemberEvent.class, same::apply);
        cluster.subscriptions().tell(new Subscribe<>(arrivals, ClusterEvent.MemberEvent.class));
        open(false);
    }

    /**
     * @param seeds how many nodes may begin a cluster: a part that has more than half of them is the greater one
     * @param abdicate called when the supervisor has stopped because another one is in office: the node must leave
     */
    public static Behavior<ToSupervisor> create(SupervisorSettings settings, int seeds, Runnable abdicate) {
        Behavior<Object> office = Behaviors.setup(context ->
                Behaviors.withStash(STASHED, early -> new SupervisorOffice(context, early, settings, seeds, abdicate)));
        return office.narrow();
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder()
                .onMessage(ToSupervisor.class, this::onWire)
                .onMessage(Receptionist.Listing.class, this::onListing)
                .onMessage(Opened.class, this::onOpened)
                .onMessage(NotOpened.class, this::onNotOpened)
                .onMessage(Retry.class, how -> {
                    open(how == Retry.INSISTING);
                    return this;
                })
                .onMessage(Look.class, this::onLook)
                .onMessage(ClusterEvent.MemberEvent.class, this::onMember)
                .onMessage(Succeeded.class, this::onSucceeded)
                .onMessage(StillHere.class, yes -> this)
                .onSignal(ChildFailed.class, this::onFailed)
                .onSignal(Terminated.class, gone -> onGone())
                .onSignal(PostStop.class, stop -> onStop())
                .build();
    }

    private void open(boolean insist) {
        Journal journal = settings.journal();
        CompletionStage<Opened> opened = journal.open(insist)
                .thenCompose(epoch -> journal.recover().thenApply(unfinished -> new Opened(epoch, unfinished)));
        getContext().pipeToSelf(opened, (open, error) -> error == null ? open : new NotOpened(error));
    }

    private Behavior<Object> onOpened(Opened opened) {
        getContext()
                .getLog()
                .info(
                        "supervisor of epoch {} on {}, {} unfinished jobs",
                        opened.epoch(),
                        settings.name(),
                        opened.unfinished().size());
        ActorRef<Supervisor.Command> seated = getContext()
                .spawn(
                        Supervisor.create(settings, opened.epoch(), opened.unfinished()),
                        "supervisor-" + opened.epoch());
        getContext().watch(seated);
        supervisor = Optional.of(seated);
        accession.notHeld();
        Function<Receptionist.Listing, Object> same = listing -> listing;
        getContext()
                .getSystem()
                .receptionist()
                .tell(Receptionist.subscribe(
                        POOLS, getContext().messageAdapter(Receptionist.Listing.class, same::apply)));
        return early.unstashAll(this);
    }

    private Behavior<Object> onNotOpened(NotOpened failed) {
        if (cause(failed.error()) instanceof EpochHeldException held) {
            return onHeld(held);
        }
        accession.notHeld();
        getContext()
                .getLog()
                .warn(
                        "the job store does not open, trying again: {}",
                        failed.error().toString());
        getContext().scheduleOnce(RETRY, getContext().getSelf(), Retry.NOW);
        return this;
    }

    private Behavior<Object> onHeld(EpochHeldException held) {
        boolean member = false;
        int supervisors = 0;
        for (Member other : cluster.state().getMembers()) {
            member |= shown(other.address()).equals(held.holder());
            supervisors += other.hasRole(NodeSettings.SUPERVISOR) && PRESENT.contains(other.status()) ? 1 : 0;
        }
        Accession.Step step = accession.held(member, 2 * supervisors > seeds, Duration.ofNanos(System.nanoTime()));
        getContext().getLog().info("not in office yet ({}): {}", step, held.getMessage());
        if (step == Accession.Step.LEAVE) {
            abdicate.run();
            return Behaviors.stopped();
        }
        Retry next = step == Accession.Step.INSIST ? Retry.INSISTING : Retry.NOW;
        getContext().scheduleOnce(RETRY, getContext().getSelf(), next);
        return this;
    }

    private static String shown(Address address) {
        return address.getHost().orElse("") + ":"
                + address.getPort().map(Object::toString).orElse("");
    }

    /** Leaves office, so that the next one need not wait for the lease to run out. */
    private Behavior<Object> onStop() {
        if (supervisor.isPresent()) {
            CompletionStage<Void> unused = settings.journal().release();
        }
        return this;
    }

    private Behavior<Object> onWire(ToSupervisor message) {
        if (supervisor.isPresent()) {
            supervisor.get().tell(new Supervisor.FromWire(message));
        } else if (!early.isFull()) {
            early.stash(message);
        }
        return this;
    }

    private Behavior<Object> onListing(Receptionist.Listing listing) {
        Set<ActorRef<ToPool>> now = listing.getServiceInstances(POOLS);
        for (ActorRef<ToPool> pool : now) {
            if (seen.add(pool)) {
                show(pool);
            }
        }
        seen.retainAll(now);
        return this;
    }

    /**
     * Shows the supervisor a pool, unless its node is not up for this one yet: word of pools is faster than word of nodes, and
     * until then the remoting takes a node that comes back under its address for the one that is gone, and dead.
     */
    private void show(ActorRef<ToPool> pool) {
        if (supervisor.isPresent() && isUp(pool.path().address())) {
            supervisor.get().tell(new Supervisor.PoolSeen(pool));
        }
    }

    private boolean isUp(Address address) {
        if (address.hasLocalScope()) {
            return true;
        }
        for (Member member : cluster.state().getMembers()) {
            if (member.address().equals(address)) {
                return PRESENT.contains(member.status());
            }
        }
        return false;
    }

    private Behavior<Object> onMember(ClusterEvent.MemberEvent event) {
        if (event instanceof ClusterEvent.MemberUp || event instanceof ClusterEvent.MemberWeaklyUp) {
            getContext().scheduleOnce(ARRIVAL, getContext().getSelf(), Look.AT_ARRIVAL);
        }
        return this;
    }

    /**
     * Shows the supervisor every pool again; it greets those that it does not know. A node that comes back under the address of
     * one that died can be taken for dead the moment it is met, and would never be met again.
     */
    private Behavior<Object> onLook(Look look) {
        seen.forEach(this::show);
        if (look == Look.AGAIN) {
            if (supervisor.isPresent()) {
                getContext().pipeToSelf(settings.journal().renew(), (renewed, error) -> confirmation(error));
            }
            getContext().scheduleOnce(LOOK, getContext().getSelf(), Look.AGAIN);
        }
        return this;
    }

    /** A store that does not answer is the supervisor's affair, which has writes to make. */
    private static Object confirmation(Throwable error) {
        return cause(error) instanceof StaleEpochException stale ? new Succeeded(stale) : StillHere.YES;
    }

    private static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    /** A supervisor without work writes nothing, and would not learn otherwise that another cluster's leads. */
    private Behavior<Object> onSucceeded(Succeeded succeeded) {
        getContext()
                .getLog()
                .warn("this supervisor has a successor: {}", succeeded.by().getMessage());
        supervisor.ifPresent(getContext()::stop);
        return this;
    }

    /** The supervisor could not write, or went wrong: another term begins with what the store holds, once it answers. */
    private Behavior<Object> onFailed(ChildFailed failed) {
        getContext()
                .getLog()
                .error(
                        "the supervisor's term ends, another one begins: {}",
                        failed.getCause().toString());
        supervisor = Optional.empty();
        seen.clear();
        getContext().scheduleOnce(RETRY, getContext().getSelf(), Retry.NOW);
        return this;
    }

    private Behavior<Object> onGone() {
        getContext().getLog().error("the supervisor stopped; this node leaves the cluster");
        abdicate.run();
        return Behaviors.stopped();
    }
}
