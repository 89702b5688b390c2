package org.everycore.photonics.mixed;

import java.util.ArrayList;
import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.NormGuard;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.fock.ModeKet;
import org.everycore.photonics.linear.GaussianElements;

/**
 * A state under way through a circuit: a ket as long as it can be one, a density matrix from the first channel, mixed
 * preparation, or preparation of a mode that others may be entangled with.
 *
 * <p>Unitaries are gathered and run together. Owned by one thread.
 */
public final class Evolution {
    private final int modes;
    private final int cutoff;
    private final List<Operation> pending = new ArrayList<>();
    private final boolean[] fresh;
    private FockState state;

    private Evolution(int modes, int cutoff, FockState state, boolean[] fresh) {
        this.modes = modes;
        this.cutoff = cutoff;
        this.state = state;
        this.fresh = fresh;
    }

    /** All modes in the vacuum; refuses what memory does not hold. */
    public static Evolution vacuum(int modes, int cutoff) {
        new Circuit(modes, cutoff, List.of()).requireFockMemory(false);
        boolean[] fresh = new boolean[modes];
        java.util.Arrays.fill(fresh, true);
        // No state yet: the ket engine starts from the vacuum itself.
        return new Evolution(modes, cutoff, null, fresh);
    }

    /** From a state, of which the modes in {@code fresh} are in a vacuum that nothing else is entangled with. */
    public static Evolution from(FockState state, boolean[] fresh) {
        return new Evolution(state.modes(), state.cutoff(), state, fresh.clone());
    }

    /** Applies anything but a measurement. */
    public void apply(Operation op) {
        switch (op.kind().role()) {
            case UNITARY -> pending.add(op);
            case PREPARATION -> prepare(op);
            case CHANNEL -> state = FockState.of(Channels.apply(mixed(), op));
            case MEASUREMENT -> throw new IllegalArgumentException(op.kind() + " is a measurement");
        }
        for (int mode : op.modes()) {
            fresh[mode] = false;
        }
    }

    /** The state now. */
    public FockState state() {
        settle();
        return state;
    }

    /** Which modes are in a vacuum of their own. */
    public boolean[] fresh() {
        return fresh.clone();
    }

    private void prepare(Operation op) {
        boolean pure = op.pure();
        for (int mode : op.modes()) {
            pure &= fresh[mode];
        }
        if (pure && state == null) {
            pending.add(op);
        } else if (pure && state().ket().isPresent()) {
            state = FockState.of(spread(state.ket().orElseThrow(), op));
        } else {
            state = FockState.of(Preparations.apply(mixed(), op));
        }
    }

    /** Multiplies a preparation's ket into modes that are in |0>. */
    private FockKet spread(FockKet ket, Operation op) {
        double[] factorRe;
        double[] factorIm;
        if (op.payload() instanceof Payload.Ket given) {
            factorRe = given.re();
            factorIm = given.im();
        } else if (op.payload() instanceof Payload.Moments moments) {
            double[][] gaussian = GaussianElements.ket(moments, cutoff);
            factorRe = gaussian[0];
            factorIm = gaussian[1];
        } else {
            ModeKet one = ModeKet.of(op, cutoff);
            factorRe = one.re();
            factorIm = one.im();
        }
        ModeLayout layout = new ModeLayout(modes, cutoff);
        int[] levels = layout.offsets(op.modes());
        double[] re = new double[ket.re().length];
        double[] im = new double[re.length];
        for (int base : layout.others(op.modes())) {
            double a = ket.re()[base];
            double b = ket.im()[base];
            for (int i = 0; i < levels.length; i++) {
                re[base + levels[i]] = a * factorRe[i] - b * factorIm[i];
                im[base + levels[i]] = a * factorIm[i] + b * factorRe[i];
            }
        }
        return new FockKet(modes, cutoff, re, im);
    }

    private FockDensity mixed() {
        settle();
        if (state.ket().isPresent()) {
            new Circuit(modes, cutoff, List.of()).requireFockMemory(true);
            state = FockState.of(state.density());
        }
        return state.density();
    }

    private void settle() {
        if (state != null && pending.isEmpty()) {
            return;
        }
        if (state == null) {
            state = FockState.of(PureSimulator.run(new Circuit(modes, cutoff, pending)));
        } else if (state.ket().isPresent()) {
            FockKet ket = state.ket().orElseThrow();
            int[] all = new int[modes];
            for (int i = 0; i < modes; i++) {
                all[i] = i;
            }
            pending.add(0, Operation.of(GateKind.KET, new Payload.Ket(ket.re(), ket.im()), all));
            state = FockState.of(PureSimulator.run(new Circuit(modes, cutoff, pending)));
        } else {
            FockDensity before = state.density();
            state = FockState.of(DoubledGates.apply(before, pending));
            if (NormGuard.grew(before.norm(), state.norm())) {
                throw grown(before);
            }
        }
        pending.clear();
    }

    private CircuitException grown(FockDensity before) {
        FockDensity now = before;
        for (Operation op : pending) {
            FockDensity after = DoubledGates.apply(now, List.of(op));
            if (NormGuard.grew(now.norm(), after.norm())) {
                return new CircuitException(op.kind().gateName() + " lets the trace grow from " + now.norm() + " to "
                        + after.norm() + ": digits are lost, and no answer is given");
            }
            now = after;
        }
        return new CircuitException("the trace grows to " + now.norm() + ": digits are lost, and no answer is given");
    }

    /** The state that a circuit without measurements ends in. */
    public static FockState run(Circuit circuit) {
        for (Operation op : circuit.operations()) {
            if (op.kind().role() == Role.MEASUREMENT) {
                throw new CircuitException(op.kind().gateName() + " is a measurement");
            }
        }
        Evolution evolution = vacuum(circuit.modes(), circuit.cutoff());
        circuit.operations().forEach(evolution::apply);
        return evolution.state();
    }
}
