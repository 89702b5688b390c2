package org.everycore.photonics.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.everycore.photonics.generator.DensityGrid;
import org.everycore.photonics.generator.GeneratorSettings;
import org.everycore.photonics.generator.QuantumGenerator;
import org.everycore.photonics.generator.Readout;
import org.everycore.photonics.generator.SampleReadout;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Arrays of ND4J in and out give the bits of arrays of Java, whatever order, type or view they come in. */
final class Nd4jGeneratorTest {
    private static final GeneratorSettings SETTINGS = GeneratorSettings.builder()
            .modes(2)
            .cutoff(5)
            .layers(2)
            .readout(Readout.XP)
            .maxWorkers(2)
            .build();

    private static double[][] numbers(int rows, int columns) {
        Random random = new Random(rows * 31L + columns);
        double[][] numbers = new double[rows][];
        for (int i = 0; i < rows; i++) {
            numbers[i] = random.doubles(columns, -1, 1).toArray();
        }
        return numbers;
    }

    @Test
    void samplesAndGradientsHaveTheBitsOfJavaArrays() {
        double[][] z = numbers(37, 4);
        double[][] cotangents = numbers(37, 4);
        try (Nd4jGenerator arrays = Nd4jGenerator.create(SETTINGS);
                QuantumGenerator plain = QuantumGenerator.create(SETTINGS)) {
            for (String strategy : new String[] {"sequential", "threading", "cpu_batch", "auto"}) {
                assertThat(arrays.generate(Nd4j.createFromArray(z), strategy).toDoubleMatrix())
                        .isDeepEqualTo(plain.generate(z, strategy));
            }
            INDArray gradient = arrays.vjp(Nd4j.createFromArray(z), Nd4j.createFromArray(cotangents));
            assertThat(gradient.toDoubleVector()).containsExactly(plain.vjp(z, cotangents));
        }
    }

    @Test
    void viewsAndOtherOrdersMeanTheSameNumbers() {
        double[][] z = numbers(12, 4);
        try (Nd4jGenerator arrays = Nd4jGenerator.create(SETTINGS)) {
            double[][] whole = arrays.generate(Nd4j.createFromArray(z)).toDoubleMatrix();
            assertThat(arrays.generate(Nd4j.createFromArray(z).dup('f')).toDoubleMatrix())
                    .isDeepEqualTo(whole);
            INDArray later = Nd4j.createFromArray(z).get(NDArrayIndex.interval(3, 9), NDArrayIndex.all());
            assertThat(arrays.generate(later).toDoubleMatrix())
                    .isDeepEqualTo(java.util.Arrays.copyOfRange(whole, 3, 9));
            INDArray floats = Nd4j.createFromArray(z).castTo(DataType.FLOAT);
            assertThat(arrays.generate(floats).toDoubleMatrix())
                    .isDeepEqualTo(
                            arrays.generate(floats.castTo(DataType.DOUBLE)).toDoubleMatrix());
        }
    }

    @Test
    void densitiesHaveTheShapeOfTheirGrid() {
        GeneratorSettings settings = GeneratorSettings.builder()
                .modes(1)
                .cutoff(10)
                .readout(SampleReadout.DENSITY)
                .grid(new DensityGrid(null, null, null, null))
                .build();
        try (Nd4jGenerator arrays = Nd4jGenerator.create(settings)) {
            INDArray density = arrays.density(
                    Nd4j.createFromArray(numbers(3, settings.spec().latentDim())));
            assertThat(density.shape())
                    .containsExactly(3, settings.reading().grid().points());
        }
        try (Nd4jGenerator means = Nd4jGenerator.create(SETTINGS)) {
            assertThatThrownBy(() -> means.density(Nd4j.createFromArray(numbers(3, 4))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("readout is xp");
            assertThatThrownBy(() -> means.generate(Nd4j.createFromArray(numbers(3, 5))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[3, 5]");
        }
    }
}
