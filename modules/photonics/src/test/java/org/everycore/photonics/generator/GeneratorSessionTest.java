package org.everycore.photonics.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.everycore.photonics.readout.PositionUnits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratorSessionTest {
    /** Every encoding with x, every readout with one encoding, and grids with and without a middle, symmetric and not. */
    static List<GeneratorSettings> settings() {
        List<GeneratorSettings> all = new ArrayList<>();
        for (Encoding encoding : Encoding.values()) {
            all.add(base().encoding(encoding).build());
        }
        all.add(base().encoding(Encoding.COHERENT_STATE).latentDim(3).build());
        all.add(base().encoding(Encoding.DIRECT_DISPLACEMENT).latentDim(1).build());
        for (SampleReadout readout : new SampleReadout[] {
            SampleReadout.P, SampleReadout.XP, SampleReadout.PHOTON_NUMBER, SampleReadout.PHOTON_DISTRIBUTION
        }) {
            all.add(base().readout(readout).build());
        }
        all.add(base().readout(SampleReadout.PHOTON_DISTRIBUTION).readModes(1).build());
        for (DensityGrid grid : new DensityGrid[] {
            new DensityGrid(PositionUnits.HERMITE, null, null, null),
            new DensityGrid(PositionUnits.CONSISTENT, -4.0, 4.0, 9),
            new DensityGrid(PositionUnits.HERMITE, -2.0, 3.0, 6)
        }) {
            all.add(base().readout(SampleReadout.DENSITY).grid(grid).build());
            all.add(base().readout(SampleReadout.DENSITY)
                    .grid(grid)
                    .readModes(1)
                    .build());
        }
        all.add(GeneratorSettings.builder()
                .modes(3)
                .cutoff(4)
                .layers(1)
                .seed(5)
                .encoding(Encoding.POLAR_DISPLACEMENT)
                .readout(SampleReadout.DENSITY)
                .readModes(2, 0)
                .grid(new DensityGrid(PositionUnits.HERMITE, null, null, 8))
                .build());
        return all;
    }

    private static GeneratorSettings.Builder base() {
        return GeneratorSettings.builder().modes(2).cutoff(5).layers(2).seed(11).maxWorkers(1);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void valuesAreThoseOfTheGenerator(GeneratorSettings settings) {
        int samples = 19;
        try (GeneratorSession session = GeneratorSession.open(settings);
                QuantumGenerator generator = QuantumGenerator.create(settings)) {
            double[] z = latent(session, samples);
            double[] values = new double[samples * session.columns()];
            double[] alone = new double[values.length];
            double[] norms = new double[samples];
            GeneratorTape tape = session.forward(session.initialWeights(), z, samples, values);
            session.values(session.initialWeights(), z, samples, alone, norms);
            double[][] rows = new double[samples][];
            Arrays.setAll(rows, s -> Arrays.copyOfRange(z, s * session.latentDim(), (s + 1) * session.latentDim()));
            double[][] expected = generator.generate(rows);
            for (int s = 0; s < samples; s++) {
                assertThat(Arrays.copyOfRange(values, s * session.columns(), (s + 1) * session.columns()))
                        .containsExactly(expected[s], org.assertj.core.data.Offset.offset(1e-12));
                assertThat(tape.norm(s)).isBetween(0.5, 1 + 1e-12).isEqualTo(norms[s]);
            }
            assertThat(alone).containsExactly(values);
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void derivativesAreThoseOfCentralDifferences(GeneratorSettings settings) {
        int samples = 3;
        try (GeneratorSession session = GeneratorSession.open(settings)) {
            double[] w = session.initialWeights();
            double[] z = latent(session, samples);
            double[] cotangents = normals(samples * session.columns(), 3);
            double[] ofNorms = normals(samples, 4);
            double[] dw = new double[w.length];
            double[] dz = new double[z.length];
            double[] values = new double[cotangents.length];
            GeneratorTape tape = session.forward(w, z, samples, values);
            session.vjp(tape, cotangents, ofNorms, dw, dz);
            Random random = new Random(9);
            for (int trial = 0; trial < 24; trial++) {
                int i = random.nextInt(w.length);
                assertThat(dw[i])
                        .as("weight %d", i)
                        .isCloseTo(slope(session, w, i, w, z, cotangents, ofNorms), within(dw[i]));
                int j = random.nextInt(z.length);
                assertThat(dz[j])
                        .as("z %d", j)
                        .isCloseTo(slope(session, z, j, w, z, cotangents, ofNorms), within(dz[j]));
            }
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double value) {
        return org.assertj.core.data.Offset.offset(1e-7 * Math.max(1, Math.abs(value)));
    }

    private static double slope(
            GeneratorSession session,
            double[] moved,
            int i,
            double[] w,
            double[] z,
            double[] cotangents,
            double[] ofNorms) {
        double at = moved[i];
        double h = 1e-5;
        moved[i] = at + h;
        double above = loss(session, w, z, cotangents, ofNorms);
        moved[i] = at - h;
        double below = loss(session, w, z, cotangents, ofNorms);
        moved[i] = at;
        return (above - below) / (2 * h);
    }

    private static double loss(
            GeneratorSession session, double[] w, double[] z, double[] cotangents, double[] ofNorms) {
        double[] values = new double[cotangents.length];
        double[] norms = new double[ofNorms.length];
        session.values(w, z, ofNorms.length, values, norms);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * cotangents[i];
        }
        for (int s = 0; s < norms.length; s++) {
            sum += norms[s] * ofNorms[s];
        }
        return sum;
    }

    @Test
    void tapesStandSideBySideAndAreWrittenAnew() {
        GeneratorSettings settings = base().readout(SampleReadout.XP)
                .encoding(Encoding.CLASSICAL_NEURAL)
                .build();
        try (GeneratorSession session = GeneratorSession.open(settings)) {
            int n = session.columns();
            double[] w = session.initialWeights();
            double[] other = w.clone();
            other[10] += 0.3; // a squeezing: the first interferometer does nothing to the vacuum
            double[] z = latent(session, 20);
            double[] values = new double[20 * n];
            double[] cotangents = normals(20 * n, 8);
            double[] first = new double[w.length];
            double[] second = new double[w.length];
            double[] again = new double[w.length];
            GeneratorTape a = session.forward(w, z, 20, values);
            session.vjp(a, cotangents, first, null);
            GeneratorTape b = session.forward(other, z, 20, values);
            session.vjp(b, cotangents, second, null);
            session.vjp(a, cotangents, again, null);
            assertThat(again).containsExactly(first).isNotEqualTo(second);
            session.forward(other, z, 20, values, a);
            session.vjp(a, cotangents, again, null);
            assertThat(again).containsExactly(second);
            b.close();
            assertThatThrownBy(() -> session.vjp(b, cotangents, again, null)).hasMessageContaining("closed");
        }
    }

    @Test
    void outcomesHaveNoDerivative() {
        GeneratorSettings settings = base().readout(SampleReadout.HOMODYNE).build();
        assertThatThrownBy(() -> GeneratorSession.open(settings)).hasMessageContaining("draws outcomes");
    }

    @Test
    void wrongSizesAreNamed() {
        try (GeneratorSession session = GeneratorSession.open(base().build())) {
            double[] w = session.initialWeights();
            double[] z = new double[session.latentDim()];
            double[] values = new double[session.columns()];
            assertThatThrownBy(() -> session.forward(new double[3], z, 1, values))
                    .hasMessageContaining("weights has 3");
            z[1] = Double.NaN;
            assertThatThrownBy(() -> session.forward(w, z, 1, values)).hasMessageContaining("z[1] is NaN");
        }
    }

    private static double[] latent(GeneratorSession session, int samples) {
        return normals(samples * session.latentDim(), 21);
    }

    private static double[] normals(int count, long seed) {
        Random random = new Random(seed);
        double[] all = new double[count];
        Arrays.setAll(all, i -> random.nextGaussian());
        return all;
    }
}
