package org.everycore.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.gpu.GpuDevices;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.strategy.Reach;
import org.everycore.jobs.strategy.Strategies;
import org.everycore.jobs.strategy.Strategy;
import org.everycore.runtime.LocalRuntime;
import org.everycore.runtime.LocalRuntimeConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures small batches by strategy: samples a second of a generator, the median of many calls of a warm process. */
@Command(
        name = "strategies",
        description =
                "Measure small batches by strategy: samples a second of a generator, the median of many jobs in a warm"
                        + " process. A strategy that cannot run here shows a dash.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore bench strategies --batch 1,4,8,16,32",
            "  everycore bench strategies --modes 3 --cutoff 12 --layers 6 --batch 4,16,64 --json"
        })
public final class BenchStrategies implements Callable<Integer> {
    private static final int MOST_RUNS = 200;
    private static final int LEAST_RUNS = 5;
    private static final double WARM_SECONDS = 0.5;
    private static final double SECONDS = 1;

    private final Session session;

    @Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            description = "Samples a batch, several with commas; the default is 1,4,8,16,32.")
    private List<Integer> batches = List.of(1, 4, 8, 16, 32);

    @Option(names = "--modes", paramLabel = "N", description = "Optical modes; the default is 2.")
    private int modes = 2;

    @Option(names = "--cutoff", paramLabel = "N", description = "Levels a mode; the default is 8.")
    private int cutoff = 8;

    @Option(names = "--layers", paramLabel = "N", description = "Layers of the circuit; the default is 2.")
    private int layers = 2;

    @Option(names = "--workers", paramLabel = "N", description = "The most workers; the default is one a core.")
    private int workers = Runtime.getRuntime().availableProcessors();

    public BenchStrategies(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (workers < 1 || batches.stream().anyMatch(batch -> batch < 1)) {
            throw Failure.wrongInput("--workers and every --batch must be at least 1");
        }
        List<String> strategies = new ArrayList<>();
        for (Strategy strategy : Strategies.load().all()) {
            if (strategy.reach() == Reach.NODE || strategy.id().equals("gpu_batch")) {
                strategies.add(strategy.id());
            }
        }
        TextTable table = new TextTable("r" + "r".repeat(strategies.size()));
        List<String> head = new ArrayList<>(List.of("batch"));
        head.addAll(strategies);
        table.row(head.toArray());
        try (LocalRuntime runtime = LocalRuntime.start(LocalRuntimeConfig.of(KindRegistry.load())
                .withDevices(GpuDevices.here().count())
                .withWorkers(workers))) {
            for (int batch : batches) {
                List<Object> row = new ArrayList<>(List.of(Numbers.grouped(batch)));
                for (String strategy : strategies) {
                    Optional<Double> rate = rate(runtime, batch, strategy);
                    row.add(rate.map(perSecond -> Numbers.rate(perSecond) + "/s")
                            .orElse("-"));
                    tell(batch, strategy, rate);
                }
                table.row(row.toArray());
            }
        }
        if (!session.json()) {
            table.lines().forEach(session.out()::println);
        }
        return 0;
    }

    private void tell(int batch, String strategy, Optional<Double> rate) {
        if (session.json()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("batch", batch);
            row.put("strategy", strategy);
            row.put("perSecond", rate.orElse(null));
            session.out().println(JsonText.of(row));
            session.out().flush();
        }
    }

    /** Samples a second by the median time of a job; empty where another strategy would run in its place. */
    private Optional<Double> rate(LocalRuntime runtime, int batch, String strategy) {
        for (double spent = 0; spent < WARM_SECONDS; ) {
            JobReport report = once(runtime, batch, strategy);
            if (!report.strategy().equals(strategy)) {
                return Optional.empty();
            }
            spent += Math.max(1e-4, report.seconds());
        }
        List<Double> seconds = new ArrayList<>();
        double spent = 0;
        while (seconds.size() < LEAST_RUNS || spent < SECONDS && seconds.size() < MOST_RUNS) {
            double took = once(runtime, batch, strategy).seconds();
            seconds.add(took);
            spent += took;
        }
        double median = seconds.stream().sorted().toList().get(seconds.size() / 2);
        return Optional.of(batch / median);
    }

    private JobReport once(LocalRuntime runtime, int batch, String strategy) {
        ObjectNode spec = Json.mapper().createObjectNode();
        spec.putObject("generator")
                .put("modes", modes)
                .put("latentDim", 2 * modes)
                .put("layers", layers)
                .put("cutoff", cutoff)
                .put("encoding", "coherent_state");
        spec.put("samples", batch);
        JobReport report = runtime.submit(
                        JobRequest.of("photonics.sample", 42, spec).withStrategy(strategy), ResultTarget.NOWHERE)
                .outcome()
                .toCompletableFuture()
                .join()
                .report();
        if (report.state() != JobState.SUCCEEDED) {
            throw new Failure(ExitCode.FAILED, strategy + ", batch " + batch + ": " + report.error());
        }
        return report;
    }
}
