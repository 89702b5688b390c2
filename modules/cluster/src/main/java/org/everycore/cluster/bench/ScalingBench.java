package org.everycore.cluster.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.runtime.LocalRuntime;
import org.everycore.runtime.LocalRuntimeConfig;
import org.everycore.runtime.Outcome;

/**
 * What a second worker brings and what the actors cost: bare loops of a job's engine, one and several at once, and the job
 * itself with one worker and with several, its result written to a file.
 *
 * <p>All four run in turn, warmed, again and again, every other time backwards, so that a machine whose speed drifts does not
 * favour one of them; ratios are taken within a turn. Rates and ratios are medians. Processor time is the whole process's,
 * merging, collecting and compiling included, so it shows costs that idle cores hide.
 */
public final class ScalingBench implements AutoCloseable {
    /** The compiler is at the actors' code for longer than at the engine's loops. */
    private static final int WARM_UPS = 3;

    private final JobRequest request;
    private final int workers;
    private final BareLoops<?, ?> bare;
    private final LocalRuntime alone;
    private final LocalRuntime together;
    private final Path folder;
    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private enum Variant {
        BARE_ONE,
        JOB_ONE,
        BARE_ALL,
        JOB_ALL
    }

    private record Turn(double perSecond, double cpuSeconds) {}

    private ScalingBench(KindRegistry kinds, JobRequest request, int workers) throws IOException {
        this.request = request;
        this.workers = workers;
        this.bare = BareLoops.of(kinds.get(request.kind()), request);
        this.folder = Files.createTempDirectory("everycore-bench");
        LocalRuntimeConfig config = LocalRuntimeConfig.of(kinds);
        this.alone = LocalRuntime.start(config.withWorkers(1));
        this.together = LocalRuntime.start(config.withWorkers(workers));
    }

    /** @param turns how often each of the four runs, after some to warm up */
    public static List<ScheduleRow> run(KindRegistry kinds, JobRequest request, int workers, int turns)
            throws IOException {
        try (ScalingBench bench = new ScalingBench(kinds, request, workers)) {
            return bench.rows(turns);
        }
    }

    private List<ScheduleRow> rows(int turns) throws IOException {
        for (int i = 0; i < WARM_UPS; i++) {
            for (Variant variant : Variant.values()) {
                measure(variant);
            }
        }
        Map<Variant, List<Turn>> measured = new LinkedHashMap<>();
        for (int turn = 0; turn < turns; turn++) {
            for (int i = 0; i < Variant.values().length; i++) {
                Variant variant = Variant.values()[turn % 2 == 0 ? i : Variant.values().length - 1 - i];
                measured.computeIfAbsent(variant, v -> new ArrayList<>()).add(measure(variant));
            }
        }
        List<Turn> bareOne = measured.get(Variant.BARE_ONE);
        List<Turn> bareAll = measured.get(Variant.BARE_ALL);
        List<Turn> jobOne = measured.get(Variant.JOB_ONE);
        List<Turn> jobAll = measured.get(Variant.JOB_ALL);
        return List.of(
                row("bare_loop", 1, bareOne, Map.of(), Double.NaN),
                row("bare_loop", workers, bareAll, Map.of("overOne", rates(bareAll, bareOne)), Double.NaN),
                row("job", 1, jobOne, Map.of("cpuOverBare", cpu(jobOne, bareOne)), rates(jobOne, bareOne)),
                row(
                        "job",
                        workers,
                        jobAll,
                        Map.of("overOne", rates(jobAll, jobOne), "cpuOverBare", cpu(jobAll, bareAll)),
                        rates(jobAll, bareAll)));
    }

    private ScheduleRow row(String name, int count, List<Turn> turns, Map<String, Double> more, double peakRatio) {
        Map<String, Object> params = new LinkedHashMap<>(more);
        params.put(bare.plan().unit(), bare.plan().units());
        params.put("cpuSeconds", median(turns.stream().map(Turn::cpuSeconds).toList()));
        double rate = median(turns.stream().map(Turn::perSecond).toList());
        return new ScheduleRow(name, params, bare.plan().unit(), rate, count, peakRatio);
    }

    private Turn measure(Variant variant) throws IOException {
        long cpu = process.getProcessCpuTime();
        double perSecond =
                switch (variant) {
                    case BARE_ONE -> bare.unitsPerSecond(1);
                    case BARE_ALL -> bare.unitsPerSecond(workers);
                    case JOB_ONE -> job(alone, 1);
                    case JOB_ALL -> job(together, workers);
                };
        return new Turn(perSecond, (process.getProcessCpuTime() - cpu) / 1e9);
    }

    /** From handing the job in to hearing of its end. */
    private double job(LocalRuntime runtime, int count) throws IOException {
        Path file = folder.resolve("result.npy");
        long start = System.nanoTime();
        Outcome outcome = runtime.submit(request.withStrategy("cpu_batch").withWorkers(count), ResultTarget.to(file))
                .outcome()
                .toCompletableFuture()
                .join();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (outcome.report().state() != JobState.SUCCEEDED) {
            throw new IllegalStateException(String.valueOf(outcome.report().error()));
        }
        Files.deleteIfExists(file);
        return outcome.report().units() / seconds;
    }

    private static double rates(List<Turn> above, List<Turn> below) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < above.size(); i++) {
            ratios.add(above.get(i).perSecond() / below.get(i).perSecond());
        }
        return median(ratios);
    }

    private static double cpu(List<Turn> above, List<Turn> below) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < above.size(); i++) {
            ratios.add(above.get(i).cpuSeconds() / below.get(i).cpuSeconds());
        }
        return median(ratios);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    @Override
    public void close() throws IOException {
        together.close();
        alone.close();
        TwoProcesses.delete(folder);
    }
}
