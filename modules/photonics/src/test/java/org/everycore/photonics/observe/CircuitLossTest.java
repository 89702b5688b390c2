package org.everycore.photonics.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.measure.FockRun;
import org.everycore.photonics.mixed.FockState;
import org.everycore.photonics.support.RandomGates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of any loss against central differences of the circuit run the other way. */
class CircuitLossTest {
    private static final double STEP = 1e-5;

    private static Operation op(GateKind kind, double[] params, int... modes) {
        return Operation.of(kind, params, modes);
    }

    private static Operation select(GateKind kind, double[] params, int mode, double... outcome) {
        return new Operation(kind, params, new int[] {mode}, Payload.NONE, outcome);
    }

    private static void assertDifferences(Circuit circuit, String text) {
        FockState target = FockState.of(PureSimulator.run(new Circuit(
                circuit.modes(), circuit.cutoff(), List.of(op(GateKind.DISPLACEMENT, new double[] {0.3, 0.4}, 0)))));
        Expression loss = Expression.parse(text, name -> target);
        PureSimulator.Gradient gradient = CircuitLoss.of(circuit, loss);
        FockRun run = FockRun.of(circuit);
        assertThat(gradient.loss()).isCloseTo(loss.of(run.state(), run.selected()), within(1e-12));
        double[] params = circuit.parameters();
        for (int i = 0; i < params.length; i++) {
            if (params[i] == Math.rint(params[i]) && params[i] != 0 && params[i] != 1) {
                continue;
            }
            double keep = params[i];
            double high;
            double low;
            double width = 2 * STEP;
            params[i] = keep + STEP;
            high = value(circuit, params, loss);
            params[i] = keep - STEP;
            low = value(circuit, params, loss);
            params[i] = keep;
            assertThat(gradient.gradient()[i])
                    .as("parameter %d of '%s'", i, text)
                    .isCloseTo((high - low) / width, within(2e-8 * Math.max(1, Math.abs(gradient.gradient()[i]))));
        }
    }

    private static double value(Circuit circuit, double[] params, Expression loss) {
        return ofRun(circuit.withParameters(params), loss);
    }

    private static final List<String> LOSSES = List.of(
            "<x0>^2 + <p1>^2 - 0.3*<n0*n1>",
            "0.7*<x0*p0*x1> + 2*var(x0(0.3) - x1)",
            "-log(P(1,0) + 0.1) + P(n1=1)",
            "parity() * exp(<n1>) - parity(0)",
            "(1 - fidelity(target))^2 + cov(x0, p1)",
            "purity + norm",
            "sqrt(<(x0 - x1)^2>) / (2 + <p0^2>)");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyLossOfPureCircuits(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Operation> ops = new ArrayList<>();
        ops.add(op(GateKind.GKP, new double[] {0.8, 0.3, 0.6}, 0));
        ops.addAll(RandomGates.gates(RandomGates.GAUSSIAN, 4, 2, 0.4, random));
        ops.add(op(GateKind.SNAP, new double[] {0.1, -0.4, 0.9}, 1));
        ops.addAll(RandomGates.gates(RandomGates.OTHER, 2, 2, 0.1, random));
        Circuit circuit = new Circuit(2, 6, ops);
        LOSSES.forEach(loss -> assertDifferences(circuit, loss));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void everyLossThroughEveryChannelAndSelection(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Operation> ops = new ArrayList<>();
        ops.add(op(GateKind.COHERENT, new double[] {0.4, 0.2}, 0));
        ops.add(op(GateKind.THERMAL, new double[] {0.3}, 1));
        ops.addAll(RandomGates.gates(RandomGates.GAUSSIAN, 3, 2, 0.4, random));
        ops.add(op(GateKind.LOSS, new double[] {0.7}, 0));
        ops.add(op(GateKind.THERMAL_LOSS, new double[] {0.6, 0.2}, 1));
        ops.add(op(GateKind.SNAP, new double[] {0.1, -0.4, 0.9}, 1));
        ops.add(op(GateKind.AMPLIFIER, new double[] {1.2}, 1));
        ops.add(op(GateKind.THERMAL_AMPLIFIER, new double[] {1.1, 0.3}, 0));
        ops.add(op(GateKind.PHASE_NOISE, new double[] {0.4}, 0));
        ops.add(Operation.of(
                GateKind.GAUSSIAN_CHANNEL,
                new Payload.Channel(
                        1, new double[] {1, 0.2, 0, 0.9}, new double[] {0.4, 0, 0, 0.5}, new double[] {0.1, 0.2}),
                1));
        ops.addAll(RandomGates.gates(RandomGates.GAUSSIAN, 2, 2, 0.3, random));
        ops.addAll(RandomGates.gates(RandomGates.OTHER, 1, 2, 0.1, random));
        Circuit mixed = new Circuit(2, 5, ops);
        LOSSES.forEach(loss -> assertDifferences(mixed, loss));
        // A preparation of a used mode traces it out.
        ops.add(op(GateKind.SQUEEZED, new double[] {0.3, 0.8}, 0));
        ops.add(op(GateKind.BEAMSPLITTER, new double[] {0.6, 0.3}, 0, 1));
        assertDifferences(new Circuit(2, 5, ops), LOSSES.get(1));
        assertDifferences(new Circuit(2, 5, ops), LOSSES.get(4));
    }

    @Test
    void postSelections() {
        List<Operation> start = List.of(
                op(GateKind.SQUEEZED, new double[] {0.5, 0.3}, 0),
                op(GateKind.COHERENT, new double[] {0.4, 0.2}, 1),
                op(GateKind.BEAMSPLITTER, new double[] {0.7, 0.4}, 0, 1));
        List<Operation> selections = List.of(
                select(GateKind.MEASURE_FOCK, new double[0], 1, 1),
                select(GateKind.MEASURE_THRESHOLD, new double[0], 1, 1),
                select(GateKind.MEASURE_THRESHOLD, new double[0], 1, 0),
                select(GateKind.MEASURE_HOMODYNE, new double[] {0.6}, 1, 0.4),
                select(GateKind.MEASURE_HETERODYNE, new double[0], 1, 0.3, -0.2));
        for (Operation selection : selections) {
            for (boolean lossy : new boolean[] {false, true}) {
                List<Operation> ops = new ArrayList<>(start);
                if (lossy) {
                    ops.add(op(GateKind.LOSS, new double[] {0.8}, 1));
                }
                ops.add(selection);
                ops.add(op(GateKind.DISPLACEMENT, new double[] {0.2, 0.5}, 1));
                ops.add(op(GateKind.BEAMSPLITTER, new double[] {0.3, 0.1}, 1, 0));
                ops.add(select(GateKind.MEASURE_FOCK, new double[0], 1, 0));
                Circuit circuit = new Circuit(2, 7, ops);
                assertDifferences(circuit, "probability");
                assertDifferences(circuit, "<x0>^2 + 3*probability*<n0> - log(probability)");
                assertDifferences(circuit, "1 - fidelity(target)");
                assertDifferences(circuit, "parity(0) + purity");
            }
        }
    }

    /** Two modes heralded together. */
    @Test
    void jointSelection() {
        Operation both = new Operation(
                GateKind.MEASURE_FOCK, new double[0], new int[] {2, 0}, Payload.NONE, new double[] {1, 1});
        Circuit circuit = new Circuit(
                3,
                4,
                List.of(
                        op(GateKind.TWO_MODE_SQUEEZING, new double[] {0.4, 0.2}, 0, 1),
                        op(GateKind.BEAMSPLITTER, new double[] {0.5, 0.3}, 1, 2),
                        op(GateKind.LOSS, new double[] {0.9}, 2),
                        both));
        assertDifferences(circuit, "probability");
        assertDifferences(circuit, "P(n1=0) - <x1>");
    }

    /** At the ends of their ranges, where a plain formula divides by zero: one-sided differences. */
    @Test
    void lossAndGainAtTheirEnds() {
        double[][] ends = {{1, -1e-6}, {0, 1e-6}};
        for (double[] end : ends) {
            Circuit at = lossy(end[0]);
            Expression loss = Expression.parse("<n0> + 0.5*<n0^2>", name -> null);
            double slope = CircuitLoss.of(at, loss).gradient()[1];
            double difference = (ofRun(lossy(end[0] + end[1]), loss) - ofRun(at, loss)) / end[1];
            assertThat(slope).isCloseTo(difference, within(1e-4));
        }
        Expression x = Expression.parse("<x0>", name -> null);
        Circuit coherent = new Circuit(
                1, 5, List.of(op(GateKind.COHERENT, new double[] {0.4, 0}, 0), op(GateKind.LOSS, new double[] {0}, 0)));
        assertThatThrownBy(() -> CircuitLoss.of(coherent, x))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining("T = 0");
    }

    private static Circuit lossy(double t) {
        return new Circuit(
                1, 6, List.of(op(GateKind.FOCK, new double[] {3}, 0), op(GateKind.LOSS, new double[] {t}, 0)));
    }

    private static double ofRun(Circuit circuit, Expression loss) {
        FockRun run = FockRun.of(circuit);
        return loss.of(run.state(), run.selected());
    }

    /** Weights on observables are their sum. */
    @Test
    void weights() {
        FockKet ket =
                PureSimulator.run(new Circuit(1, 8, List.of(op(GateKind.DISPLACEMENT, new double[] {0.3, 0.4}, 0))));
        Expression sum =
                Expression.weighted("mine", new double[] {2, -3}, List.of(Observable.x(0), Observable.photonNumber(0)));
        assertThat(sum.of(FockState.of(ket), 1))
                .isCloseTo(2 * ket.moments(0).meanX() - 3 * ket.moments(0).meanN(), within(1e-14));
        assertThat(CircuitLoss.quadratures(1).of(FockState.of(ket), 1)).isCloseTo(4 * 0.09, within(1e-6));
    }
}
