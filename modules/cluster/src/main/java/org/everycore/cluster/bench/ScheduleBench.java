package org.everycore.cluster.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.everycore.cluster.bench.Simulation.Setting;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.runtime.LocalRuntime;
import org.everycore.runtime.LocalRuntimeConfig;
import org.everycore.runtime.Outcome;

/**
 * Measures scheduling: empty chunks a second through supervisor, coordinator, pool, worker and back; the share that real work
 * keeps of a bare loop's rate; and how busy ten thousand simulated workers stay.
 */
public final class ScheduleBench {
    private static final long REAL_STEPS = 500_000;

    private ScheduleBench() {}

    /** All rows of one process, in some seconds. */
    public static List<ScheduleRow> oneProcess(int workers) {
        List<ScheduleRow> rows = new ArrayList<>();
        LocalRuntimeConfig config =
                LocalRuntimeConfig.of(KindRegistry.of(List.of(new SpinKind()))).withWorkers(workers);
        try (LocalRuntime runtime = LocalRuntime.start(config)) {
            empty(runtime, 100_000);
            rows.add(emptyRow(runtime, 300_000, workers));
            rows.add(overheadRow(runtime, workers));
        }
        return rows;
    }

    /** Ten thousand and sixty-four thousand simulated workers. */
    public static List<ScheduleRow> simulations() {
        return List.of(simulated(1000, 10, 20), simulated(1000, 64, 8));
    }

    /** Empty chunks between this JVM, which supervises, and a second one that it starts, which computes. */
    public static ScheduleRow twoProcesses(int workers) throws IOException {
        return TwoProcesses.run(workers);
    }

    private static ScheduleRow emptyRow(LocalRuntime runtime, long chunks, int workers) {
        double seconds = empty(runtime, chunks);
        return new ScheduleRow(
                "empty_chunks",
                Map.of("chunks", chunks, "processes", 1),
                "chunks",
                chunks / seconds,
                workers,
                Double.NaN);
    }

    private static double empty(LocalRuntime runtime, long chunks) {
        return submit(runtime, chunks, 0).report().seconds();
    }

    /** The same arithmetic through the actors and in bare loops on as many threads, twice in turn; the better of each counts. */
    private static ScheduleRow overheadRow(LocalRuntime runtime, int workers) {
        long chunks = 300L * workers;
        bare(workers, chunks / 4);
        submit(runtime, chunks / 4, REAL_STEPS);
        double bare = Double.MAX_VALUE;
        double actors = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            bare = Math.min(bare, bare(workers, chunks));
            actors = Math.min(
                    actors, submit(runtime, chunks, REAL_STEPS).report().seconds());
        }
        return new ScheduleRow(
                "real_chunks",
                Map.of("chunks", chunks, "steps", REAL_STEPS, "bareSeconds", bare),
                "chunks",
                chunks / actors,
                workers,
                bare / actors);
    }

    private static double bare(int workers, long chunks) {
        long start = System.nanoTime();
        CompletableFuture<?>[] threads = IntStream.range(0, workers)
                .mapToObj(worker -> {
                    CompletableFuture<Long> sum = new CompletableFuture<>();
                    Thread thread = new Thread(() -> {
                        long total = 0;
                        for (long chunk = worker; chunk < chunks; chunk += workers) {
                            total += SpinKind.spin(chunk, REAL_STEPS);
                        }
                        sum.complete(total);
                    });
                    thread.setDaemon(true);
                    thread.start();
                    return sum;
                })
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(threads).join();
        return (System.nanoTime() - start) / 1e9;
    }

    private static Outcome submit(LocalRuntime runtime, long chunks, long steps) {
        JsonNode spec = Json.mapper().createObjectNode().put("chunks", chunks).put("steps", steps);
        JobRequest request = JobRequest.of(SpinKind.NAME, 0, spec).withStrategy("cpu_batch");
        return runtime.submit(request, ResultTarget.NOWHERE)
                .outcome()
                .toCompletableFuture()
                .join();
    }

    /** One supervisor, simulated nodes, chunks of a second; see {@link Simulation}. */
    public static ScheduleRow simulated(int nodes, int workersPerNode, int chunksPerWorker) {
        Duration latency = Duration.ofNanos(250_000);
        Duration receiving = Duration.ofNanos(5_000);
        Simulation.run(new Setting(nodes / 10, workersPerNode, 10, Duration.ofSeconds(1), latency, receiving));
        Simulation.Outcome outcome = Simulation.run(
                new Setting(nodes, workersPerNode, chunksPerWorker, Duration.ofSeconds(1), latency, receiving));
        return new ScheduleRow(
                "simulated",
                Map.of(
                        "nodes", nodes,
                        "chunkSeconds", 1,
                        "virtualSeconds", outcome.seconds(),
                        "supervisorLoad", outcome.supervisorLoad(),
                        "coordinatorLoad", outcome.coordinatorLoad(),
                        "microsPerLease", outcome.decisionNanos() / 1e3,
                        "messages", outcome.messages()),
                "leases",
                outcome.leasesPerSecond(),
                nodes * workersPerNode,
                outcome.utilisation());
    }
}
