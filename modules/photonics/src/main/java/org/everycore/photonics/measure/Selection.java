package org.everycore.photonics.measure;

import java.util.List;
import java.util.stream.IntStream;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.mixed.FockDensity;
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
        Projected projected = project(before, op);
        FockState now = projected.state();
        double norm = now.norm();
        double probability = norm / before.norm();
        if (!(norm > 1e-300) || !(probability > 0)) {
            return new Selected(null, 0, projected.bound());
        }
        return new Selected(now.scaled(1 / norm), probability, projected.bound());
    }

    /** What an outcome leaves of a state, not normalised, and what its probability is at most. */
    record Projected(FockState state, double bound) {}

    static Projected project(FockState before, Operation op) {
        double[] select = op.select();
        FockState now = before;
        double bound = 1;
        for (int i = 0; i < op.modes().length; i++) {
            int mode = op.modes()[i];
            now = switch (op.kind()) {
                case MEASURE_FOCK -> Projection.number(now, mode, photons(op, i, before.cutoff()));
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
        return new Projected(now, bound);
    }

    private static int photons(Operation op, int i, int cutoff) {
        if (op.select()[i] >= cutoff) {
            throw new CircuitException(op.kind().gateName() + " selects " + (long) op.select()[i]
                    + " photons, not below the cutoff " + cutoff);
        }
        return (int) op.select()[i];
    }

    /** The cotangent before {@link #project}, from that after it: every outcome is a bra, or a sum of such. */
    static FockDensity adjoint(FockDensity cotangent, Operation op) {
        FockDensity now = cotangent;
        for (int i = op.modes().length - 1; i >= 0; i--) {
            now = Projection.adjoint(now, op.modes()[i], bras(op, i, cotangent.cutoff()));
        }
        return now;
    }

    /** The bras of an outcome of one of the modes: real, imaginary parts. */
    private static List<double[][]> bras(Operation op, int i, int cutoff) {
        return switch (op.kind()) {
            case MEASURE_FOCK -> List.<double[][]>of(number(photons(op, i, cutoff), cutoff));
            case MEASURE_THRESHOLD ->
                op.select()[i] == 0
                        ? List.<double[][]>of(number(0, cutoff))
                        : IntStream.range(1, cutoff)
                                .mapToObj(n -> number(n, cutoff))
                                .toList();
            case MEASURE_HOMODYNE -> List.<double[][]>of(Projection.quadrature(cutoff, op.params()[0], op.select()[0]));
            default -> List.<double[][]>of(Projection.coherent(cutoff, op.select()[0], op.select()[1]));
        };
    }

    private static double[][] number(int n, int cutoff) {
        double[][] bra = new double[2][cutoff];
        bra[0][n] = 1;
        return bra;
    }

    /** The derivative of {@link #project} by a homodyne angle: the bra's is -in times itself. */
    static FockDensity slope(FockDensity before, Operation op) {
        int c = before.cutoff();
        double[][] bra = Projection.quadrature(c, op.params()[0], op.select()[0]);
        double[][] turned = new double[2][c];
        for (int n = 0; n < c; n++) {
            turned[0][n] = n * bra[1][n];
            turned[1][n] = -n * bra[0][n];
        }
        return Projection.both(before, op.modes()[0], turned, bra);
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
