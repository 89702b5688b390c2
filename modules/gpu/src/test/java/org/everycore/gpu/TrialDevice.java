package org.everycore.gpu;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.generator.BlockSampler;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.Reading;
import org.everycore.photonics.generator.SampleBatch;
import org.everycore.photonics.generator.SampleEngine;

/**
 * A device that computes on the CPU, one sample at a time, with as much memory as a test gives it. Its answers differ from the
 * CPU's in the last bits, as a real device's do, so that bits of both never pass for one another.
 */
final class TrialDevice implements GpuDevice {
    private static final double ROUNDING = 1 + 4 * Math.ulp(1.0);

    final AtomicLong memory = new AtomicLong();
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger largest = new AtomicInteger();
    final AtomicInteger failFrom = new AtomicInteger();
    private final String name;

    TrialDevice(String name) {
        this.name = name;
        reset();
    }

    void reset() {
        memory.set(1L << 30);
        calls.set(0);
        largest.set(0);
        failFrom.set(Integer.MAX_VALUE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long memoryBytes() {
        return memory.get();
    }

    @Override
    public long sharedBytes(GeneratorSpec spec) {
        return 1000;
    }

    @Override
    public long bytesPerSample(GeneratorSpec spec) {
        return 16L * spec.dimension();
    }

    @Override
    public BlockSampler open(GeneratorModel model, Reading reading, int subBatch) {
        SampleEngine engine = new SampleEngine(model, reading, Kernels.PLAIN, 1);
        return new BlockSampler() {
            @Override
            public int columns() {
                return engine.columns();
            }

            @Override
            public int atOnce() {
                return subBatch;
            }

            @Override
            public void run(SampleBatch batch) {
                if (calls.incrementAndGet() >= failFrom.get()) {
                    throw new IllegalStateException("the bus fell silent");
                }
                if (batch.count() > subBatch) {
                    throw new IllegalArgumentException(batch.count() + " samples, opened for " + subBatch);
                }
                largest.accumulateAndGet(batch.count(), Math::max);
                engine.run(batch);
                for (int i = batch.at() * columns(); i < (batch.at() + batch.count()) * columns(); i++) {
                    batch.values().put(i, ROUNDING * batch.values().get(i));
                }
            }
        };
    }
}
