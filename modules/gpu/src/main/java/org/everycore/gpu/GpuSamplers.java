package org.everycore.gpu;

import java.util.function.IntFunction;
import org.everycore.jobs.EngineException;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.generator.BlockDifferentiator;
import org.everycore.photonics.generator.BlockSampler;
import org.everycore.photonics.generator.DeviceSamplers;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GradientBatch;
import org.everycore.photonics.generator.GradientFold;
import org.everycore.photonics.generator.Reading;
import org.everycore.photonics.generator.Readout;
import org.everycore.photonics.generator.SampleBatch;

/** Gives each GPU worker a queue of its device, and sub-batches that fit its memory. */
public final class GpuSamplers implements DeviceSamplers {
    @Override
    public BlockSampler open(int worker, GeneratorModel model, Reading reading, int block, int subBatch) {
        GpuDevice device = GpuDevices.here().ofWorker(worker);
        int samples = SubBatch.of(
                device,
                DeviceSampler.sharedBytes(model),
                DeviceSampler.bytesPerSample(model, reading),
                block,
                subBatch,
                1);
        return new Sampler(device, fitting(samples, 1, n -> new DeviceSampler(device.open(), model, reading, n)));
    }

    @Override
    public BlockDifferentiator differentiator(
            int worker, GeneratorModel model, Readout readout, GradientFold fold, int most, int subBatch) {
        GpuDevice device = GpuDevices.here().ofWorker(worker);
        int samples = SubBatch.of(
                device,
                2 * DeviceSampler.sharedBytes(model),
                DeviceDifferentiator.bytesPerSample(model, readout, fold),
                most,
                subBatch,
                fold.unit());
        return new Differentiator(
                device,
                fitting(samples, fold.unit(), n -> new DeviceDifferentiator(device.open(), model, readout, fold, n)));
    }

    /** What was free a moment ago may be another worker's now: half as much is tried, down to one unit. */
    private static <T> T fitting(int samples, int unit, IntFunction<T> open) {
        for (int n = samples; ; n = Math.max(unit, n / 2 / unit * unit)) {
            try {
                return open.apply(n);
            } catch (DeviceMemoryException e) {
                if (n == unit) {
                    throw new EngineException(e.getMessage());
                }
            }
        }
    }

    private static void named(GpuDevice device, Runnable work) {
        try {
            work.run();
        } catch (SpecException | EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalStateException(device.name() + " failed: " + e.getMessage(), e);
        }
    }

    /** A sampler whose failures name the device. */
    private record Sampler(GpuDevice device, DeviceSampler sampler) implements BlockSampler {
        @Override
        public int columns() {
            return sampler.columns();
        }

        @Override
        public int atOnce() {
            return sampler.atOnce();
        }

        @Override
        public boolean draws() {
            return sampler.draws();
        }

        @Override
        public void run(SampleBatch batch) {
            named(device, () -> sampler.run(batch));
        }

        @Override
        public void close() {
            named(device, sampler::close);
        }
    }

    /** A differentiator whose failures name the device. */
    private record Differentiator(GpuDevice device, DeviceDifferentiator differentiator)
            implements BlockDifferentiator {
        @Override
        public int width(GradientFold fold) {
            return differentiator.width(fold);
        }

        @Override
        public int atOnce() {
            return differentiator.atOnce();
        }

        @Override
        public void run(GradientBatch batch) {
            named(device, () -> differentiator.run(batch));
        }

        @Override
        public void close() {
            named(device, differentiator::close);
        }
    }
}
