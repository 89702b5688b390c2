package org.everycore.cli.bench;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.everycore.cli.Failure;
import org.everycore.gpu.DeviceRate;
import org.everycore.gpu.GpuDevice;
import org.everycore.gpu.GpuDevices;
import org.everycore.photonics.generator.BlockDifferentiator;
import org.everycore.photonics.generator.BlockSampler;
import org.everycore.photonics.generator.DeviceSamplers;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GradientBatch;
import org.everycore.photonics.generator.GradientFold;
import org.everycore.photonics.generator.Loss;
import org.everycore.photonics.generator.Reading;
import org.everycore.photonics.generator.Readout;
import org.everycore.photonics.generator.SampleBatch;

/** Samples and gradients a second of this node's graphics cards, all their queues at once, beside what the cores do in the same run. */
final class DeviceBench {
    private static final int SAMPLES = 1 << 14;
    private static final int GRADIENTS = 1 << 13;
    private static final int WINDOWS = 3;

    private final BenchRows rows;
    private final GpuDevices devices = GpuDevices.here();
    private final long windowNanos;
    private final double peak;

    DeviceBench(BenchRows rows, long windowMillis) {
        if (devices.count() == 0) {
            throw Failure.wrongInput(
                    "--engine gpu: no graphics card may compute here: " + String.join("; ", devices.problems()));
        }
        this.rows = rows;
        this.windowNanos = windowMillis * 1_000_000;
        this.peak =
                devices.devices().stream().mapToDouble(DeviceRate::productFlops).sum();
    }

    /**
     * Measures a generator.
     *
     * @param flops of a sample, forward
     * @param cores samples and gradients a second of one core, then of all
     */
    void measure(Map<String, Object> params, GeneratorModel model, double flops, double[] cores) {
        double forward = rate(worker -> sampling(worker, model));
        rows.add(
                "forward",
                with(params, SAMPLES, forward, cores[0], cores[2]),
                "samples",
                forward,
                devices.count(),
                forward * flops / peak);
        double gradient = rate(worker -> differentiating(worker, model));
        rows.add(
                "gradient",
                with(params, GRADIENTS, gradient, cores[1], cores[3]),
                "samples",
                gradient,
                devices.count(),
                gradient * 2 * flops / peak);
    }

    private Map<String, Object> with(Map<String, Object> params, int batch, double rate, double core, double all) {
        Map<String, Object> more = new LinkedHashMap<>(params);
        more.put("batch", batch);
        more.put("engine", "gpu");
        more.put(
                "device",
                String.join(
                        " + ", devices.devices().stream().map(GpuDevice::name).toList()));
        more.put("ofOneCore", rate / core);
        more.put("ofAllCores", rate / all);
        return more;
    }

    /** A worker's body, and how many samples one run of it is. */
    private record Body(Runnable run, int samples, AutoCloseable owned) {}

    private interface Opening {
        Body open(int worker);
    }

    private static Body sampling(int worker, GeneratorModel model) {
        BlockSampler sampler =
                DeviceSamplers.load().open(worker, model, Reading.of(Readout.XP, model.spec()), SAMPLES, 0);
        int count = sampler.atOnce();
        DoubleBuffer values = DoubleBuffer.allocate(count * sampler.columns());
        double[] losses = new double[count];
        return new Body(() -> sampler.run(new SampleBatch(null, values, losses, 0, count, 0)), count, sampler);
    }

    private static Body differentiating(int worker, GeneratorModel model) {
        GradientFold fold = GradientFold.of(model.spec(), model.plan(), 1L << 20);
        BlockDifferentiator differentiator =
                DeviceSamplers.load().differentiator(worker, model, Readout.XP, fold, GRADIENTS, 0);
        int count = differentiator.atOnce();
        double[] z = new double[count * model.spec().latentDim()];
        java.util.Arrays.setAll(z, i -> StrictMath.sin(i));
        double[] units = new double[fold.units(count) * differentiator.width(fold)];
        return new Body(
                () -> differentiator.run(
                        new GradientBatch(fold, DoubleBuffer.wrap(z), count, Loss.meanSquare(), units, 0)),
                count,
                differentiator);
    }

    private double rate(Opening opening) {
        int workers = devices.count();
        CyclicBarrier together = new CyclicBarrier(workers);
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<Callable<double[]>> bodies = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                int own = worker;
                bodies.add(() -> windows(opening.open(own), together));
            }
            double[] sums = new double[WINDOWS];
            for (Future<double[]> one : pool.invokeAll(bodies)) {
                double[] rates = one.get();
                for (int w = 0; w < WINDOWS; w++) {
                    sums[w] += rates[w];
                }
            }
            return java.util.Arrays.stream(sums).max().orElseThrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a measurement failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    // What the body owns is closed at the end and used by the body alone.
    @SuppressWarnings("try")
    private double[] windows(Body body, CyclicBarrier together) throws Exception {
        try (AutoCloseable owned = body.owned()) {
            body.run().run();
            together.await();
            double[] rates = new double[WINDOWS];
            for (int w = 0; w < WINDOWS; w++) {
                long begun = System.nanoTime();
                long done = 0;
                long passed;
                do {
                    body.run().run();
                    done += body.samples();
                    passed = System.nanoTime() - begun;
                } while (passed < windowNanos);
                rates[w] = done / (passed * 1e-9);
            }
            return rates;
        }
    }
}
