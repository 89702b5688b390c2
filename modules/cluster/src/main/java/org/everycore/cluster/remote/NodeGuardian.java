package org.everycore.cluster.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.Leave;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.everycore.cluster.NodeSettings;
import org.everycore.cluster.supervisor.SupervisorOffice;
import org.everycore.runtime.pool.NodePool;
import org.everycore.runtime.pool.PoolSettings;
import org.everycore.runtime.wire.ToPool;
import org.everycore.runtime.wire.ToSupervisor;

/** The root of a node's actors: its pools, its share in the supervisor, and the way out. */
public final class NodeGuardian extends AbstractBehavior<NodeGuardian.Command> {
    private final List<ActorRef<NodePool.Command>> pools = new ArrayList<>();
    private final List<ActorRef<Done>> waiting = new ArrayList<>();
    private boolean leaving;

    /** What the root is told. */
    public sealed interface Command {}

    /** Give back or finish what the pools hold; answered when they have stopped. */
    public record Drain(ActorRef<Done> replyTo) implements Command {}

    /** The answer to {@link Drain}. */
    public enum Done {
        DONE
    }

    private record PoolBorn(ActorRef<ToPool> pool) implements Command {}

    private record PoolGone(ActorRef<NodePool.Command> pool) implements Command {}

    private NodeGuardian(ActorContext<Command> context, Function<ActorSystem<?>, List<PoolSettings>> settings) {
        super(context);
        for (PoolSettings pool : settings.apply(context.getSystem())) {
            ActorRef<NodePool.Command> ref = context.spawn(
                    NodePool.create(pool, born(context)),
                    "pool-" + pool.capability().label());
            context.watchWith(ref, new PoolGone(ref));
            pools.add(ref);
        }
    }

    @SuppressWarnings("unchecked")
    private static ActorRef<ActorRef<ToPool>> born(ActorContext<Command> context) {
        return context.messageAdapter((Class<ActorRef<ToPool>>) (Class<?>) ActorRef.class, PoolBorn::new);
    }

    /** @param pools what to start, given the system and so the node's address */
    public static Behavior<Command> create(Function<ActorSystem<?>, List<PoolSettings>> pools) {
        return Behaviors.setup(context -> new NodeGuardian(context, pools));
    }

    /** Takes part in having one supervisor, when {@code office} is given for this node, and gives the way to it. */
    public static ActorRef<ToSupervisor> supervisor(ActorSystem<?> system, Behavior<ToSupervisor> office) {
        return ClusterSingleton.get(system)
                .init(SingletonActor.of(office, "supervisor")
                        .withSettings(ClusterSingletonSettings.create(system).withRole(NodeSettings.SUPERVISOR)));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(PoolBorn.class, this::onPoolBorn)
                .onMessage(PoolGone.class, this::onPoolGone)
                .onMessage(Drain.class, this::onDrain)
                .build();
    }

    private Behavior<Command> onPoolBorn(PoolBorn born) {
        getContext().getSystem().receptionist().tell(Receptionist.register(SupervisorOffice.POOLS, born.pool()));
        return this;
    }

    private Behavior<Command> onDrain(Drain drain) {
        leaving = true;
        waiting.add(drain.replyTo());
        pools.forEach(pool -> pool.tell(NodePool.Leave.INSTANCE));
        return answered();
    }

    /** A node whose pools are gone has nothing left to do, whether it was told to drain or a pool failed: it leaves. */
    private Behavior<Command> onPoolGone(PoolGone gone) {
        pools.remove(gone.pool());
        if (pools.isEmpty() && !leaving) {
            leaving = true;
            Cluster cluster = Cluster.get(getContext().getSystem());
            cluster.manager().tell(Leave.create(cluster.selfMember().address()));
        }
        return answered();
    }

    private Behavior<Command> answered() {
        if (pools.isEmpty()) {
            waiting.forEach(waiter -> waiter.tell(Done.DONE));
            waiting.clear();
        }
        return this;
    }
}
