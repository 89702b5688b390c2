package org.everycore.photonics.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.Operator;
import org.everycore.photonics.engine.PlainKernel;
import org.everycore.photonics.generator.Encoding;
import org.everycore.photonics.generator.EngineChoice;
import org.everycore.photonics.generator.ExecutionPlan;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.GradientEngine;
import org.everycore.photonics.generator.Loss;
import org.everycore.photonics.generator.Readout;
import org.everycore.photonics.generator.SampleBatch;
import org.everycore.photonics.generator.SampleEngine;
import org.everycore.photonics.generator.Weights;
import org.junit.jupiter.api.Test;

/** The native product against the plain kernel: 1e-12, for operators, batches that change size, and whole samples. */
final class BlasKernelTest {
    @Test
    void operatorProductsAgree() {
        Random random = new Random(3);
        BlasKernel kernel = new BlasKernel();
        for (int lanes : new int[] {1024, 256, 1024, 16}) {
            Operator u = new Operator(numbers(random, 64 * 64, 1), numbers(random, 64 * 64, 1), 64, 64);
            KetBlock x = block(random, 64, lanes, 1);
            KetBlock expected = new KetBlock(64, lanes);
            KetBlock actual = new KetBlock(64, lanes);
            PlainKernel.INSTANCE.multiply(u, x, expected, lanes);
            kernel.multiply(u, x, actual, lanes);
            assertClose(actual, expected);
        }
    }

    @Test
    void samplesAgree() {
        GeneratorSpec spec = GeneratorSpec.of(2, 4, 2, 8, Encoding.COHERENT_STATE);
        GeneratorSpec nativeSpec = spec.withEngine(EngineChoice.ND4J);
        assertThat(ExecutionPlan.of(nativeSpec).form()).isEqualTo(ExecutionPlan.Form.OPERATOR);
        Weights weights = Weights.initial(spec, 4);
        double[] z = new Random(1).doubles(1500 * 4, -2, 2).toArray();
        double[] expected = new double[1500 * 4];
        double[] actual = new double[1500 * 4];
        new SampleEngine(new GeneratorModel(spec, weights, 4), Readout.XP, Kernels.PLAIN, 64)
                .run(SampleBatch.of(z, expected, new double[1500]));
        new SampleEngine(new GeneratorModel(nativeSpec, weights, 4), Readout.XP, Kernels.named("nd4j"), 1024)
                .run(SampleBatch.of(z, actual, new double[1500]));
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-12));
        }
    }

    /** Sums that go on from what is there, at shapes that change as at the end of a batch. */
    @Test
    void sumsOfOuterProductsAgree() {
        Random random = new Random(4);
        BlasKernel kernel = new BlasKernel();
        int width = 64;
        KetBlock expected = new KetBlock(64, width);
        KetBlock actual = new KetBlock(64, width);
        for (int samples : new int[] {1024, 1024, 512, 16}) {
            Operator u =
                    new Operator(numbers(random, 64 * samples, 0.1), numbers(random, 64 * samples, 0.1), 64, samples);
            KetBlock x = block(random, samples, width, 0.1);
            PlainKernel.INSTANCE.multiplyAdd(u, x, expected, width);
            kernel.multiplyAdd(u, x, actual, width);
            assertClose(actual, expected);
        }
    }

    @Test
    void gradientsAgree() {
        GeneratorSpec spec = GeneratorSpec.of(2, 4, 2, 8, Encoding.COHERENT_STATE);
        GeneratorSpec nativeSpec = spec.withEngine(EngineChoice.ND4J);
        Weights weights = Weights.initial(spec, 4);
        double[] z = new Random(2).doubles(1500 * 4, -2, 2).toArray();
        double[] expected = gradient(spec, weights, z, Kernels.PLAIN, 64);
        double[] actual = gradient(nativeSpec, weights, z, Kernels.named("nd4j"), 1024);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-12 * largest));
        }
    }

    private static double[] gradient(GeneratorSpec spec, Weights weights, double[] z, Kernels kernels, int lanes) {
        GradientEngine engine = new GradientEngine(new GeneratorModel(spec, weights, 4), Readout.XP, kernels, lanes);
        double[] gradient = new double[engine.weights()];
        engine.run(z, z.length / spec.latentDim(), Loss.meanSquare(), gradient);
        return gradient;
    }

    private static void assertClose(KetBlock actual, KetBlock expected) {
        for (int i = 0; i < expected.re.length; i++) {
            assertThat(actual.re[i]).isCloseTo(expected.re[i], within(1e-12));
            assertThat(actual.im[i]).isCloseTo(expected.im[i], within(1e-12));
        }
    }

    private static KetBlock block(Random random, int dimension, int lanes, double most) {
        KetBlock block = new KetBlock(dimension, lanes);
        System.arraycopy(numbers(random, dimension * lanes, most), 0, block.re, 0, dimension * lanes);
        System.arraycopy(numbers(random, dimension * lanes, most), 0, block.im, 0, dimension * lanes);
        return block;
    }

    private static double[] numbers(Random random, int count, double most) {
        return random.doubles(count, -most, most).toArray();
    }
}
