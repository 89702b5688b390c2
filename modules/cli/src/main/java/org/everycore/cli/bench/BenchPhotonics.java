package org.everycore.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.jobs.Json;
import org.everycore.jobs.report.JobReport;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.Operator;
import org.everycore.photonics.generator.Encoding;
import org.everycore.photonics.generator.ExecutionPlan;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.GradientEngine;
import org.everycore.photonics.generator.Loss;
import org.everycore.photonics.generator.Readout;
import org.everycore.photonics.generator.SampleBatch;
import org.everycore.photonics.generator.SampleEngine;
import org.everycore.photonics.generator.Weights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures samples and gradients a second of generators by batch size, against the machine's own matrix product. */
@Command(
        name = "photonics",
        description =
                "Measure samples and gradients a second of generators by batch size, with one worker and with more,"
                        + " once the kernels are compiled. Takes about a minute.",
        footerHeading = "%nThe peak is what the operations of a sample would take at the rate of a matrix product of"
                + " 128 x 128, measured in the same run with as many workers. A gradient counts as two forward runs.%n%n"
                + "Examples:%n",
        footer = {
            "  everycore bench photonics --quick",
            "  everycore bench photonics --modes 3 --cutoff 6 --layers 1 --json",
            "  everycore bench photonics --quick --jobs 100000",
            "  everycore bench photonics --engine gpu --json"
        })
public final class BenchPhotonics implements Callable<Integer> {
    private static final int PRODUCT = 128;
    private static final int PRODUCT_LANES = 64;
    private static final long WARM_NANOS = 60_000_000_000L;
    private static final int CORES_BATCH = 1024;
    private static final long SEED = 42;

    private final Session session;

    @Option(names = "--modes", paramLabel = "N", description = "Measure a generator of your own: its optical modes.")
    private Integer modes;

    @Option(names = "--cutoff", paramLabel = "N", description = "Its levels a mode; the default is 8.")
    private Integer cutoff;

    @Option(names = "--layers", paramLabel = "N", description = "Its layers; the default is 2.")
    private Integer layers;

    @Option(names = "--encoding", paramLabel = "E", description = "Its encoding; the default is coherent_state.")
    private String encoding;

    @Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            description = "Samples a call; the default is 1,8,32,128,1024, with --quick 32,1024.")
    private int[] batches;

    @Option(names = "--quick", description = "Only 2 modes, cutoff 8, 2 layers, and short: some seconds.")
    private boolean quick;

    @Option(names = "--workers", paramLabel = "N", description = "The most workers; the default is one a core.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--jobs", paramLabel = "N", description = "Also measure whole jobs of N samples.")
    private long jobs;

    @Option(
            names = "--engine",
            paramLabel = "cores|gpu",
            description = "cores, the default; or gpu: this node's graphics cards, beside the cores in the same run.")
    private String engine = "cores";

    public BenchPhotonics(Session session) {
        this.session = session;
    }

    private record Case(int modes, int cutoff, int layers, Encoding encoding) {
        GeneratorSpec spec() {
            return GeneratorSpec.of(modes, 2 * modes, layers, cutoff, encoding);
        }
    }

    @Override
    public Integer call() {
        if (workers < 1 || jobs < 0) {
            throw Failure.wrongInput("--workers must be at least 1, and --jobs not negative");
        }
        if (!engine.equals("cores") && !engine.equals("gpu")) {
            throw Failure.wrongInput("--engine " + engine + " is neither cores nor gpu");
        }
        if (engine.equals("gpu")) {
            return devices();
        }
        if (batches == null) {
            batches = quick ? new int[] {32, 1024} : new int[] {1, 8, 32, 128, 1024};
        }
        for (int batch : batches) {
            if (batch < 1) {
                throw Failure.wrongInput("--batch " + batch + " must be at least 1");
            }
        }
        List<Case> cases = cases();
        Kernels kernels = Kernels.fastest();
        awaitCompiled(kernels);
        BenchRows rows = new BenchRows(session);
        for (int count : new TreeSet<>(List.of(1, workers))) {
            try (EngineRate rate = new EngineRate(count, quick ? 100 : 80)) {
                double peak = rate.best(() -> product(kernels), 8.0 * PRODUCT * PRODUCT * PRODUCT_LANES);
                for (Case one : cases) {
                    measure(rows, rate, one, kernels, count, peak);
                }
            }
        }
        if (jobs > 0) {
            job(rows, "job-forward", "photonics.sample", cases.get(0));
            job(rows, "job-gradient", "photonics.gradient", cases.get(0));
        }
        rows.end();
        return 0;
    }

    /** Cards beside cores: of each generator the rates of one core and of all, then those of the cards. */
    private int devices() {
        List<Case> cases = cases();
        BenchRows rows = new BenchRows(session);
        DeviceBench bench = new DeviceBench(rows, quick ? 300 : 1000);
        Kernels kernels = Kernels.fastest();
        awaitCompiled(kernels);
        for (Case one : cases) {
            GeneratorSpec spec = one.spec();
            GeneratorModel model = new GeneratorModel(spec, Weights.initial(spec, SEED), SEED);
            double[] cores = new double[4];
            for (int i = 0; i < 2; i++) {
                try (EngineRate rate = new EngineRate(i == 0 ? 1 : workers, 80)) {
                    double[] z = numbers(CORES_BATCH * spec.latentDim());
                    cores[2 * i] = rate.best(() -> forward(model, kernels, z, CORES_BATCH), CORES_BATCH);
                    cores[2 * i + 1] = rate.best(() -> gradient(model, kernels, z, CORES_BATCH), CORES_BATCH);
                }
            }
            bench.measure(params(one, CORES_BATCH), model, 2 * model.plan().multiplyAdds(), cores);
        }
        rows.end();
        return 0;
    }

    private List<Case> cases() {
        if (modes != null || cutoff != null || layers != null || encoding != null) {
            try {
                Case own = new Case(
                        modes == null ? 2 : modes,
                        cutoff == null ? 8 : cutoff,
                        layers == null ? 2 : layers,
                        encoding == null
                                ? Encoding.COHERENT_STATE
                                : Json.mapper().convertValue(encoding, Encoding.class));
                own.spec();
                return List.of(own);
            } catch (IllegalArgumentException e) {
                throw Failure.wrongInput(e.getMessage());
            }
        }
        Case common = new Case(2, 8, 2, Encoding.COHERENT_STATE);
        return quick
                ? List.of(common)
                : List.of(
                        common,
                        new Case(1, 30, 2, Encoding.COHERENT_STATE),
                        new Case(3, 12, 6, Encoding.COHERENT_STATE),
                        new Case(4, 6, 2, Encoding.COHERENT_STATE),
                        new Case(2, 8, 2, Encoding.CLASSICAL_NEURAL));
    }

    private static void awaitCompiled(Kernels kernels) {
        try {
            kernels.awaitCompiled(WARM_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the kernels were compiled", e);
        }
    }

    private static Runnable product(Kernels kernels) {
        double[] numbers = numbers(PRODUCT * PRODUCT);
        Operator u = new Operator(numbers, numbers, PRODUCT, PRODUCT);
        KetBlock x = new KetBlock(PRODUCT, PRODUCT_LANES);
        System.arraycopy(numbers, 0, x.re, 0, x.re.length);
        System.arraycopy(numbers, 0, x.im, 0, x.im.length);
        KetBlock y = new KetBlock(PRODUCT, PRODUCT_LANES);
        return () -> kernels.operators().multiply(u, x, y, PRODUCT_LANES);
    }

    private static double[] numbers(int count) {
        return new Random(count).doubles(count, -1, 1).toArray();
    }

    private void measure(BenchRows rows, EngineRate rate, Case one, Kernels kernels, int count, double peak) {
        GeneratorSpec spec = one.spec();
        GeneratorModel model = new GeneratorModel(spec, Weights.initial(spec, SEED), SEED);
        ExecutionPlan plan = model.plan();
        double flops = 2 * plan.multiplyAdds();
        for (int batch : batches) {
            double[] z = numbers(batch * spec.latentDim());
            Map<String, Object> params = params(one, batch);
            double forward = rate.best(() -> forward(model, kernels, z, batch), batch);
            rows.add("forward", params, "samples", forward, count, forward * flops / peak);
            double gradient = rate.best(() -> gradient(model, kernels, z, batch), batch);
            rows.add("gradient", params, "samples", gradient, count, gradient * 2 * flops / peak);
        }
    }

    private static Runnable forward(GeneratorModel model, Kernels kernels, double[] z, int batch) {
        SampleEngine engine = new SampleEngine(model, Readout.XP, kernels, lanes(model, batch));
        SampleBatch samples = SampleBatch.of(z, new double[batch * engine.columns()], new double[batch]);
        return () -> engine.run(samples);
    }

    private static Runnable gradient(GeneratorModel model, Kernels kernels, double[] z, int batch) {
        GradientEngine engine = new GradientEngine(model, Readout.XP, kernels, lanes(model, batch));
        double[] gradient = new double[engine.weights()];
        return () -> engine.run(z, batch, Loss.meanSquare(), gradient);
    }

    /** One sample alone takes the one-sample path, as a sequential strategy does. */
    private static int lanes(GeneratorModel model, int batch) {
        return batch == 1 ? 1 : model.plan().lanes();
    }

    private static Map<String, Object> params(Case one, long batch) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("batch", batch);
        params.put("modes", one.modes());
        params.put("cutoff", one.cutoff());
        params.put("layers", one.layers());
        params.put("encoding", one.encoding().label());
        return params;
    }

    private void job(BenchRows rows, String name, String kind, Case one) {
        ObjectNode spec = Json.mapper().createObjectNode();
        spec.putObject("generator")
                .put("modes", one.modes())
                .put("latentDim", 2 * one.modes())
                .put("layers", one.layers())
                .put("cutoff", one.cutoff())
                .put("encoding", one.encoding().label());
        spec.put("samples", jobs);
        double alone = Double.NaN;
        for (int count : new TreeSet<>(List.of(1, workers))) {
            try (BenchJob bench = new BenchJob(count)) {
                JobReport report = bench.best(kind, spec, "cpu_batch");
                alone = count == 1 ? report.perSecond() : alone;
                rows.add(
                        name,
                        params(one, jobs),
                        "samples",
                        report.perSecond(),
                        report.workers(),
                        report.perSecond() / (alone * count));
            }
        }
    }
}
