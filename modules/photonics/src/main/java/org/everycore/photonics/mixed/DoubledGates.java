package org.everycore.photonics.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.linear.Decompositions;

/**
 * Unitaries on a density matrix, run by the engine of kets: ρ of M modes is a ket of 2M modes on which a gate acts as itself
 * on the first M and as its complex conjugate on the last M, so that both engines cut at the same places.
 */
public final class DoubledGates {
    /** Gates that one call of the engine takes, which bounds the tables that it makes. */
    private static final int SEGMENT = 16;

    private DoubledGates() {}

    /**
     * Gates as they act on kets, then as their conjugates act on bras: a circuit of twice the modes, whose parameters are the gates'
     * own and then those of the conjugates.
     */
    public static Circuit doubled(List<Operation> gates, int modes, int cutoff) {
        List<Operation> all = new ArrayList<>(gates);
        for (Operation op : gates) {
            Decompositions.expand(op).forEach(part -> conjugate(part, modes, all));
        }
        return new Circuit(2 * modes, cutoff, all);
    }

    static FockDensity apply(FockDensity state, List<Operation> gates) {
        int modes = state.modes();
        int[] all = new int[2 * modes];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        FockDensity now = state;
        for (int from = 0; from < gates.size(); from += SEGMENT) {
            List<Operation> doubled = new ArrayList<>();
            doubled.add(Operation.of(GateKind.KET, new Payload.Ket(now.re(), now.im()), all));
            for (Operation op : gates.subList(from, Math.min(gates.size(), from + SEGMENT))) {
                for (Operation part : Decompositions.expand(op)) {
                    doubled.add(part);
                    conjugate(part, modes, doubled);
                }
            }
            FockKet ket = PureSimulator.run(new Circuit(2 * modes, state.cutoff(), doubled));
            now = new FockDensity(modes, state.cutoff(), ket.re(), ket.im());
        }
        return now;
    }

    /** Appends the conjugate of an elementary gate, on the modes of the bras. */
    private static void conjugate(Operation op, int shift, List<Operation> to) {
        double[] p = op.params();
        int[] modes = op.modes().clone();
        for (int i = 0; i < modes.length; i++) {
            modes[i] += shift;
        }
        switch (op.kind()) {
            case DISPLACEMENT, SQUEEZING, BEAMSPLITTER, TWO_MODE_SQUEEZING ->
                to.add(Operation.of(op.kind(), new double[] {p[0], -p[1]}, modes));
            case ROTATION, KERR, CROSS_KERR, CUBIC_PHASE, SNAP ->
                to.add(Operation.of(
                        op.kind(), Arrays.stream(p).map(value -> -value).toArray(), modes));
            case MACH_ZEHNDER -> {
                // The engine's own form of it, rotations negated: R(π/2 + in/2) on both, BS(π/2 - in/2), R2(π) R1(ex).
                double common = -(Math.PI + p[0]) / 2;
                to.add(rotation(-p[1], modes[0]));
                to.add(rotation(-Math.PI, modes[1]));
                to.add(Operation.of(GateKind.BEAMSPLITTER, new double[] {(Math.PI - p[0]) / 2, 0}, modes));
                to.add(rotation(common, modes[0]));
                to.add(rotation(common, modes[1]));
            }
            default -> throw new IllegalArgumentException(op.kind() + " is not an elementary unitary");
        }
    }

    private static Operation rotation(double phi, int mode) {
        return Operation.of(GateKind.ROTATION, new double[] {phi}, mode);
    }
}
