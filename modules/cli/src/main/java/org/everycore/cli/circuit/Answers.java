package org.everycore.cli.circuit;

import java.io.PrintStream;
import java.util.Locale;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.engine.PureSimulator.Gradient;
import org.everycore.photonics.measure.FockRun;
import org.everycore.photonics.observe.CircuitLoss;
import org.everycore.photonics.observe.Expression;

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

    /**
     * A loss and its derivatives.
     *
     * @param loss an expression, or null for the sum over modes of <x>² + <p>²
     */
    static Gradient gradient(Circuit circuit, String loss) {
        return loss == null ? CircuitLoss.ofQuadratures(circuit) : CircuitLoss.of(circuit, expression(circuit, loss));
    }

    /** An expression, in which fidelity(FILE) compares with states of the circuit's modes and cutoff. */
    static Expression expression(Circuit circuit, String text) {
        return Expression.parse(text, name -> StateFile.read(name, circuit.modes(), circuit.cutoff()));
    }
}
