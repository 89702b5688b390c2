package org.everycore.cluster.pool;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.cluster.schedule.Capability;
import org.everycore.cluster.schedule.NodeId;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.KindRegistry;

/**
 * What a pool is and has.
 *
 * @param memoryBytes that jobs may use on the node
 * @param address of the node, for people
 * @param blobs where bytes go that are too many for a message; not needed where supervisor and pool share a process
 * @param outOfMemory ends the process
 */
public record PoolSettings(
        NodeId node,
        Capability capability,
        int workers,
        long memoryBytes,
        String address,
        KindRegistry kinds,
        Inputs inputs,
        Optional<BlobStore> blobs,
        Consumer<OutOfMemoryError> outOfMemory) {
    public PoolSettings {
        Objects.requireNonNull(node, "node is null");
        Objects.requireNonNull(capability, "capability is null");
        Objects.requireNonNull(address, "address is null");
        Objects.requireNonNull(kinds, "kinds is null");
        Objects.requireNonNull(inputs, "inputs is null");
        Objects.requireNonNull(blobs, "blobs is null");
        Objects.requireNonNull(outOfMemory, "outOfMemory is null");
        if (workers < 1 || workers > 4096) {
            throw new IllegalArgumentException("workers is " + workers);
        }
    }
}
