package org.everycore.cli.circuit;

import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.engine.PureSimulator.Gradient;
import org.everycore.photonics.measure.FockRun;
import org.everycore.photonics.mixed.FockState;

/** The state of a circuit, whose composed gates run as their decompositions, and its derivatives by its own parameters. */
final class Answers {
    private Answers() {}

    /** A ket where the circuit makes one, else a density matrix; post-selections applied. */
    static FockState state(Circuit circuit) {
        return FockRun.of(circuit).state();
    }

    /** The loss of the state before any measurement, and its derivatives. */
    static Gradient gradient(Circuit circuit) {
        if (!circuit.pure()) {
            throw new CircuitException("makes a mixed state, which has no gradient here");
        }
        if (circuit.operations().stream().anyMatch(op -> op.select().length > 0)) {
            throw new CircuitException("selects outcomes of measurements, which have no gradient here");
        }
        return PureSimulator.quadratureGradient(circuit);
    }
}
