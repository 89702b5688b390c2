package org.everycore.photonics.measure;

import java.util.ArrayList;
import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.NormGuard;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.mixed.ChannelStage;
import org.everycore.photonics.mixed.Channels;
import org.everycore.photonics.mixed.DoubledGates;
import org.everycore.photonics.mixed.FockDensity;
import org.everycore.photonics.mixed.FockState;
import org.everycore.photonics.mixed.Preparations;

/**
 * A circuit run on a density matrix so that any real loss of its end, and of the probability of what it selects, can be taken back
 * to its parameters: reverse mode through gates, channels, preparations and post-selections.
 *
 * <p>A cotangent is (∂L/∂re, ∂L/∂im) of every element, Hermitian because the loss is real. Unitaries run as a ket of twice the modes;
 * their conjugates contribute as much as they do themselves, so the derivative is taken by the gates alone and doubled. The
 * values are those of {@link FockRun}: a selection normalises the state, and its probability is one among those given before.
 */
public final class CircuitTape {
    /** Gates that one step takes: more would share sweeps, but keep more density matrices. */
    private static final int SEGMENT = 16;

    private final int modes;
    private final int cutoff;
    private final int parameters;
    private final List<Step> steps = new ArrayList<>();
    private final List<Operation> pending = new ArrayList<>();
    private final List<Integer> pendingFirst = new ArrayList<>();
    private FockDensity state;
    private double selected = 1;

    /** One stretch of the circuit, which takes a cotangent back and adds the derivatives of its parameters. */
    private interface Step {
        /**
         * @param bySelected the derivative by the probability of all selections
         */
        FockDensity back(FockDensity cotangent, double bySelected, double[] gradient);
    }

    private CircuitTape(Circuit circuit) {
        this.modes = circuit.modes();
        this.cutoff = circuit.cutoff();
        this.parameters = circuit.parameters().length;
        double[] vacuum = new double[(int) (circuit.dimension() * circuit.dimension())];
        vacuum[0] = 1;
        this.state = new FockDensity(modes, cutoff, vacuum, new double[vacuum.length]);
    }

    /** Runs a circuit; refuses what memory does not hold. */
    public static CircuitTape run(Circuit circuit) {
        if (circuit.feedsForward()) {
            throw new CircuitException("takes parameters from measured modes, by which there is no gradient");
        }
        circuit.requireFockMemory(true);
        CircuitTape tape = new CircuitTape(circuit);
        boolean[] measured = new boolean[circuit.modes()];
        int first = 0;
        for (int index = 0; index < circuit.operations().size(); index++) {
            Operation op = circuit.operations().get(index);
            try {
                FockRun.requireUnmeasured(op, measured);
                tape.take(op, first, measured);
            } catch (CircuitException e) {
                throw new CircuitException("gate " + index + " (" + op.kind().gateName() + "): " + e.getMessage());
            }
            first += op.params().length;
        }
        tape.settle();
        return tape;
    }

    /** The state at the end, its selections applied. */
    public FockState end() {
        return FockState.of(state);
    }

    /** Probability (density) of all selected outcomes, 1 without any. */
    public double selected() {
        return selected;
    }

    /**
     * The derivatives by every parameter, in the order of gates and their params; once.
     *
     * @param re ∂L by the real parts of the end's elements
     * @param bySelected ∂L by {@link #selected}
     */
    public double[] back(double[] re, double[] im, double bySelected) {
        double[] gradient = new double[parameters];
        FockDensity cotangent = hermitian(new FockDensity(modes, cutoff, re, im));
        for (int i = steps.size() - 1; i >= 0; i--) {
            cotangent = steps.get(i).back(cotangent, bySelected, gradient);
        }
        return gradient;
    }

    private void take(Operation op, int first, boolean[] measured) {
        if (op.kind().role() == Role.UNITARY) {
            pending.add(op);
            pendingFirst.add(first);
            if (pending.size() == SEGMENT) {
                settle();
            }
            return;
        }
        settle();
        switch (op.kind().role()) {
            case PREPARATION -> prepare(op, first);
            case CHANNEL -> Channels.stages(op, cutoff).forEach(stage -> channel(stage, op, first));
            default -> {
                if (op.select().length > 0) {
                    select(op, first);
                } else {
                    for (int mode : op.modes()) {
                        measured[mode] = true;
                    }
                }
            }
        }
    }

    private void settle() {
        if (pending.isEmpty()) {
            return;
        }
        List<Operation> gates = List.copyOf(pending);
        List<Integer> firsts = List.copyOf(pendingFirst);
        pending.clear();
        pendingFirst.clear();
        Circuit doubled = DoubledGates.doubled(gates, modes, cutoff);
        PureSimulator.Tape tape = PureSimulator.tape(doubled, state.re(), state.im());
        FockKet end = tape.end();
        FockDensity before = state;
        state = new FockDensity(modes, cutoff, end.re(), end.im());
        requireNoGrowth(before, "the gates before");
        steps.add((cotangent, bySelected, gradient) -> {
            double[] re = cotangent.re().clone();
            double[] im = cotangent.im().clone();
            double[] slopes = tape.back(re, im);
            int at = 0;
            for (int i = 0; i < gates.size(); i++) {
                for (int j = 0; j < gates.get(i).params().length; j++) {
                    gradient[firsts.get(i) + j] += 2 * slopes[at++];
                }
            }
            return new FockDensity(modes, cutoff, re, im);
        });
    }

    private void requireNoGrowth(FockDensity before, String what) {
        if (NormGuard.grew(before.norm(), state.norm())) {
            throw new CircuitException(what + " let the trace grow from " + before.norm() + " to " + state.norm()
                    + ": digits are lost, and no answer is given");
        }
    }

    private void prepare(Operation op, int first) {
        FockDensity before = state;
        FockDensity fresh = Preparations.prepared(op, cutoff);
        state = Preparations.apply(before, fresh, op.modes());
        steps.add((cotangent, bySelected, gradient) -> {
            List<FockDensity> slopes = Preparations.derivatives(op, cutoff);
            for (int j = 0; j < slopes.size(); j++) {
                gradient[first + j] += dot(cotangent, Preparations.apply(before, slopes.get(j), op.modes()));
            }
            return Preparations.adjoint(cotangent, fresh, op.modes());
        });
    }

    private void channel(ChannelStage stage, Operation op, int first) {
        FockDensity before = state;
        state = stage.apply(before);
        requireNoGrowth(before, "the channel");
        steps.add((cotangent, bySelected, gradient) -> {
            if (op.params().length > 0) {
                double slope = stage.slope(before, cotangent);
                for (int j = 0; j < op.params().length; j++) {
                    gradient[first + j] += slope * stage.byParameters()[j];
                }
            }
            return stage.adjoint(cotangent);
        });
    }

    /** Projects, then divides by the trace t that is left; the probability is t over the trace s before. */
    private void select(Operation op, int first) {
        FockDensity before = state;
        Selection.Projected projected = Selection.project(FockState.of(before), op);
        FockDensity after = projected.state().density();
        double t = after.norm();
        double s = before.norm();
        if (!(t > 1e-300)) {
            throw new CircuitException("selects an outcome of probability 0");
        }
        selected *= t / s;
        state = FockState.of(after).scaled(1 / t).density();
        FockDensity end = state;
        steps.add((cotangent, bySelected, gradient) -> {
            // By ρ/t: (Λ - Tr(Λ ρ/t)) / t, and by the probability p = t/s x others: p/t to the trace after, -p/s to
            // that before.
            double own = dot(cotangent, end);
            FockDensity back = shifted(cotangent, 1 / t, (bySelected * selected - own) / t);
            if (op.params().length > 0) {
                gradient[first] += dot(back, Selection.slope(before, op));
            }
            return shifted(Selection.adjoint(back, op), 1, -bySelected * selected / s);
        });
    }

    /** Λ times a factor, with a number added on the diagonal. */
    private static FockDensity shifted(FockDensity cotangent, double factor, double diagonal) {
        FockDensity scaled = FockState.of(cotangent).scaled(factor).density();
        for (int i = 0, d = scaled.dimension(); i < d; i++) {
            scaled.re()[i * d + i] += diagonal;
        }
        return scaled;
    }

    private static double dot(FockDensity a, FockDensity b) {
        double sum = 0;
        for (int i = 0; i < a.re().length; i++) {
            sum += a.re()[i] * b.re()[i] + a.im()[i] * b.im()[i];
        }
        return sum;
    }

    private static FockDensity hermitian(FockDensity a) {
        int d = a.dimension();
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                re[i * d + j] = 0.5 * (a.re()[i * d + j] + a.re()[j * d + i]);
                im[i * d + j] = 0.5 * (a.im()[i * d + j] - a.im()[j * d + i]);
            }
        }
        return new FockDensity(a.modes(), a.cutoff(), re, im);
    }
}
