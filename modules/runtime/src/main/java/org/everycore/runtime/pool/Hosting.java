package org.everycore.runtime.pool;

import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.everycore.runtime.wire.ToJob;
import org.everycore.runtime.worker.HostedJob;
import org.everycore.runtime.worker.HostedRound;

/** A job that a pool works for: its round, and whom to tell. */
final class Hosting {
    final HostedJob<?, ?> job;
    final ActorRef<ToJob> coordinator;
    final Duration leaseTimeout;
    HostedRound round;
    Duration renewed = Duration.ZERO;

    Hosting(HostedJob<?, ?> job, ActorRef<ToJob> coordinator, Duration leaseTimeout) {
        this.job = job;
        this.coordinator = coordinator;
        this.leaseTimeout = leaseTimeout;
    }

    /** Whether its leases are to be renewed again: four times in a lease's life. */
    boolean renewalDue(Duration now) {
        return now.minus(renewed).compareTo(leaseTimeout.dividedBy(4)) >= 0;
    }
}
