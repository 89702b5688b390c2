package org.everycore.cluster;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.everycore.cluster.blob.BlobInputs;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.cluster.store.JobStore;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.cost.SpeedBook;
import org.everycore.jobs.strategy.Strategies;
import org.everycore.runtime.LocalRuntimeConfig;
import org.everycore.runtime.job.JobWatch;
import org.everycore.runtime.schedule.LedgerRules;

/**
 * What a node works with; stores stay the caller's to close.
 *
 * @param store needed by the roles supervisor and gateway
 * @param speeds what is known of how long jobs take, for predictions; a supervisor adds what its jobs took
 * @param blobs the same for all nodes: a shared folder, or a cache before the gateway
 * @param watch is told what jobs and chunks do, where this node supervises
 * @param devices names of the devices for which GPU workers are started in the role gpu
 * @param yielding whether workers are given up while other programs use the cores
 */
public record NodeServices(
        KindRegistry kinds,
        Strategies strategies,
        SpeedBook speeds,
        Inputs inputs,
        Optional<JobStore> store,
        BlobStore blobs,
        LedgerRules rules,
        List<String> devices,
        boolean yielding,
        JobWatch watch,
        Consumer<OutOfMemoryError> outOfMemory) {
    public NodeServices {
        Objects.requireNonNull(kinds, "kinds is null");
        Objects.requireNonNull(strategies, "strategies is null");
        Objects.requireNonNull(speeds, "speeds is null");
        Objects.requireNonNull(inputs, "inputs is null");
        Objects.requireNonNull(store, "store is null");
        Objects.requireNonNull(blobs, "blobs is null");
        devices = List.copyOf(devices);
        Objects.requireNonNull(rules, "rules is null");
        Objects.requireNonNull(watch, "watch is null");
        Objects.requireNonNull(outOfMemory, "outOfMemory is null");
    }

    /** Nothing known of speeds, inputs from the blob store or this node's disk, no devices. */
    public static NodeServices of(KindRegistry kinds, Optional<JobStore> store, BlobStore blobs) {
        return new NodeServices(
                kinds,
                Strategies.load(),
                SpeedBook.forgetful(),
                new BlobInputs(blobs),
                store,
                blobs,
                LedgerRules.DEFAULT,
                List.of(),
                false,
                JobWatch.NONE,
                LocalRuntimeConfig::halt);
    }

    /** With other ways to inputs and places. */
    public NodeServices withInputs(Inputs others) {
        return new NodeServices(
                kinds, strategies, speeds, others, store, blobs, rules, devices, yielding, watch, outOfMemory);
    }

    public NodeServices withDevices(List<String> names) {
        return new NodeServices(
                kinds, strategies, speeds, inputs, store, blobs, rules, names, yielding, watch, outOfMemory);
    }

    public NodeServices withSpeeds(SpeedBook book) {
        return new NodeServices(
                kinds, strategies, book, inputs, store, blobs, rules, devices, yielding, watch, outOfMemory);
    }

    /** Gives workers up while other programs use the cores, and takes them again; at least half of them go on. */
    public NodeServices yieldingToOthers() {
        return new NodeServices(
                kinds, strategies, speeds, inputs, store, blobs, rules, devices, true, watch, outOfMemory);
    }

    public NodeServices withWatch(JobWatch told) {
        return new NodeServices(
                kinds, strategies, speeds, inputs, store, blobs, rules, devices, yielding, told, outOfMemory);
    }
}
