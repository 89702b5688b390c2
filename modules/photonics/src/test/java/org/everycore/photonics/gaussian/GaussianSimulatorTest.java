package org.everycore.photonics.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.engine.FockKet.Moments;
import org.everycore.photonics.measure.FockRun;
import org.everycore.photonics.measure.Shots;
import org.everycore.photonics.mixed.FockState;
import org.everycore.photonics.support.RandomGates;
import org.junit.jupiter.api.Test;

class GaussianSimulatorTest {
    @Test
    void agreesWithFockSpaceOnRandomCircuits() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 60; round++) {
            int modes = 1 + round % 2;
            int cutoff = modes == 1 ? 60 : 24;
            List<Operation> gates = RandomGates.gates(RandomGates.GAUSSIAN, 6, modes, modes == 1 ? 0.25 : 0.12, random);
            if (modes == 2) {
                gates.add(Operation.of(GateKind.INTERFEROMETER, RandomGates.unitary(2, random), 1, 0));
            }
            assertAgree(new Circuit(modes, cutoff, gates), 1e-6);
        }
    }

    @Test
    void agreesWithFockSpaceOnChannelsAndPreparations() {
        Operation[] operations = {
            op(GateKind.DISPLACED_SQUEEZED, 0, 0.3, 0.5, 0.25, 1.1),
            op(GateKind.THERMAL, 1, 0.2),
            Operation.of(GateKind.BEAMSPLITTER, new double[] {0.7, 0.3}, 1, 0),
            op(GateKind.LOSS, 0, 0.6),
            op(GateKind.THERMAL_LOSS, 1, 0.7, 0.15),
            Operation.of(GateKind.CONTROLLED_Z, new double[] {0.2}, 0, 1),
            op(GateKind.SQUEEZED, 1, 0.2, 0.3),
            op(GateKind.QUADRATIC_PHASE, 1, 0.2),
            Operation.of(GateKind.MACH_ZEHNDER, new double[] {0.7, 0.3}, 0, 1),
        };
        for (int length = 1; length <= operations.length; length++) {
            assertAgree(new Circuit(2, 16, List.of(operations).subList(0, length)), 2e-5);
        }
    }

    @Test
    void selectedOutcomesConditionAsInFockSpace() {
        List<Operation> operations = new ArrayList<>(List.of(
                Operation.of(GateKind.TWO_MODE_SQUEEZING, new double[] {0.4, 0.5}, 0, 1),
                op(GateKind.DISPLACEMENT, 1, 0.2, 0.3)));
        operations.add(new Operation(
                GateKind.MEASURE_HOMODYNE, new double[] {0.9}, new int[] {0}, Payload.NONE, new double[] {0.6}));
        assertAgree(new Circuit(2, 26, operations), 1e-6);
        operations.set(
                2, new Operation(GateKind.MEASURE_HETERODYNE, new double[0], new int[] {0}, Payload.NONE, new double[] {
                    0.3, -0.2
                }));
        assertAgree(new Circuit(2, 26, operations), 1e-6);
    }

    @Test
    void drawsHaveTheLawOfTheFockDraws() {
        Circuit circuit = new Circuit(
                2,
                22,
                List.of(
                        Operation.of(GateKind.TWO_MODE_SQUEEZING, new double[] {0.6, 0.5}, 0, 1),
                        op(GateKind.MEASURE_HETERODYNE, 1),
                        op(GateKind.MEASURE_HOMODYNE, 0, 0.3)));
        int count = 1500;
        double[][] gaussian = new GaussianShots(circuit).draw(3, 0, count);
        double[][] fock = new Shots(circuit).draw(4, 0, count);
        assertThat(new GaussianShots(circuit).columns()).isEqualTo(new Shots(circuit).columns());
        assertThat(new GaussianShots(circuit).draw(3, 70, 1)[0]).containsExactly(gaussian[70]);
        for (int column = 0; column < 3; column++) {
            assertThat(twoSample(column(gaussian, column), column(fock, column)))
                    .isLessThan(1.95);
        }
        // The joint law too: a projection onto an oblique direction.
        double[] a =
                Arrays.stream(gaussian).mapToDouble(r -> r[0] + 2 * r[1] - r[2]).toArray();
        double[] b =
                Arrays.stream(fock).mapToDouble(r -> r[0] + 2 * r[1] - r[2]).toArray();
        assertThat(twoSample(a, b)).isLessThan(1.95);
    }

    @Test
    void hundredsOfModesCostLittle() {
        SplittableRandom random = new SplittableRandom(2);
        List<Operation> gates = RandomGates.gates(RandomGates.GAUSSIAN, 400, 200, 0.1, random);
        GaussianState state = GaussianSimulator.run(new Circuit(200, 2, gates));
        for (int mode = 0; mode < 200; mode++) {
            Moments m = state.moments(mode);
            assertThat(m.varX() * m.varP()).isGreaterThan(1 - 1e-9);
        }
    }

    @Test
    void refusesWhatIsNotGaussian() {
        assertThatThrownBy(() -> GaussianSimulator.run(new Circuit(1, 4, List.of(op(GateKind.KERR, 0, 0.1)))))
                .isInstanceOf(CircuitException.class)
                .hasMessage("gate 0 (Kgate): is not Gaussian");
    }

    private static void assertAgree(Circuit circuit, double tolerance) {
        GaussianState gaussian = GaussianSimulator.run(circuit);
        FockState fock = FockRun.of(circuit).state();
        for (int mode = 0; mode < circuit.modes(); mode++) {
            Moments g = gaussian.moments(mode);
            Moments f = fock.moments(mode);
            double scale = 1 + g.meanN() + g.varN();
            assertThat(f.meanX()).isCloseTo(g.meanX(), within(tolerance * scale));
            assertThat(f.meanP()).isCloseTo(g.meanP(), within(tolerance * scale));
            assertThat(f.varX()).isCloseTo(g.varX(), within(tolerance * scale));
            assertThat(f.varP()).isCloseTo(g.varP(), within(tolerance * scale));
            assertThat(f.meanN()).isCloseTo(g.meanN(), within(tolerance * scale));
            assertThat(f.varN()).isCloseTo(g.varN(), within(10 * tolerance * scale));
        }
    }

    private static double twoSample(double[] a, double[] b) {
        Arrays.sort(a);
        Arrays.sort(b);
        int j = 0;
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            while (j < b.length && b[j] <= a[i]) {
                j++;
            }
            largest = Math.max(largest, Math.abs((i + 1.0) / a.length - (double) j / b.length));
        }
        return largest * Math.sqrt(a.length / 2.0);
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private static Operation op(GateKind kind, int mode, double... params) {
        return Operation.of(kind, params, mode);
    }
}
