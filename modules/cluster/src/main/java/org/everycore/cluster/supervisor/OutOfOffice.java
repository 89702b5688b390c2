package org.everycore.cluster.supervisor;

import org.apache.pekko.actor.CoordinatedShutdown;

/** Why a node ends whose supervisor may not be in office: another cluster has one; started again, the node joins that. */
public enum OutOfOffice implements CoordinatedShutdown.Reason {
    INSTANCE
}
