package org.everycore.photonics.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Random;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.PureSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class QuantumGeneratorTest {
    private static double[][] latent(int count, int width) {
        Random random = new Random(count);
        double[][] z = new double[count][width];
        for (double[] row : z) {
            java.util.Arrays.setAll(row, j -> random.nextGaussian());
        }
        return z;
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void everyStrategyGivesTheSameBits(Encoding encoding) {
        GeneratorSettings settings = GeneratorSettings.builder()
                .cutoff(5)
                .encoding(encoding)
                .latentDim(3)
                .maxWorkers(3)
                .build();
        try (QuantumGenerator generator = QuantumGenerator.create(settings)) {
            double[][] z = latent(70, 3);
            double[][] plain = generator.generate(z);
            for (String strategy : new String[] {"threading", "cpu_batch", "gpu_batch", "auto"}) {
                assertThat(generator.generate(z, strategy)).as(strategy).isDeepEqualTo(plain);
            }
            assertThat(generator.lastStrategy()).isEqualTo("cpu_batch");
            assertThat(generator.generate(new double[][] {z[41]})[0]).containsExactly(plain[41]);
        }
    }

    /** The layer written out gate by gate and run by the circuit simulator. */
    @Test
    void aLayerIsTheDocumentedCircuit() {
        GeneratorSettings settings = GeneratorSettings.builder()
                .modes(3)
                .cutoff(5)
                .readout(Readout.XP)
                .encoding(Encoding.DIRECT_DISPLACEMENT)
                .latentDim(3)
                .seed(9)
                .build();
        double[] z = {0.4, -1.1, 0.7};
        java.util.List<Operation> gates = new java.util.ArrayList<>();
        for (int mode = 0; mode < 3; mode++) {
            gates.add(gate(GateKind.DISPLACEMENT, new double[] {0.5 * z[mode], 0}, mode));
        }
        try (QuantumGenerator generator = QuantumGenerator.create(settings)) {
            double[] w = generator.weights().circuit();
            assertThat(w).hasSize(2 * (3 * 2 + 2) + 5 * 3);
            int at = mesh(gates, w, 0);
            for (int mode = 0; mode < 3; mode++, at += 2) {
                gates.add(gate(GateKind.SQUEEZING, new double[] {w[at], w[at + 1]}, mode));
            }
            at = mesh(gates, w, at);
            for (int mode = 0; mode < 3; mode++, at += 2) {
                gates.add(gate(GateKind.DISPLACEMENT, new double[] {w[at], w[at + 1]}, mode));
            }
            for (int mode = 0; mode < 3; mode++, at++) {
                gates.add(gate(GateKind.KERR, new double[] {w[at]}, mode));
            }
            FockKet ket = PureSimulator.run(new Circuit(3, 5, gates));
            double[] sample = generator.generate(new double[][] {z})[0];
            for (int mode = 0; mode < 3; mode++) {
                assertThat(sample[mode]).isCloseTo(ket.moments(mode).meanX(), within(1e-12));
                assertThat(sample[3 + mode]).isCloseTo(ket.moments(mode).meanP(), within(1e-12));
            }
        }
    }

    private static int mesh(java.util.List<Operation> gates, double[] w, int at) {
        int[][] pairs = {{0, 1}, {1, 2}, {0, 1}};
        for (int n = 0; n < 3; n++) {
            gates.add(gate(GateKind.BEAMSPLITTER, new double[] {w[at + n], w[at + 3 + n]}, pairs[n]));
        }
        gates.add(gate(GateKind.ROTATION, new double[] {w[at + 6]}, 0));
        gates.add(gate(GateKind.ROTATION, new double[] {w[at + 7]}, 1));
        return at + 8;
    }

    private static Operation gate(GateKind kind, double[] params, int... modes) {
        return Operation.of(kind, params, modes);
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void weightsComeBackFromTheirFile(Encoding encoding, @TempDir Path folder) throws Exception {
        GeneratorSettings settings =
                GeneratorSettings.builder().encoding(encoding).cutoff(4).build();
        Path file = folder.resolve("weights.npz");
        double[][] z = latent(4, 4);
        double[][] before;
        try (QuantumGenerator generator = QuantumGenerator.create(settings)) {
            double[] moved = generator.weights().flat();
            java.util.Arrays.setAll(moved, i -> moved[i] + 0.01 * i);
            generator.setWeights(generator.weights().withFlat(moved));
            generator.save(file);
            before = generator.generate(z);
        }
        try (QuantumGenerator generator = QuantumGenerator.load(settings, file)) {
            assertThat(generator.generate(z)).isDeepEqualTo(before);
        }
    }

    @Test
    void vjpOfAllOnesIsTheSlopeOfTheSum() {
        GeneratorSettings settings =
                GeneratorSettings.builder().cutoff(6).readout(Readout.XP).build();
        double[][] z = latent(3, 4);
        double[][] ones = new double[3][4];
        for (double[] row : ones) {
            java.util.Arrays.fill(row, 1);
        }
        try (QuantumGenerator generator = QuantumGenerator.create(settings)) {
            double[] vjp = generator.vjp(z, ones);
            double[] flat = generator.weights().flat();
            Weights keep = generator.weights();
            for (int w = 0; w < flat.length; w++) {
                double value = flat[w];
                flat[w] = value + 1e-5;
                generator.setWeights(keep.withFlat(flat));
                double high = sum(generator.generate(z));
                flat[w] = value - 1e-5;
                generator.setWeights(keep.withFlat(flat));
                double low = sum(generator.generate(z));
                flat[w] = value;
                assertThat(vjp[w]).isCloseTo((high - low) / 2e-5, within(1e-8));
            }
            // The engine that is kept follows the weights, and comes back with them.
            flat[0] += 0.1;
            generator.setWeights(keep.withFlat(flat));
            double[] moved = generator.vjp(z, ones);
            try (QuantumGenerator other = QuantumGenerator.create(settings)) {
                other.setWeights(keep.withFlat(flat));
                assertThat(moved).containsExactly(other.vjp(z, ones)).isNotEqualTo(vjp);
            }
            generator.setWeights(keep);
            assertThat(generator.vjp(z, ones)).containsExactly(vjp);
        }
    }

    private static double sum(double[][] rows) {
        double sum = 0;
        for (double[] row : rows) {
            for (double value : row) {
                sum += value;
            }
        }
        return sum;
    }

    @Test
    void saysWhatIsWrongWithALatentVector() {
        try (QuantumGenerator generator =
                QuantumGenerator.create(GeneratorSettings.builder().build())) {
            assertThatThrownBy(() -> generator.generate(new double[][] {{1, 2}}))
                    .hasMessageContaining("z[0] has 2 numbers, not 4");
            assertThatThrownBy(() -> generator.generate(new double[][] {{1, 2, 3, Double.NaN}}))
                    .hasMessageContaining("z[0][3] is NaN");
            assertThatThrownBy(() -> generator.generate(latent(1, 4), "quantum"))
                    .hasMessageContaining("quantum");
            assertThat(generator.summary()).contains("2 modes", "cutoff 8", "one operator");
            assertThat(generator.parameterCount()).isEqualTo(16);
        }
    }
}
