package org.everycore.runtime.schedule;

import java.util.Objects;

/** The name of a pool of workers for as long as its process lives; a process that starts again has another one. */
public record NodeId(String value) implements Comparable<NodeId> {
    public NodeId {
        Objects.requireNonNull(value, "value is null");
        if (value.isEmpty() || value.length() > 200) {
            throw new IllegalArgumentException("a node id has 1 to 200 characters, not " + value.length());
        }
    }

    /** host:port of the node, where the name begins with it; else the whole name. */
    public String address() {
        int slash = value.indexOf('/');
        return slash > 0 ? value.substring(0, slash) : value;
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
