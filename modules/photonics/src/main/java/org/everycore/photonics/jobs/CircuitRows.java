package org.everycore.photonics.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.FockKet.Moments;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.gaussian.GaussianShots;
import org.everycore.photonics.gaussian.GaussianSimulator;
import org.everycore.photonics.gaussian.GaussianState;
import org.everycore.photonics.measure.FockRun;
import org.everycore.photonics.measure.ShotColumns;
import org.everycore.photonics.measure.ShotSource;
import org.everycore.photonics.measure.Shots;
import org.everycore.photonics.mixed.FockState;
import org.everycore.photonics.observe.CircuitLoss;
import org.everycore.photonics.observe.Expression;

/** What a job tells of one circuit, as a row of numbers, and what these are called. */
final class CircuitRows {
    private final CircuitSpec spec;
    private final List<Expression> expressions;

    CircuitRows(CircuitSpec spec) {
        this.spec = spec;
        this.expressions = spec.expressions();
    }

    /** Whether the circuit is computed in phase space. */
    boolean phaseSpace(Circuit circuit) {
        return spec.simulator() == CircuitSpec.Simulator.GAUSSIAN
                || spec.simulator() == CircuitSpec.Simulator.AUTO
                        && spec.answer() == CircuitAnswer.SHOTS
                        && GaussianShots.admits(circuit);
    }

    ShotSource shots(Circuit circuit) {
        return phaseSpace(circuit) ? new GaussianShots(circuit) : new Shots(circuit);
    }

    /** Names of a row's numbers; any circuit with the same ones has rows of the same form. */
    List<String> columns(Circuit circuit) {
        List<String> names = new ArrayList<>();
        switch (spec.answer()) {
            case SHOTS -> names.addAll(ShotColumns.of(circuit));
            case MOMENTS -> {
                if (!phaseSpace(circuit)) {
                    names.add("norm");
                    if (circuit.selects()) {
                        names.add("probability");
                    }
                }
                for (String moment : List.of("mean_x", "mean_p", "var_x", "var_p", "mean_n", "var_n")) {
                    IntStream.range(0, circuit.modes()).forEach(mode -> names.add(moment + mode));
                }
            }
            case PROBABILITIES -> states(circuit).forEach(state -> names.add("prob" + state));
            case STATE -> {
                states(circuit).forEach(state -> names.add("re" + state));
                states(circuit).forEach(state -> names.add("im" + state));
            }
            case OBSERVABLES -> IntStream.range(0, expressions.size()).forEach(i -> names.add("o" + i));
            case GRADIENT -> {
                names.add("loss");
                for (int i = 0; i < circuit.parameters().length; i++) {
                    names.add("d" + i);
                }
            }
        }
        return names;
    }

    /** _0_3: photon numbers of a joint state, first mode slowest. */
    private static List<String> states(Circuit circuit) {
        if (circuit.dimension() > 1 << 20) {
            throw new CircuitException(
                    "has " + (long) circuit.dimension() + " amplitudes, over the limit of 1048576 numbers a row");
        }
        List<String> states = List.of("");
        for (int mode = 0; mode < circuit.modes(); mode++) {
            List<String> longer = new ArrayList<>(states.size() * circuit.cutoff());
            for (String state : states) {
                for (int n = 0; n < circuit.cutoff(); n++) {
                    longer.add(state + "_" + n);
                }
            }
            states = longer;
        }
        return states;
    }

    double[] row(Circuit circuit) {
        if (spec.answer() == CircuitAnswer.GRADIENT) {
            return gradient(circuit);
        }
        if (phaseSpace(circuit)) {
            GaussianState state = GaussianSimulator.run(circuit);
            return moments(
                    new double[0],
                    IntStream.range(0, state.modes()).mapToObj(state::moments).toList());
        }
        FockRun run = FockRun.of(circuit);
        FockState state = run.state();
        if (spec.answer() == CircuitAnswer.OBSERVABLES) {
            return expressions.stream()
                    .mapToDouble(expression -> expression.of(state, run.selected()))
                    .toArray();
        }
        if (spec.answer() == CircuitAnswer.PROBABILITIES) {
            return state.probabilities();
        }
        if (spec.answer() == CircuitAnswer.STATE) {
            FockKet ket = state.ket().orElseThrow(() -> new CircuitException("makes a mixed state, which has no ket"));
            double[] row = new double[2 * ket.re().length];
            System.arraycopy(ket.re(), 0, row, 0, ket.re().length);
            System.arraycopy(ket.im(), 0, row, ket.re().length, ket.im().length);
            return row;
        }
        return moments(
                circuit.selects() ? new double[] {state.norm(), run.selected()} : new double[] {state.norm()},
                IntStream.range(0, state.modes()).mapToObj(state::moments).toList());
    }

    private double[] gradient(Circuit circuit) {
        PureSimulator.Gradient gradient = expressions.isEmpty()
                ? CircuitLoss.ofQuadratures(circuit)
                : CircuitLoss.of(circuit, expressions.get(0));
        double[] row = new double[1 + gradient.gradient().length];
        row[0] = gradient.loss();
        System.arraycopy(gradient.gradient(), 0, row, 1, gradient.gradient().length);
        return row;
    }

    private static double[] moments(double[] before, List<Moments> moments) {
        int modes = moments.size();
        double[] row = java.util.Arrays.copyOf(before, before.length + 6 * modes);
        int at = before.length;
        for (int mode = 0; mode < modes; mode++) {
            Moments m = moments.get(mode);
            double[] all = {m.meanX(), m.meanP(), m.varX(), m.varP(), m.meanN(), m.varN()};
            for (int i = 0; i < all.length; i++) {
                row[at + i * modes + mode] = all[i];
            }
        }
        return row;
    }

    /** About how many flops a point takes, or a shot with its share of what comes before the first free measurement. */
    double flops(Circuit circuit) {
        boolean shots = spec.answer() == CircuitAnswer.SHOTS;
        double once = phaseSpace(circuit) ? phaseSpaceFlops(circuit) : fockFlops(circuit);
        return shots ? shotFlops(circuit, phaseSpace(circuit)) + once / spec.shots() : once;
    }

    private double fockFlops(Circuit circuit) {
        double state = state(circuit);
        double gate = 8 * state * circuit.cutoff() + 10 * Math.pow(circuit.cutoff(), 3);
        double once = 5000 + circuit.operations().size() * gate + 60 * state;
        return spec.answer() == CircuitAnswer.GRADIENT ? 4 * once : once;
    }

    static double shotFlops(Circuit circuit, boolean phaseSpace) {
        return phaseSpace ? phaseSpaceFlops(circuit) : 2000 + 16 * state(circuit) * circuit.cutoff();
    }

    private static double phaseSpaceFlops(Circuit circuit) {
        return 2000 + 40.0 * circuit.operations().size() * circuit.modes() + 80 * Math.pow(circuit.modes(), 2);
    }

    private static double state(Circuit circuit) {
        return circuit.pure() ? circuit.dimension() : circuit.dimension() * circuit.dimension();
    }
}
