package org.everycore.photonics.vector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.DoubleBuffer;
import java.util.Random;
import org.everycore.photonics.engine.Kernels;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A warm engine allocates nothing: not forward, not in gradients, in any form, plain or (once compiled) in vectors. */
final class SteadyStateTest {
    private static final int BATCH = 48;
    private static final int FEW = 5;
    private static final long COMPILING_NANOS = 60_000_000_000L;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final Kernels VECTORS = new Kernels(new VectorKernel(true), new VectorKernel(true));

    enum Case {
        OPERATOR(2, 5, 2, Encoding.COHERENT_STATE),
        PASSES(3, 6, 1, Encoding.COHERENT_STATE),
        PER_SAMPLE(2, 5, 1, Encoding.CLASSICAL_NEURAL);

        final GeneratorSpec spec;

        Case(int modes, int cutoff, int layers, Encoding encoding) {
            this.spec = GeneratorSpec.of(modes, 2 * modes, layers, cutoff, encoding);
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void plainEnginesAllocateNothing(Case one) {
        assertThat(ExecutionPlan.of(one.spec).form().name()).isEqualTo(one.name());
        assertThat(leastAllocated(forward(one, Kernels.PLAIN), FEW, 0)).isZero();
        assertThat(leastAllocated(gradient(one, Kernels.PLAIN), FEW, 0)).isZero();
    }

    /** Until they are compiled vectors are objects; then a batch may not make one. */
    @Tag("slow")
    @Test
    void vectorEnginesAllocateNothingOnceCompiled() {
        for (Case one : Case.values()) {
            assertThat(leastAllocated(forward(one, VECTORS), FEW, COMPILING_NANOS))
                    .isZero();
            assertThat(leastAllocated(gradient(one, VECTORS), FEW, COMPILING_NANOS))
                    .isZero();
        }
    }

    private static Runnable forward(Case one, Kernels kernels) {
        GeneratorModel model = new GeneratorModel(one.spec, Weights.initial(one.spec, 1), 1);
        SampleEngine engine = new SampleEngine(model, Readout.XP, kernels, 16);
        double[] z = latent(one);
        SampleBatch batch = SampleBatch.of(z, new double[BATCH * engine.columns()], new double[BATCH]);
        return () -> engine.run(batch);
    }

    private static Runnable gradient(Case one, Kernels kernels) {
        GeneratorModel model = new GeneratorModel(one.spec, Weights.initial(one.spec, 1), 1);
        GradientEngine engine = new GradientEngine(model, Readout.XP, kernels, 16);
        DoubleBuffer z = DoubleBuffer.wrap(latent(one));
        double[] gradient = new double[engine.weights()];
        Loss loss = Loss.meanSquare();
        return () -> engine.run(z, BATCH, loss, gradient);
    }

    private static double[] latent(Case one) {
        return new Random(2).doubles((long) BATCH * one.spec.latentDim(), -1, 1).toArray();
    }

    /** Bytes of the thriftiest of some runs: a class that is loaded meanwhile is not the engine's doing. */
    private static long leastAllocated(Runnable batch, int runs, long nanos) {
        long least = Long.MAX_VALUE;
        long begun = System.nanoTime();
        for (int run = 0; least > 0 && (run < runs || System.nanoTime() - begun < nanos); run++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            batch.run();
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (run > 1) {
                least = Math.min(least, bytes);
            }
        }
        return least;
    }
}
