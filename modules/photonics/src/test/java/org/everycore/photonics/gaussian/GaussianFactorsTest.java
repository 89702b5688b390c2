package org.everycore.photonics.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.measure.FockRun;
import org.everycore.photonics.support.RandomGates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States kept as factors against covariances, and where covariances have no digits left. */
class GaussianFactorsTest {
    private static Operation op(GateKind kind, double[] params, int... modes) {
        return Operation.of(kind, params, modes);
    }

    private static double deviation(double[][] rows, double first, double second) {
        double sum = 0;
        double square = 0;
        for (double[] row : rows) {
            double value = first * row[0] + (row.length > 1 ? second * row[1] : 0);
            sum += value;
            square += value * value;
        }
        double mean = sum / rows.length;
        return Math.sqrt(square / rows.length - mean * mean);
    }

    /** The standard deviation of x is e^{-r}, whatever stands beside it. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 5, 15, 20, 30})
    void extremeSqueezing(double r) {
        Circuit circuit = new Circuit(
                1,
                2,
                List.of(
                        op(GateKind.SQUEEZING, new double[] {r, 0}, 0),
                        op(GateKind.MEASURE_HOMODYNE, new double[] {0}, 0)));
        double got = deviation(new GaussianShots(circuit).draw(3, 0, 20_000), 1, 0);
        assertThat(got / Math.exp(-r)).isCloseTo(1, within(0.02));
    }

    /** x0 + x1 of an EPR pair: √2 e^{-r}. */
    @ParameterizedTest
    @ValueSource(doubles = {2, 8, 11, 14})
    void einsteinPodolskyRosenPairs(double r) {
        Circuit circuit = new Circuit(
                2,
                2,
                List.of(
                        op(GateKind.SQUEEZED, new double[] {r, 0}, 0),
                        op(GateKind.SQUEEZED, new double[] {-r, 0}, 1),
                        op(GateKind.BEAMSPLITTER, new double[] {Math.PI / 4, 0}, 0, 1),
                        op(GateKind.MEASURE_HOMODYNE, new double[] {0}, 0),
                        op(GateKind.MEASURE_HOMODYNE, new double[] {0}, 1)));
        double got = deviation(new GaussianShots(circuit).draw(3, 0, 20_000), 1, 1);
        assertThat(got / (Math.sqrt(2) * Math.exp(-r))).isCloseTo(1, within(0.03));
    }

    /** Random circuits of all operations, conditioned on the way: the same moments by covariances. */
    @Test
    void agreesWithCovariances() {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 60; i++) {
            List<Operation> ops = new ArrayList<>(RandomGates.gates(RandomGates.GAUSSIAN, 6, 3, 0.8, random));
            ops.add(op(GateKind.THERMAL, new double[] {0.4}, random.nextInt(3)));
            ops.add(op(GateKind.DISPLACED_SQUEEZED, new double[] {0.3, 0.2, 0.5, 1}, random.nextInt(3)));
            ops.add(op(GateKind.THERMAL_LOSS, new double[] {0.7, 0.3}, random.nextInt(3)));
            ops.add(op(GateKind.AMPLIFIER, new double[] {1.4}, random.nextInt(3)));
            ops.add(Operation.of(
                    GateKind.GAUSSIAN,
                    new Payload.Moments(1, new double[] {1.5, 0.3, 0.3, 2}, new double[] {0.3, -1}),
                    random.nextInt(3)));
            ops.addAll(RandomGates.gates(RandomGates.GAUSSIAN, 6, 3, 0.8, random));
            ops.add(new Operation(
                    GateKind.MEASURE_HOMODYNE,
                    new double[] {random.nextDouble()},
                    new int[] {random.nextInt(3)},
                    Payload.NONE,
                    new double[] {random.nextDouble()}));
            ops.addAll(RandomGates.gates(RandomGates.GAUSSIAN, 4, 3, 0.8, random));
            ops.add(new Operation(
                    GateKind.MEASURE_HETERODYNE,
                    new double[0],
                    new int[] {random.nextInt(3)},
                    Payload.NONE,
                    new double[] {0.3, -0.4}));
            Circuit circuit = new Circuit(3, 2, ops);
            GaussianState wanted = GaussianSimulator.run(circuit);
            GaussianState got = GaussianStart.of(circuit).state().state();
            double scale = 1;
            for (double value : wanted.covariance()) {
                scale = Math.max(scale, Math.abs(value));
            }
            for (int j = 0; j < wanted.covariance().length; j++) {
                assertThat(got.covariance()[j]).isCloseTo(wanted.covariance()[j], within(1e-10 * scale));
            }
            for (int j = 0; j < wanted.mean().length; j++) {
                assertThat(got.mean()[j]).isCloseTo(wanted.mean()[j], within(1e-9 * scale));
            }
        }
    }

    /** The density of what is selected, as Fock space has it. */
    @Test
    void densityOfSelectedOutcomes() {
        List<Operation> start = List.of(
                op(GateKind.COHERENT, new double[] {0.4, 0.5}, 0), op(GateKind.SQUEEZED, new double[] {0.3, 0.2}, 1));
        List<Operation> ops = new ArrayList<>(start);
        ops.add(op(GateKind.BEAMSPLITTER, new double[] {0.6, 0.1}, 0, 1));
        ops.add(new Operation(
                GateKind.MEASURE_HOMODYNE, new double[] {0.3}, new int[] {0}, Payload.NONE, new double[] {0.5}));
        ops.add(new Operation(
                GateKind.MEASURE_HETERODYNE, new double[0], new int[] {1}, Payload.NONE, new double[] {0.2, 0.3}));
        Circuit circuit = new Circuit(2, 20, ops);
        assertThat(new GaussianShots(circuit).selected())
                .isCloseTo(FockRun.of(circuit).selected(), within(1e-8));
    }
}
