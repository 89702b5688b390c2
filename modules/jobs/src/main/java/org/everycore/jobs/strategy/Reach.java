package org.everycore.jobs.strategy;

/** The workers that a strategy may use. */
public enum Reach {
    /** Core workers of one node: in local mode this one, in a cluster the one that the supervisor picks. */
    NODE,
    /** Core workers of every node. */
    CLUSTER,
    /** GPU workers of every node. */
    DEVICES
}
