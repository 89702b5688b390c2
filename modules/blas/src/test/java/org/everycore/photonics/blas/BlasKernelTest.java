package org.everycore.photonics.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.everycore.photonics.engine.BlockKernel;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.PlainKernel;
import org.everycore.photonics.generator.Encoding;
import org.everycore.photonics.generator.EngineChoice;
import org.everycore.photonics.generator.ExecutionPlan;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.GradientEngine;
import org.everycore.photonics.generator.Loss;
import org.everycore.photonics.generator.Readout;
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
            double[] ur = random.doubles(64 * 64, -1, 1).toArray();
            double[] ui = random.doubles(64 * 64, -1, 1).toArray();
            double[] xr = random.doubles(64L * lanes, -1, 1).toArray();
            double[] xi = random.doubles(64L * lanes, -1, 1).toArray();
            double[][] expected = new double[2][64 * lanes];
            double[][] actual = new double[2][64 * lanes];
            PlainKernel.INSTANCE.complex(ur, ui, 64, 64, xr, xi, expected[0], expected[1], lanes, false);
            kernel.complex(ur, ui, 64, 64, xr, xi, actual[0], actual[1], lanes, false);
            for (int i = 0; i < 64 * lanes; i++) {
                assertThat(actual[0][i]).isCloseTo(expected[0][i], within(1e-12));
                assertThat(actual[1][i]).isCloseTo(expected[1][i], within(1e-12));
            }
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
        new SampleEngine(new GeneratorModel(spec, weights, 4), Readout.XP, PlainKernel.INSTANCE, 64)
                .run(z, 0, 1500, expected, 0);
        new SampleEngine(new GeneratorModel(nativeSpec, weights, 4), Readout.XP, Kernels.named("nd4j"), 1024)
                .run(z, 0, 1500, actual, 0);
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
        double[][] expected = new double[2][64 * width];
        double[][] actual = new double[2][64 * width];
        for (int samples : new int[] {1024, 1024, 512, 16}) {
            double[] ur = random.doubles(64L * samples, -0.1, 0.1).toArray();
            double[] ui = random.doubles(64L * samples, -0.1, 0.1).toArray();
            double[] xr = random.doubles((long) samples * width, -0.1, 0.1).toArray();
            double[] xi = random.doubles((long) samples * width, -0.1, 0.1).toArray();
            PlainKernel.INSTANCE.complex(ur, ui, 64, samples, xr, xi, expected[0], expected[1], width, true);
            kernel.complex(ur, ui, 64, samples, xr, xi, actual[0], actual[1], width, true);
            for (int i = 0; i < 64 * width; i++) {
                assertThat(actual[0][i]).isCloseTo(expected[0][i], within(1e-12));
                assertThat(actual[1][i]).isCloseTo(expected[1][i], within(1e-12));
            }
        }
    }

    @Test
    void gradientsAgree() {
        GeneratorSpec spec = GeneratorSpec.of(2, 4, 2, 8, Encoding.COHERENT_STATE);
        GeneratorSpec nativeSpec = spec.withEngine(EngineChoice.ND4J);
        Weights weights = Weights.initial(spec, 4);
        double[] z = new Random(2).doubles(1500 * 4, -2, 2).toArray();
        double[] expected = gradient(spec, weights, z, PlainKernel.INSTANCE, 64);
        double[] actual = gradient(nativeSpec, weights, z, Kernels.named("nd4j"), 1024);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-12 * largest));
        }
    }

    private static double[] gradient(GeneratorSpec spec, Weights weights, double[] z, BlockKernel kernel, int lanes) {
        GradientEngine engine = new GradientEngine(new GeneratorModel(spec, weights, 4), Readout.XP, kernel, lanes);
        double[] gradient = new double[engine.weights()];
        engine.run(z, 0, z.length / spec.latentDim(), Loss.meanSquare(), gradient, 0);
        return gradient;
    }
}
