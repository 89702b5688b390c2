package org.everycore.jobs.strategy;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.SpecException;

/** How {@code auto} decides: by predicted time, or by the fixed batch sizes that earlier designs used. */
public enum AutoRule {
    /** Whatever the cost model expects to finish first, among strategies that compute in blocks. */
    COST,
    /** 32 samples and a GPU: gpu_batch; 16: cpu_batch; 4: threading; fewer: sequential. At most 8 workers. */
    THRESHOLDS,
    /** 32 samples: gpu_batch where there is a GPU, else cpu_batch; 8: threading; fewer: sequential. */
    ADAPTIVE;

    /** The most workers that {@link #THRESHOLDS} uses. */
    static final int THRESHOLDS_WORKERS = 8;

    private static final int GPU_FROM = 32;
    private static final int CPU_BATCH_FROM = 16;
    private static final int THREADING_FROM = 4;
    private static final int ADAPTIVE_THREADING_FROM = 8;

    public static AutoRule of(String name) {
        if (name == null) {
            return COST;
        }
        return Stream.of(values())
                .filter(rule -> rule.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new SpecException(
                        "rule",
                        name,
                        "must be one of "
                                + Stream.of(values()).map(AutoRule::label).collect(Collectors.joining(", "))));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Samples that a kernel takes at once under this rule; 0 where the engine chooses. */
    public int subBatch(Kernel kernel) {
        if (this != THRESHOLDS) {
            return 0;
        }
        return switch (kernel) {
            case SCALAR -> 0;
            case BLOCKED -> 8;
            case CUDA -> 32;
        };
    }

    /** The strategy for a batch of so many samples; not to be called for {@link #COST}. */
    String strategyFor(long samples, boolean gpu) {
        return switch (this) {
            case THRESHOLDS ->
                samples >= GPU_FROM && gpu
                        ? "gpu_batch"
                        : samples >= CPU_BATCH_FROM
                                ? "cpu_batch"
                                : samples >= THREADING_FROM ? "threading" : "sequential";
            case ADAPTIVE ->
                samples >= GPU_FROM
                        ? gpu ? "gpu_batch" : "cpu_batch"
                        : samples >= ADAPTIVE_THREADING_FROM ? "threading" : "sequential";
            case COST -> throw new IllegalStateException("the cost rule has no thresholds");
        };
    }
}
