package org.everycore.photonics.measure;

import java.util.List;
import java.util.Locale;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.engine.FockKet.Moments;
import org.everycore.photonics.mixed.FockState;

/**
 * Finds a cutoff at which a circuit's answers have settled: grows it by half until norm, means and variances of every mode agree
 * with those of the cutoff before.
 *
 * @param circuit at the cutoff that was chosen
 * @param before the cutoff that it agrees with
 * @param difference the largest difference of a moment between the two, relative where moments are above 1
 */
public record AutoCutoff(Circuit circuit, int before, double difference) {
    /** How far moments may be apart. */
    public static final double TOLERANCE = 1e-6;

    private static final int FIRST = 8;

    /** The circuit at a cutoff that serves; only what comes before the first free draw counts. */
    public static AutoCutoff of(Circuit circuit) {
        int cutoff = FIRST;
        for (Operation op : circuit.operations()) {
            if (op.payload() instanceof Payload.Ket || op.payload() instanceof Payload.Density) {
                throw new CircuitException(
                        "holds a state of a given size, which fixes its cutoff: auto cannot choose another");
            }
            if (op.kind() == GateKind.FOCK) {
                cutoff = Math.max(cutoff, (int) Math.min(Circuit.MAX_CUTOFF, op.params()[0] + 4));
            } else if (op.kind() == GateKind.SNAP) {
                cutoff = Math.max(cutoff, op.params().length);
            }
        }
        Circuit settled = undrawn(circuit);
        double[] last = null;
        int before = 0;
        double difference = Double.POSITIVE_INFINITY;
        while (true) {
            double[] now;
            try {
                Circuit next = settled.withCutoff(Math.min(cutoff, Circuit.MAX_CUTOFF));
                next.requireFockMemory(!next.pure());
                now = moments(next);
            } catch (CircuitException e) {
                throw last == null
                        ? e
                        : new CircuitException(String.format(
                                Locale.ROOT,
                                "no cutoff up to %d settles its moments (they still differ by %.1e): %s",
                                before,
                                difference,
                                e.getMessage()));
            }
            if (last != null) {
                difference = difference(last, now);
                if (difference <= TOLERANCE) {
                    return new AutoCutoff(circuit.withCutoff(cutoff), before, difference);
                }
            }
            if (cutoff >= Circuit.MAX_CUTOFF) {
                throw new CircuitException("no cutoff up to " + cutoff + " settles its moments");
            }
            last = now;
            before = cutoff;
            cutoff = Math.min(Circuit.MAX_CUTOFF, cutoff + cutoff / 2);
        }
    }

    private static Circuit undrawn(Circuit circuit) {
        List<Operation> all = circuit.operations();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).kind().role() == Role.MEASUREMENT && all.get(i).select().length == 0) {
                return circuit.withOperations(all.subList(0, i));
            }
        }
        return circuit;
    }

    /** Norm before and after selections, their probability, and the moments of every mode. */
    private static double[] moments(Circuit circuit) {
        FockRun run = FockRun.of(circuit);
        FockState state = run.state();
        double[] all = new double[3 + 6 * circuit.modes()];
        all[0] = run.kept();
        all[1] = state.norm();
        all[2] = run.selected();
        for (int mode = 0; mode < circuit.modes(); mode++) {
            Moments m = state.moments(mode);
            double[] these = {m.meanX(), m.meanP(), m.varX(), m.varP(), m.meanN(), m.varN()};
            System.arraycopy(these, 0, all, 3 + 6 * mode, 6);
        }
        return all;
    }

    private static double difference(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]) / Math.max(1, Math.abs(b[i])));
        }
        return largest;
    }
}
