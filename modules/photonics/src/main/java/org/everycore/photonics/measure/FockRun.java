package org.everycore.photonics.measure;

import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Outcomes;
import org.everycore.photonics.mixed.Evolution;
import org.everycore.photonics.mixed.FockState;

/**
 * The state that a circuit ends in, ket or density matrix as the circuit needs, with its post-selections applied.
 *
 * <p>Measured modes stand in the vacuum after a selected outcome. A measurement without selection leaves the state as it was,
 * and its mode may not be used again: outcomes are what {@link Shots} draws.
 *
 * @param state the state; normalised if anything was selected, else as the cut left it
 * @param selected probability of all selected outcomes (densities for homodyne and heterodyne), 1 without any
 * @param kept what the cut left of the norm, on the way to every selection and to the end
 */
public record FockRun(FockState state, double selected, double kept) {
    /** Below, what is selected lies the cut decides what a selection leaves. */
    public static final double TAIL = 1e-12;

    public static FockRun of(Circuit circuit) {
        Evolution evolution = Evolution.vacuum(circuit.modes(), circuit.cutoff());
        boolean[] measured = new boolean[circuit.modes()];
        Outcomes outcomes = new Outcomes(circuit.modes());
        double probability = 1;
        double kept = 1;
        for (int index = 0; index < circuit.operations().size(); index++) {
            Operation op = circuit.operations().get(index);
            try {
                op = outcomes.resolve(op);
                requireUnmeasured(op, measured);
                if (op.kind().role() != Role.MEASUREMENT) {
                    evolution.apply(op);
                } else if (op.select().length > 0) {
                    Selection.Selected after = Selection.apply(evolution.state(), op);
                    probability *= after.probability();
                    kept *= evolution.state().norm();
                    outcomes.take(op, op.select(), 0);
                    evolution = Evolution.from(after.state(), withFresh(evolution.fresh(), op));
                } else {
                    for (int mode : op.modes()) {
                        measured[mode] = true;
                    }
                }
            } catch (CircuitException e) {
                throw new CircuitException("gate " + index + " (" + op.kind().gateName() + "): " + e.getMessage());
            }
        }
        FockState state = evolution.state();
        if (!Double.isFinite(state.norm())) {
            throw new CircuitException(
                    "gate " + largest(circuit) + "holds the largest numbers of a circuit that overflows");
        }
        return new FockRun(state, probability, kept * state.norm());
    }

    /** Index and name of the gate with the largest parameter. */
    private static String largest(Circuit circuit) {
        int at = 0;
        double most = -1;
        for (int i = 0; i < circuit.operations().size(); i++) {
            for (double value : circuit.operations().get(i).params()) {
                if (Math.abs(value) > most) {
                    most = Math.abs(value);
                    at = i;
                }
            }
        }
        return at + " (" + circuit.operations().get(at).kind().gateName() + "): ";
    }

    static void requireUnmeasured(Operation op, boolean[] measured) {
        for (int mode : op.modes()) {
            if (measured[mode]) {
                throw new CircuitException("acts on mode " + mode
                        + " after its measurement, whose outcome is not selected: draw shots instead");
            }
        }
    }

    static boolean[] withFresh(boolean[] fresh, Operation op) {
        for (int mode : op.modes()) {
            fresh[mode] = true;
        }
        return fresh;
    }
}
