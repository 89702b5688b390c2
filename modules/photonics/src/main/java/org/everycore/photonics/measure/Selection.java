package org.everycore.photonics.measure;

import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.mixed.FockState;

/** Post-selection: the state, given that a measurement's outcome is the one that it selects. */
final class Selection {
    private Selection() {}

    /**
     * The normalised state after a measurement that selects.
     *
     * @param probability of the outcome (a density for homodyne and heterodyne), given the state before
     * @param bound what the probability is at most for any state within the cut, for rejection
     */
    record Selected(FockState state, double probability, double bound) {}

    static Selected apply(FockState before, Operation op) {
        Selected selected = weigh(before, op);
        if (selected.state == null) {
            throw new CircuitException(op.kind().gateName() + " selects an outcome of probability 0");
        }
        return selected;
    }

    /** As {@link #apply}, but an impossible outcome has probability 0 and no state. */
    static Selected weigh(FockState before, Operation op) {
        double[] select = op.select();
        FockState now = before;
        double bound = 1;
        for (int i = 0; i < op.modes().length; i++) {
            int mode = op.modes()[i];
            now = switch (op.kind()) {
                case MEASURE_FOCK -> {
                    if (select[i] >= before.cutoff()) {
                        throw new CircuitException(op.kind().gateName() + " selects " + (long) select[i]
                                + " photons, not below the cutoff " + before.cutoff());
                    }
                    yield Projection.number(now, mode, (int) select[i]);
                }
                case MEASURE_THRESHOLD ->
                    select[i] == 0 ? Projection.number(now, mode, 0) : Projection.click(now, mode);
                case MEASURE_HOMODYNE -> {
                    bound = largestDensity(select[0], before.cutoff());
                    yield Projection.quadrature(now, mode, op.params()[0], select[0]);
                }
                case MEASURE_HETERODYNE -> {
                    bound = 1 / Math.PI;
                    yield Projection.coherent(now, mode, select[0], select[1]);
                }
                default -> throw new IllegalArgumentException(op.kind() + " is not a measurement");
            };
        }
        double norm = now.norm();
        double probability = norm / before.norm();
        if (!(norm > 1e-300) || !(probability > 0)) {
            return new Selected(null, 0, bound);
        }
        return new Selected(now.scaled(1 / norm), probability, bound);
    }

    private static double largestDensity(double x, int cutoff) {
        double[] psi = new double[cutoff];
        HermiteFunctions.fill(x, cutoff, psi);
        double sum = 0;
        for (double value : psi) {
            sum += value * value;
        }
        return sum;
    }
}
