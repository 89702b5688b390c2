package org.everycore.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.jobs.Json;
import org.everycore.jobs.report.JobReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures samples and gradients a second of a generator, with one worker and with all. */
@Command(
        name = "photonics",
        description = "Measure samples and gradients a second of a generator, with one worker and with all.",
        footerHeading = "%nThe peak is as many times one worker's rate as there are workers.%n%nExamples:%n",
        footer = {"  everycore bench photonics", "  everycore bench photonics --modes 3 --cutoff 6 --layers 1 --json"})
public final class BenchPhotonics implements Callable<Integer> {
    private final Session session;

    @Option(names = "--modes", paramLabel = "N", description = "Optical modes; the default is 2.")
    private int modes = 2;

    @Option(names = "--cutoff", paramLabel = "N", description = "Levels a mode; the default is 8.")
    private int cutoff = 8;

    @Option(names = "--layers", paramLabel = "N", description = "Layers; the default is 2.")
    private int layers = 2;

    @Option(names = "--samples", paramLabel = "N", description = "Samples of a run; the default is 100000.")
    private long samples = 100_000;

    @Option(names = "--workers", paramLabel = "N", description = "The most workers; the default is one a core.")
    private int workers = Runtime.getRuntime().availableProcessors();

    public BenchPhotonics(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (samples < 1 || workers < 1) {
            throw Failure.wrongInput("--samples and --workers must be at least 1");
        }
        BenchRows rows = new BenchRows(session);
        measure(rows, "forward", "photonics.sample", "samples");
        measure(rows, "gradient", "photonics.gradient", "samples");
        rows.end();
        return 0;
    }

    private void measure(BenchRows rows, String name, String kind, String unit) {
        double alone = Double.NaN;
        for (int count : new TreeSet<>(java.util.List.of(1, workers))) {
            try (BenchJob bench = new BenchJob(count)) {
                JobReport report = bench.best(kind, spec(), "cpu_batch");
                alone = count == 1 ? report.perSecond() : alone;
                rows.add(
                        name,
                        params(),
                        unit,
                        report.perSecond(),
                        report.workers(),
                        report.perSecond() / (alone * count));
            }
        }
    }

    private Map<String, Object> params() {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("batch", samples);
        params.put("modes", modes);
        params.put("cutoff", cutoff);
        params.put("layers", layers);
        return params;
    }

    private ObjectNode spec() {
        ObjectNode spec = Json.mapper().createObjectNode();
        spec.putObject("generator")
                .put("modes", modes)
                .put("latentDim", 2 * modes)
                .put("layers", layers)
                .put("cutoff", cutoff)
                .put("encoding", "coherent_state");
        spec.put("samples", samples);
        return spec;
    }
}
