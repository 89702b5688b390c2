package org.everycore.photonics.generator;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.everycore.jobs.random.SampleRandom;
import org.everycore.jobs.strategy.AutoRule;
import org.everycore.photonics.engine.Kernels;

/**
 * A quantum generator to call from a program: latent vectors in, samples out, gradients back, weights saved and loaded.
 *
 * <p>Every strategy gives the same bits; with the engine {@code nd4j} the batched ones agree with the others to 1e-12. One caller at a time; close it to end its threads. Jobs over many nodes are what
 * {@code photonics.sample} is for.
 */
public final class QuantumGenerator implements AutoCloseable {
    private static final long COMPILING_NANOS = 20_000_000_000L;

    private final GeneratorSettings settings;
    private final ExecutorService pool;
    private GeneratorModel model;
    /** One engine a worker and form of work, made on first use and kept while the weights stand. */
    private final SampleEngine[] scalar;

    private final SampleEngine[] blocked;
    /** Made on first use; follows the weights. */
    private GradientEngine differentiating;

    private String lastStrategy = "";

    private QuantumGenerator(GeneratorSettings settings, Weights weights) {
        this.settings = settings;
        this.model = new GeneratorModel(settings.spec(), weights, settings.seed());
        this.scalar = new SampleEngine[settings.maxWorkers()];
        this.blocked = new SampleEngine[settings.maxWorkers()];
        this.pool = Executors.newFixedThreadPool(settings.maxWorkers(), body -> {
            Thread thread = new Thread(body, "generator");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A generator with the weights that its seed draws. */
    public static QuantumGenerator create(GeneratorSettings settings) {
        return new QuantumGenerator(settings, Weights.initial(settings.spec(), settings.seed()));
    }

    /** A generator with weights from a file that {@link #save} wrote. */
    public static QuantumGenerator load(GeneratorSettings settings, Path weights) throws IOException {
        return new QuantumGenerator(settings, WeightFile.load(weights, weights.toString()));
    }

    /** Samples, one at a time on the calling thread: the plain path. */
    public double[][] generate(double[][] z) {
        return generate(z, "sequential");
    }

    /**
     * Samples by a strategy: sequential, threading, cpu_batch, gpu_batch (cpu_batch where there is no device) or auto, which
     * follows the thresholds of {@link AutoRule#ADAPTIVE}.
     *
     * @param z latent vectors, each of the generator's latentDim numbers
     * @return one row of {@link #columns} numbers for each
     */
    public double[][] generate(double[][] z, String strategy) {
        return generate(z, strategy, 0);
    }

    /**
     * As {@link #generate(double[][], String)}, for readouts that draw outcomes.
     *
     * @param first number of the first sample, by which its outcomes are drawn: the same number and z, the same outcomes
     */
    public double[][] generate(double[][] z, String strategy, long first) {
        double[] flat = flatten(z, settings.spec().latentDim(), "z");
        double[] out = new double[z.length * columns()];
        generate(DoubleBuffer.wrap(flat), DoubleBuffer.wrap(out), strategy, first);
        return rows(out, z.length);
    }

    /**
     * As {@link #generate(double[][], String, long)}, from and to memory of any kind: a native array is read and written where it lies.
     *
     * @param z latent vectors one after the other
     * @param values the samples' numbers, written, one sample after the other
     */
    public void generate(DoubleBuffer z, DoubleBuffer values, String strategy, long first) {
        int samples = samplesIn(z);
        requireNumbers(values, samples, columns(), "values");
        SampleBatch batch = new SampleBatch(z, values, new double[samples], 0, samples, first);
        switch (effective(strategy, samples)) {
            case "sequential" -> engine(scalar, 0, 1).run(batch);
            case "threading" -> spread(scalar, 1, batch);
            default -> spread(blocked, settings.cpuBatchSize(), batch);
        }
    }

    private int samplesIn(DoubleBuffer z) {
        int latentDim = settings.spec().latentDim();
        if (z.limit() % latentDim != 0) {
            throw new IllegalArgumentException(
                    "z has " + z.limit() + " numbers, which is no multiple of latentDim " + latentDim);
        }
        for (int i = 0; i < z.limit(); i++) {
            if (!Double.isFinite(z.get(i))) {
                throw new IllegalArgumentException("z[" + i / latentDim + "][" + i % latentDim + "] is " + z.get(i));
            }
        }
        return z.limit() / latentDim;
    }

    private static void requireNumbers(DoubleBuffer buffer, int samples, int width, String name) {
        if (buffer.limit() != (long) samples * width) {
            throw new IllegalArgumentException(
                    name + " has " + buffer.limit() + " numbers, not " + samples + " x " + width);
        }
    }

    /** Samples from normal latent vectors, numbered from {@code first} under the generator's seed. */
    public double[][] sample(long first, int count) {
        SampleRandom random = new SampleRandom(settings.seed(), Streams.LATENT);
        double[][] z = new double[count][settings.spec().latentDim()];
        for (int i = 0; i < count; i++) {
            random.seek(first + i);
            for (int j = 0; j < z[i].length; j++) {
                z[i][j] = random.nextNormal();
            }
        }
        return generate(z, "auto", first);
    }

    /**
     * Vector-Jacobian product: Σ over samples and columns of cotangent times d sample / d weight, for every weight, circuit
     * first. With the derivatives of any loss by the samples as cotangents it is that loss's gradient.
     */
    public double[] vjp(double[][] z, double[][] cotangents) {
        double[] flat = flatten(z, settings.spec().latentDim(), "z");
        double[] given = flatten(cotangents, columns(), "cotangents");
        if (cotangents.length != z.length) {
            throw new IllegalArgumentException(cotangents.length + " cotangents for " + z.length + " latent vectors");
        }
        return vjp(DoubleBuffer.wrap(flat), DoubleBuffer.wrap(given));
    }

    /** The same, from memory of any kind: both one sample after the other. */
    public double[] vjp(DoubleBuffer z, DoubleBuffer cotangents) {
        int samples = samplesIn(z);
        requireNumbers(cotangents, samples, columns(), "cotangents");
        Readout mean = settings.reading()
                .readout()
                .mean()
                .orElseThrow(() -> new IllegalArgumentException(
                        "readout " + settings.reading().readout().label() + " has no gradient"));
        if (differentiating == null) {
            differentiating =
                    new GradientEngine(model, mean, kernels(), model.plan().lanes());
        }
        double[] gradient = new double[differentiating.weights()];
        differentiating.run(z, samples, Loss.product(cotangents), gradient);
        return gradient;
    }

    /** The strategy that the last {@link #generate} ran. */
    public String lastStrategy() {
        return lastStrategy;
    }

    /** Numbers a sample. */
    public int columns() {
        return settings.reading().columns();
    }

    public Weights weights() {
        return model.weights();
    }

    /** Goes on with other weights. */
    public void setWeights(Weights weights) {
        model = model.withWeights(requireNonNull(weights, "weights is null"));
        java.util.Arrays.fill(scalar, null);
        java.util.Arrays.fill(blocked, null);
        if (differentiating != null) {
            differentiating.use(model);
        }
    }

    public void save(Path file) throws IOException {
        WeightFile.save(file, weights());
    }

    /** Number of trainable weights. */
    public int parameterCount() {
        return weights().count();
    }

    /** What this generator is, in a few lines. */
    public String summary() {
        return String.join(
                "\n", GeneratorSummary.of(settings.spec(), settings.reading()).lines());
    }

    /** Samples a second of each strategy at one batch size. */
    public record Rate(String strategy, int batch, double perSecond) {}

    /** Measures every strategy at some batch sizes, about 50 ms each after as much warming, once the kernel is compiled. */
    public List<Rate> benchmark(int... batches) {
        awaitCompiled();
        List<Rate> rates = new ArrayList<>();
        for (int batch : batches) {
            double[][] z = new double[batch][settings.spec().latentDim()];
            Random random = new Random(batch);
            for (double[] row : z) {
                java.util.Arrays.setAll(row, j -> random.nextGaussian());
            }
            for (String strategy : List.of("sequential", "threading", "cpu_batch")) {
                rate(z, strategy);
                rates.add(new Rate(strategy, batch, rate(z, strategy)));
            }
        }
        return rates;
    }

    /** {@link #benchmark} as a table, one line a batch size. */
    public static String table(List<Rate> rates) {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%8s%14s%14s%14s%n", "batch", "sequential", "threading", "cpu_batch"));
        for (int i = 0; i < rates.size(); i += 3) {
            text.append(String.format(
                    Locale.ROOT,
                    "%8d%14.0f%14.0f%14.0f%n",
                    rates.get(i).batch(),
                    rates.get(i).perSecond(),
                    rates.get(i + 1).perSecond(),
                    rates.get(i + 2).perSecond()));
        }
        return text.toString();
    }

    private void awaitCompiled() {
        try {
            kernels().awaitCompiled(COMPILING_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double rate(double[][] z, String strategy) {
        long start = System.nanoTime();
        long end = start + 50_000_000;
        long done = 0;
        while (System.nanoTime() < end) {
            generate(z, strategy);
            done += z.length;
        }
        return done / ((System.nanoTime() - start) * 1e-9);
    }

    private String effective(String strategy, int samples) {
        lastStrategy = switch (strategy) {
            case "sequential", "threading", "cpu_batch" -> strategy;
            case "gpu_batch" -> "cpu_batch";
            case "auto" -> samples >= 32 ? "cpu_batch" : samples >= 8 ? "threading" : "sequential";
            default ->
                throw new IllegalArgumentException(
                        "strategy " + strategy + " is not one of sequential, threading, cpu_batch, gpu_batch, auto");
        };
        return lastStrategy;
    }

    private Kernels kernels() {
        return settings.spec().engine() == EngineChoice.ND4J ? Kernels.named("nd4j") : Kernels.fastest();
    }

    private SampleEngine engine(SampleEngine[] engines, int worker, int lanes) {
        if (engines[worker] == null) {
            Kernels kernels = lanes == 1 ? Kernels.fastest() : kernels();
            engines[worker] = new SampleEngine(model, settings.reading(), kernels, lanes);
        }
        return engines[worker];
    }

    /** Cuts a batch into equal runs of whole sub-batches, one a worker; the caller's thread takes the first. */
    private void spread(SampleEngine[] engines, int step, SampleBatch batch) {
        int lanes = step == 1 ? 1 : model.plan().lanes();
        int pieces = Math.max(1, Math.min(settings.maxWorkers(), batch.count() / step));
        int each = ((batch.count() + pieces - 1) / pieces + step - 1) / step * step;
        List<Future<?>> running = new ArrayList<>();
        for (int worker = 1; worker * each < batch.count(); worker++) {
            SampleBatch part = batch.part(worker * each, Math.min(each, batch.count() - worker * each));
            SampleEngine engine = engine(engines, worker, lanes);
            running.add(pool.submit(() -> engine.run(part)));
        }
        try {
            engine(engines, 0, lanes).run(batch.part(0, Math.min(each, batch.count())));
        } finally {
            running.forEach(QuantumGenerator::await);
        }
    }

    private static void await(Future<?> running) {
        try {
            running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while samples were computed", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("a worker failed: " + e.getCause(), e.getCause());
        }
    }

    private static double[] flatten(double[][] rows, int width, String name) {
        double[] flat = new double[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != width) {
                throw new IllegalArgumentException(
                        name + "[" + i + "] has " + rows[i].length + " numbers, not " + width);
            }
            for (int j = 0; j < width; j++) {
                if (!Double.isFinite(rows[i][j])) {
                    throw new IllegalArgumentException(name + "[" + i + "][" + j + "] is " + rows[i][j]);
                }
            }
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        return flat;
    }

    private double[][] rows(double[] flat, int count) {
        int width = columns();
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = java.util.Arrays.copyOfRange(flat, i * width, (i + 1) * width);
        }
        return rows;
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
