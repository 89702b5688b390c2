package org.everycore.gpu;

import org.everycore.jobs.SpecException;
import org.everycore.photonics.generator.BlockSampler;
import org.everycore.photonics.generator.DeviceSamplers;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.Reading;
import org.everycore.photonics.generator.SampleBatch;

/** Gives each GPU worker its device, and the device a block in sub-batches that fit its memory. */
public final class GpuSamplers implements DeviceSamplers {
    @Override
    public BlockSampler open(int worker, GeneratorModel model, Reading reading, int block, int subBatch) {
        GpuDevice device = GpuDevices.here().ofWorker(worker);
        int samples = SubBatch.of(device, model.spec(), block, subBatch);
        return new InSubBatches(device, device.open(model, reading, samples), samples);
    }

    private static final class InSubBatches implements BlockSampler {
        private final GpuDevice device;
        private final BlockSampler sampler;
        private final int most;

        InSubBatches(GpuDevice device, BlockSampler sampler, int most) {
            this.device = device;
            this.sampler = sampler;
            this.most = most;
        }

        @Override
        public int columns() {
            return sampler.columns();
        }

        @Override
        public int atOnce() {
            return most;
        }

        @Override
        public void run(SampleBatch batch) {
            try {
                for (int done = 0; done < batch.count(); done += most) {
                    sampler.run(batch.part(done, Math.min(most, batch.count() - done)));
                }
            } catch (SpecException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new IllegalStateException(device.name() + " failed: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            sampler.close();
        }
    }
}
