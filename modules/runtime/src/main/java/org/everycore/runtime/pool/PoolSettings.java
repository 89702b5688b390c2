package org.everycore.runtime.pool;

import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.cost.SpeedBook;
import org.everycore.runtime.record.Payloads;
import org.everycore.runtime.schedule.Capability;
import org.everycore.runtime.schedule.NodeId;

/**
 * What a pool is and has.
 *
 * @param memoryBytes that jobs may use on the node
 * @param address of the node, for people
 * @param strategies names of those that the node knows, for people
 * @param devices names of the devices that the workers drive, for people
 * @param speeds what was measured of this node, for predictions
 * @param share how many workers may compute now; asked every few seconds
 * @param payloads where bytes go that are too many for a message; not needed where supervisor and pool share a process
 * @param outOfMemory ends the process
 */
public record PoolSettings(
        NodeId node,
        Capability capability,
        int workers,
        long memoryBytes,
        String address,
        KindRegistry kinds,
        List<String> strategies,
        List<String> devices,
        Inputs inputs,
        SpeedBook speeds,
        IntSupplier share,
        Payloads payloads,
        Consumer<OutOfMemoryError> outOfMemory) {
    public PoolSettings {
        Objects.requireNonNull(node, "node is null");
        Objects.requireNonNull(capability, "capability is null");
        Objects.requireNonNull(address, "address is null");
        Objects.requireNonNull(kinds, "kinds is null");
        strategies = List.copyOf(strategies);
        devices = List.copyOf(devices);
        Objects.requireNonNull(inputs, "inputs is null");
        Objects.requireNonNull(speeds, "speeds is null");
        Objects.requireNonNull(share, "share is null");
        Objects.requireNonNull(payloads, "payloads is null");
        Objects.requireNonNull(outOfMemory, "outOfMemory is null");
        if (workers < 1 || workers > 4096) {
            throw new IllegalArgumentException("workers is " + workers);
        }
    }

    /** The numeric families that the workers compute: those of each kind's example, on the kernels that they can run. */
    public List<String> families() {
        SortedSet<String> families = new TreeSet<>();
        kinds.all().forEach(kind -> addFamilies(kind, families));
        return List.copyOf(families);
    }

    private <S> void addFamilies(JobKind<S, ?> kind, SortedSet<String> families) {
        S example = kind.parse(kind.example());
        for (Kernel kernel : Kernel.values()) {
            if ((kernel == Kernel.CUDA) == (capability == Capability.GPU_BATCH)) {
                families.add(kind.family(example, kernel));
            }
        }
    }
}
