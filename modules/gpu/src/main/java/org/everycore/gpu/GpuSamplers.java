package org.everycore.gpu;

import org.everycore.jobs.SpecException;
import org.everycore.photonics.generator.BlockSampler;
import org.everycore.photonics.generator.DeviceSamplers;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.Reading;

/** Gives each GPU worker its device, and the device a block in sub-batches that fit its memory. */
public final class GpuSamplers implements DeviceSamplers {
    @Override
    public BlockSampler open(int worker, GeneratorModel model, Reading reading, int block, int subBatch) {
        GpuDevice device = GpuDevices.here().ofWorker(worker);
        int samples = SubBatch.of(device, model.spec(), block, subBatch);
        return new InSubBatches(
                device,
                device.open(model, reading, samples),
                samples,
                model.spec().latentDim());
    }

    private static final class InSubBatches implements BlockSampler {
        private final GpuDevice device;
        private final BlockSampler sampler;
        private final int most;
        private final int latentDim;

        InSubBatches(GpuDevice device, BlockSampler sampler, int most, int latentDim) {
            this.device = device;
            this.sampler = sampler;
            this.most = most;
            this.latentDim = latentDim;
        }

        @Override
        public int columns() {
            return sampler.columns();
        }

        @Override
        public void run(double[] z, int zFrom, int samples, double[] out, int outFrom, long first) {
            try {
                for (int done = 0; done < samples; done += most) {
                    int count = Math.min(most, samples - done);
                    int to = outFrom + done * columns();
                    sampler.run(z, zFrom + done * latentDim, count, out, to, first + done);
                }
            } catch (SpecException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new IllegalStateException(device.name() + " failed: " + e.getMessage(), e);
            }
        }

        @Override
        public double lossSum() {
            return sampler.lossSum();
        }

        @Override
        public double lossMax() {
            return sampler.lossMax();
        }

        @Override
        public void clearLoss() {
            sampler.clearLoss();
        }

        @Override
        public void close() {
            sampler.close();
        }
    }
}
