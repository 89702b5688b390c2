package org.everycore.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cluster.bench.ScalingBench;
import org.everycore.cluster.bench.ScheduleBench;
import org.everycore.cluster.bench.ScheduleRow;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures scheduling: what a second worker brings, what the actors cost, empty chunks a second, simulated clusters. */
@Command(
        name = "schedule",
        description = "Measure scheduling: what a second worker brings to a real job and what the actors cost it, empty"
                + " chunks a second within one process and between two, ten thousand simulated workers, and a small"
                + " job from a cold start. Takes about a minute.",
        footerHeading = "%nA job's peak is bare loops of its engine, one a worker, in the same run.%n%nExamples:%n",
        footer = {
            "  everycore bench schedule",
            "  everycore bench schedule --only scaling --samples 4000000 --turns 5 --json"
        })
public final class BenchSchedule implements Callable<Integer> {
    private final Session session;

    enum Part {
        scaling,
        chunks,
        processes,
        simulated,
        start
    }

    @Option(names = "--workers", paramLabel = "N", description = "Workers; the default is one a core, two at least.")
    private int workers = Math.max(2, Runtime.getRuntime().availableProcessors());

    @Option(names = "--samples", paramLabel = "N", description = "Samples of the real job; the default is 1000000.")
    private long samples = 1_000_000;

    @Option(
            names = "--turns",
            paramLabel = "N",
            description = "How often loops and jobs take turns; the default is 3. Rates and ratios are medians.")
    private int turns = 3;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "Of ${COMPLETION-CANDIDATES}, measure these; the default is all.")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    public BenchSchedule(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        atLeastOne("--workers", workers);
        atLeastOne("--samples", samples);
        atLeastOne("--turns", turns);
        BenchRows rows = new BenchRows(session);
        if (parts.contains(Part.scaling)) {
            ScalingBench.run(KindRegistry.load(), job(), workers, turns).forEach(row -> add(rows, row));
        }
        if (parts.contains(Part.chunks)) {
            ScheduleBench.oneProcess(workers).forEach(row -> add(rows, row));
        }
        if (parts.contains(Part.processes)) {
            add(rows, ScheduleBench.twoProcesses(workers));
        }
        if (parts.contains(Part.simulated)) {
            ScheduleBench.simulations().forEach(row -> add(rows, row));
        }
        if (parts.contains(Part.start)) {
            double seconds = new ColdStart(session.folders().home()).seconds();
            rows.add("cold_start", Map.of("samples", 1000, "seconds", seconds), "commands", 1 / seconds, 1, Double.NaN);
        }
        rows.end();
        return 0;
    }

    private static void atLeastOne(String option, long value) {
        if (value < 1) {
            throw Failure.wrongInput(option + " = " + value + ": must be at least 1");
        }
    }

    private static void add(BenchRows rows, ScheduleRow row) {
        rows.add(row.name(), new TreeMap<>(row.params()), row.unit(), row.perSecond(), row.workers(), row.peakRatio());
    }

    private JobRequest job() {
        ObjectNode spec = Json.mapper().createObjectNode();
        spec.putObject("generator")
                .put("modes", 2)
                .put("latentDim", 4)
                .put("layers", 2)
                .put("cutoff", 8)
                .put("encoding", "coherent_state");
        spec.put("samples", samples);
        return JobRequest.of("photonics.sample", 42, spec);
    }
}
