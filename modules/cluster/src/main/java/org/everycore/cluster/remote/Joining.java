package org.everycore.cluster.remote;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.MemberStatus;
import org.everycore.cluster.NodeSettings;
import org.everycore.cluster.store.JobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node comes into its cluster: a supervisor without other seeds begins one; others join through the seeds, the first of
 * which begins a cluster when no other answers. The first one does not do so while another supervisor shows in the job store
 * that it lives: it has been cut off and started again, and a second cluster would depose the first one's leader.
 */
public final class Joining {
    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final ActorSystem<?> system;
    private final Cluster cluster;
    private final List<Address> seeds;
    private final Optional<JobStore> store;
    private boolean deferred;

    private Joining(ActorSystem<?> system, NodeSettings settings, Optional<JobStore> store) {
        this.system = system;
        this.cluster = Cluster.get(system);
        this.seeds = settings.seeds().stream()
                .map(seed -> AddressFromURIString.parse(
                        cluster.selfAddress().protocol() + "://" + system.name() + "@" + seed))
                .toList();
        this.store = settings.roles().contains(NodeSettings.SUPERVISOR) ? store : Optional.empty();
    }

    /** Joins in the background. */
    public static void begin(ActorSystem<?> system, NodeSettings settings, Optional<JobStore> store) {
        new Joining(system, settings, store).join();
    }

    private void join() {
        Address self = cluster.selfAddress();
        if (others().isEmpty()) {
            cluster.join(self);
        } else if (store.isPresent() && seeds.get(0).equals(self)) {
            CompletionStage<Void> unused = store.get().holder().handle((holder, error) -> {
                joinUnless(error == null ? holder.filter(name -> !name.equals(shown(self))) : Optional.empty());
                return null;
            });
        } else {
            cluster.joinSeedNodes(seeds);
        }
    }

    private void joinUnless(Optional<String> holder) {
        if (system.whenTerminated().isCompleted() || cluster.selfMember().status() == MemberStatus.up()) {
            return;
        }
        if (holder.isEmpty()) {
            cluster.joinSeedNodes(seeds);
            return;
        }
        if (!deferred) {
            deferred = true;
            LOG.info("the supervisor on {} is in office: joining through the other seed nodes alone", holder.get());
            cluster.joinSeedNodes(others());
        }
        system.scheduler().scheduleOnce(AGAIN, this::join, system.executionContext());
    }

    private List<Address> others() {
        return seeds.stream()
                .filter(seed -> !seed.equals(cluster.selfAddress()))
                .toList();
    }

    private static String shown(Address address) {
        return address.getHost().orElse("") + ":"
                + address.getPort().map(Object::toString).orElse("");
    }
}
