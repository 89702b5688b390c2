package org.everycore.photonics.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import org.everycore.photonics.blackbird.BlackbirdReader;
import org.everycore.photonics.blackbird.BlackbirdWriter;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.CircuitReader;
import org.everycore.photonics.circuit.CircuitWriter;
import org.everycore.photonics.gaussian.GaussianShots;
import org.junit.jupiter.api.Test;

/** Operations that take what was measured: teleportation has a closed formula, its added noise 2 e^{-2r}. */
class FeedForwardTest {
    private static final String TELEPORT = """
            name teleport
            version 1.0
            target fock (cutoff_dim=%d)

            float r = %s
            Coherent(%s, 0.6) | 0
            Squeezed(-r) | 1
            Squeezed(r) | 2
            BSgate(pi/4, pi) | [1, 2]
            BSgate(pi/4, pi) | [0, 1]
            MeasureX | 0
            MeasureP | 1
            Xgate(sqrt(2)*q0) | 2
            Zgate(q1 * sqrt(2)) | 2
            MeasureX | 2
            """;

    private static Circuit teleport(int cutoff, double r, double alpha) {
        return BlackbirdReader.read("t.xbb", TELEPORT.formatted(cutoff, r, alpha), OptionalInt.empty(), Map.of());
    }

    private static double[] column(double[][] rows, int at) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][at];
        }
        return column;
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).sum() / (values.length - 1);
    }

    @Test
    void teleportationInPhaseSpace() {
        double r = 0.8;
        double alpha = 1.2;
        double[][] rows = new GaussianShots(teleport(4, r, alpha)).draw(5, 0, 40_000);
        double[] x = column(rows, 2);
        double wanted = 1 + 2 * Math.exp(-2 * r);
        assertThat(mean(x)).isCloseTo(2 * alpha * Math.cos(0.6), within(4 * Math.sqrt(wanted / x.length)));
        assertThat(variance(x)).isCloseTo(wanted, within(4 * wanted * Math.sqrt(2.0 / x.length)));
    }

    @Test
    void teleportationInFockSpace() {
        double r = 0.3;
        double alpha = 0.4;
        double[] x = column(new Shots(teleport(12, r, alpha)).draw(5, 0, 2000), 2);
        double wanted = 1 + 2 * Math.exp(-2 * r);
        assertThat(mean(x)).isCloseTo(2 * alpha * Math.cos(0.6), within(4 * Math.sqrt(wanted / x.length)));
        assertThat(variance(x)).isCloseTo(wanted, within(5 * wanted * Math.sqrt(2.0 / x.length)));
    }

    /** What is selected is known: the state is conditioned and moved, without a draw. */
    @Test
    void selectedOutcomesNeedNoDraw() {
        String json = "{\"modes\": 2, \"cutoff\": 14, \"gates\": ["
                + "{\"gate\": \"S2gate\", \"params\": [0.4, 0], \"modes\": [0, 1]},"
                + "{\"gate\": \"MeasureHomodyne\", \"params\": [0], \"modes\": [0], \"select\": [0.7]},"
                + "{\"gate\": \"Dgate\", \"params\": [\"q0**2 + 0.1\", \"-q0\"], \"modes\": [1]}]}";
        Circuit circuit = CircuitReader.read("c.json", json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        double got = FockRun.of(circuit).state().moments(1).meanX();
        // x1 given x0 of a two-mode squeezed vacuum: tanh 2r x0; the gate adds 2 r cos phi.
        double wanted = Math.tanh(0.8) * 0.7 + 2 * (0.49 + 0.1) * Math.cos(-0.7);
        assertThat(got).isCloseTo(wanted, within(1e-3));
        // Both forms keep it.
        assertThat(CircuitWriter.write(circuit)).contains("\"q0**2 + 0.1\",\"-q0\"");
        String program = BlackbirdWriter.write(circuit);
        assertThat(program).contains("Dgate(q0**2 + 0.1, -q0) | 1");
        Circuit back = BlackbirdReader.read("c.xbb", program, OptionalInt.empty(), Map.of());
        assertThat(back.operations().get(2).params()).containsExactly(0, 0);
        assertThat(FockRun.of(back).state().moments(1).meanX()).isCloseTo(got, within(1e-12));
        assertThatThrownBy(() -> FockRun.of(teleport(4, 0.1, 0.1)))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining("draw shots instead");
    }

    /** Photons that are counted turn another mode: cos and sin of pi n. */
    @Test
    void countedPhotons() {
        String program = """
                name count
                version 1.0
                target fock (cutoff_dim=6)
                Coherent(0.7) | 0
                Coherent(1) | 1
                MeasureFock() | 0
                Rgate(pi*q0) | 1
                MeasureHeterodyne() | 1
                Dgate(abs(re(q1)), im(q1)) | 0
                MeasureX | 0
                """;
        Circuit circuit = BlackbirdReader.read("c.xbb", program, OptionalInt.of(16), Map.of());
        double[][] rows = new Shots(circuit).draw(3, 0, 3000);
        double even = 0;
        double odd = 0;
        int evens = 0;
        for (double[] row : rows) {
            if (row[0] % 2 == 0) {
                even += row[1];
                evens++;
            } else {
                odd += row[1];
            }
        }
        assertThat(even / evens).isCloseTo(1, within(0.1));
        assertThat(odd / (rows.length - evens)).isCloseTo(-1, within(0.1));
    }

    @Test
    void wrongParametersAreRefused() {
        assertRefused("Dgate(q0) | 1", "not measured before");
        assertRefused("MeasureX | 0\nDgate(re(q0)) | 1", "real outcome");
        assertRefused("MeasureHeterodyne() | 0\nDgate(q0) | 1", "complex outcome");
        assertRefused("MeasureX | 0\nDgate(foo(q0)) | 1", "unknown function");
        assertRefused("MeasureX | 0\nMeasureHomodyne(q0) | 1", "angle is a number");
        assertRefused("MeasureX | 0\nDgate(q0+) | 1", "column");
        assertRefused("float a = q0", "only be a parameter");
    }

    private static void assertRefused(String lines, String message) {
        assertThatThrownBy(() -> BlackbirdReader.read(
                        "p.xbb",
                        "name p\nversion 1.0\ntarget fock (cutoff_dim=4)\n" + lines + "\n",
                        OptionalInt.empty(),
                        Map.of()))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining(message);
    }
}
