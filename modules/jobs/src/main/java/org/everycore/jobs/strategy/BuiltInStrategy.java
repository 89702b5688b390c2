package org.everycore.jobs.strategy;

import java.util.Locale;
import java.util.Optional;
import org.everycore.jobs.Kernel;

/** The strategies that everycore brings along; {@code auto} is a choice among them, not one of them. */
public enum BuiltInStrategy implements Strategy {
    SEQUENTIAL("one worker, one sample at a time: the reference path", Kernel.SCALAR, Reach.NODE, null) {
        @Override
        public int maxWorkers(Resources resources) {
            return Math.min(1, resources.localWorkers());
        }
    },
    THREADING("every core of one node, one sample at a time", Kernel.SCALAR, Reach.NODE, "sequential"),
    CPU_BATCH("every core of one node, samples in blocks", Kernel.BLOCKED, Reach.NODE, "threading"),
    CLUSTER("every core of every node, samples in blocks", Kernel.BLOCKED, Reach.CLUSTER, "cpu_batch"),
    GPU_BATCH(
            "GPU workers anywhere in the cluster, samples in blocks on the device",
            Kernel.CUDA,
            Reach.DEVICES,
            "cpu_batch");

    private final String summary;
    private final Kernel kernel;
    private final Reach reach;
    private final String fallback;

    BuiltInStrategy(String summary, Kernel kernel, Reach reach, String fallback) {
        this.summary = summary;
        this.kernel = kernel;
        this.reach = reach;
        this.fallback = fallback;
    }

    @Override
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public Kernel kernel() {
        return kernel;
    }

    @Override
    public Reach reach() {
        return reach;
    }

    @Override
    public int maxWorkers(Resources resources) {
        return switch (reach) {
            case NODE -> resources.localWorkers();
            case CLUSTER -> resources.clusterWorkers();
            case DEVICES -> resources.devices();
        };
    }

    @Override
    public Optional<String> obstacle(Resources resources) {
        return switch (reach) {
            case NODE -> resources.localWorkers() > 0 ? Optional.empty() : Optional.of("no core worker is registered");
            case CLUSTER ->
                !resources.clustered()
                        ? Optional.of("this process runs alone, not in a cluster")
                        : resources.clusterWorkers() > 0
                                ? Optional.empty()
                                : Optional.of("no core worker is registered");
            case DEVICES -> resources.devices() > 0 ? Optional.empty() : Optional.of("no GPU worker is registered");
        };
    }

    @Override
    public Optional<String> fallback() {
        return Optional.ofNullable(fallback);
    }

    @Override
    public String toString() {
        return id();
    }
}
