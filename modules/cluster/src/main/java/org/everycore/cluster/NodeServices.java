package org.everycore.cluster;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.everycore.cluster.blob.BlobInputs;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.cluster.store.JobStore;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.cost.Calibration;
import org.everycore.jobs.strategy.Strategies;
import org.everycore.runtime.LocalRuntimeConfig;
import org.everycore.runtime.schedule.LedgerRules;

/**
 * What a node works with; stores stay the caller's to close.
 *
 * @param store needed by the roles supervisor and gateway
 * @param blobs the same for all nodes: a shared folder, or a cache before the gateway
 * @param devices names of the devices for which GPU workers are started in the role gpu
 */
public record NodeServices(
        KindRegistry kinds,
        Strategies strategies,
        Supplier<Calibration> calibration,
        Inputs inputs,
        Optional<JobStore> store,
        BlobStore blobs,
        LedgerRules rules,
        List<String> devices,
        Consumer<OutOfMemoryError> outOfMemory) {
    public NodeServices {
        Objects.requireNonNull(kinds, "kinds is null");
        Objects.requireNonNull(strategies, "strategies is null");
        Objects.requireNonNull(calibration, "calibration is null");
        Objects.requireNonNull(inputs, "inputs is null");
        Objects.requireNonNull(store, "store is null");
        Objects.requireNonNull(blobs, "blobs is null");
        devices = List.copyOf(devices);
        Objects.requireNonNull(rules, "rules is null");
        Objects.requireNonNull(outOfMemory, "outOfMemory is null");
    }

    /** Nominal speeds, inputs from the blob store or this node's disk, no devices. */
    public static NodeServices of(KindRegistry kinds, Optional<JobStore> store, BlobStore blobs) {
        return new NodeServices(
                kinds,
                Strategies.load(),
                () -> Calibration.NOMINAL,
                new BlobInputs(blobs),
                store,
                blobs,
                LedgerRules.DEFAULT,
                List.of(),
                LocalRuntimeConfig::halt);
    }

    /** With other ways to inputs and places. */
    public NodeServices withInputs(Inputs others) {
        return new NodeServices(kinds, strategies, calibration, others, store, blobs, rules, devices, outOfMemory);
    }

    public NodeServices withDevices(List<String> names) {
        return new NodeServices(kinds, strategies, calibration, inputs, store, blobs, rules, names, outOfMemory);
    }
}
