package org.everycore.photonics.gbs;

import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.gaussian.GaussianState;
import org.everycore.photonics.linear.Williamson;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * What samples of a Gaussian state share: a pure state whose means are drawn (V = T + W, T pure by Williamson, W noise), its stellar form, and
 * the laws of the outcomes that stand in for modes not yet counted. Immutable.
 *
 * <p>Modes are counted in the order of their mean photon numbers, fewest first: the patterns that most steps work on stay short.
 */
public final class GaussianSampling {
    private static final double PURE = 1e-9;
    private static final double UNCERTAINTY = 1e-6;
    private static final double PART_PHOTONS = 0.25;
    private static final int MOST_PARTS = 32;

    final int modes;
    /** The mode that stands at each place. */
    final int[] order;

    final double[] mean;
    /** Square root of W, 2 modes x 2 modes; null for a pure state. */
    final double[] noise;
    /** Lower triangular, of T + 1. */
    final double[] outcomes;

    final double[] bRe;
    final double[] bIm;
    /** Into how many equal parts a mode is split before its detector: 1 to count photons. */
    final int[] parts;

    final double meanPhotons;
    final double spread;

    /**
     * @param threshold whether detectors only click
     * @throws CircuitException when the covariances are no state's
     */
    public GaussianSampling(GaussianState given, boolean threshold) {
        this.modes = given.modes();
        this.order = byPhotons(given);
        GaussianState state = permuted(given, order);
        int n = 2 * modes;
        RealMatrix v = MatrixUtils.createRealMatrix(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                v.setEntry(i, j, state.covariance(i, j));
            }
        }
        Williamson williamson = Williamson.of(v);
        double excess = 0;
        for (double nu : williamson.nu()) {
            if (!(nu >= 1 - UNCERTAINTY)) {
                throw new CircuitException(
                        "the covariance matrix is below the uncertainty relation (a symplectic eigenvalue is " + nu
                                + ", the vacuum's is 1)");
            }
            excess = Math.max(excess, nu - 1);
        }
        this.mean = state.mean();
        double[] pure = state.covariance();
        if (excess > PURE) {
            RealMatrix s = williamson.s();
            pure = new double[n * n];
            this.noise = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    noise[i * n + j] =
                            s.getEntry(i, j) * Math.sqrt(Math.max(0, williamson.nu()[j % modes] - 1));
                    for (int k = 0; k < n; k++) {
                        pure[i * n + j] += s.getEntry(i, k) * s.getEntry(j, k);
                    }
                }
            }
        } else {
            this.noise = null;
        }
        StellarForm form = StellarForm.of(new GaussianState(modes, new double[n], pure));
        this.bRe = form.bRe();
        this.bIm = form.bIm();
        double[] q = pure.clone();
        for (int i = 0; i < n; i++) {
            q[i * n + i] += 1;
        }
        this.outcomes = SquareMatrix.cholesky(q, n);
        this.parts = new int[modes];
        double sum = 0;
        for (int i = 0; i < modes; i++) {
            double photons = state.moments(i).meanN();
            sum += photons;
            parts[i] = 1;
            while (threshold && parts[i] < MOST_PARTS && photons / parts[i] > PART_PHOTONS) {
                parts[i] *= 2;
            }
        }
        this.meanPhotons = sum;
        this.spread = Math.sqrt(Math.max(0, variance(state)));
    }

    /** Variance of the total photon number: Tr V²/8 + μᵀVμ/4 - modes/4. */
    private static double variance(GaussianState state) {
        int n = 2 * state.modes();
        double variance = -state.modes() / 4.0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double v = state.covariance(i, j);
                variance += v * v / 8 + state.mean()[i] * v * state.mean()[j] / 4;
            }
        }
        return variance;
    }

    private static int[] byPhotons(GaussianState state) {
        int[] order = new int[state.modes()];
        for (int i = 0; i < order.length; i++) {
            double photons = state.moments(i).meanN();
            int at = i;
            for (; at > 0 && state.moments(order[at - 1]).meanN() > photons; at--) {
                order[at] = order[at - 1];
            }
            order[at] = i;
        }
        return order;
    }

    private static GaussianState permuted(GaussianState state, int[] order) {
        int m = order.length;
        double[] mean = new double[2 * m];
        double[] covariance = new double[4 * m * m];
        for (int i = 0; i < 2 * m; i++) {
            int row = order[i % m] + (i < m ? 0 : m);
            mean[i] = state.mean()[row];
            for (int j = 0; j < 2 * m; j++) {
                int column = order[j % m] + (j < m ? 0 : m);
                covariance[i * 2 * m + j] = (state.covariance(row, column) + state.covariance(column, row)) / 2;
            }
        }
        return new GaussianState(m, mean, covariance);
    }

    public int modes() {
        return modes;
    }

    /** The mean of the total photon number. */
    public double meanPhotons() {
        return meanPhotons;
    }

    /** The standard deviation of the total photon number. */
    public double spread() {
        return spread;
    }
}
