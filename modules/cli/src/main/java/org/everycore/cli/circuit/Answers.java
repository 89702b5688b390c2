package org.everycore.cli.circuit;

import java.io.PrintStream;
import java.util.Locale;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.engine.PureSimulator.Gradient;
import org.everycore.photonics.measure.FockRun;

/** The state of a circuit, whose composed gates run as their decompositions, and its derivatives by its own parameters. */
final class Answers {
    private static final double NOTABLE_LOSS = 1e-2;

    private Answers() {}

    /** A ket where the circuit makes one, else a density matrix; post-selections applied. */
    static FockRun run(Circuit circuit) {
        return FockRun.of(circuit);
    }

    /** Says on {@code err} what the cut took, above 1 %, and that a selection lies where the cut state says little. */
    static void warn(PrintStream err, String file, int cutoff, double kept, double selected) {
        if (Math.abs(1 - kept) > NOTABLE_LOSS) {
            err.println(String.format(
                    Locale.ROOT,
                    "everycore: %s: cutoff %d lost %.1f %% of the state; a higher --cutoff shows all of it",
                    file,
                    cutoff,
                    100 * (1 - kept)));
        }
        if (selected < FockRun.TAIL) {
            err.println(String.format(
                    Locale.ROOT,
                    "everycore: %s: selects outcomes of probability (density) %.1e, so far in the tail that the cutoff"
                            + " decides what is left",
                    file,
                    selected));
        }
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
