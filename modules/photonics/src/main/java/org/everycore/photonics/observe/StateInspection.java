package org.everycore.photonics.observe;

import java.util.Arrays;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.mixed.FockDensity;
import org.everycore.photonics.mixed.FockState;
import org.everycore.photonics.observe.Observable.Parity;
import org.everycore.photonics.observe.Observable.Polynomial;

/**
 * Everything that can be read off a state of Fock space, pure or mixed; hbar = 2, the vacuum's variance is 1.
 *
 * <p>Quadratures stand in the order (x1.., p1..). Means are Tr(ρ O) over the cut state with exact elements of O, and nothing
 * is normalised but the purity; of a state that lost nothing to the cut they are the expectation values.
 */
public final class StateInspection {
    private static final int LARGEST_MIXED = 1024;

    private final FockState state;

    private StateInspection(FockState state) {
        this.state = state;
    }

    public static StateInspection of(FockState state) {
        return new StateInspection(state);
    }

    public FockState state() {
        return state;
    }

    /** The density matrix of some modes in the order listed, the others traced out; of all modes when none is listed. */
    public FockDensity reduced(int... modes) {
        for (int i = 0; i < modes.length; i++) {
            if (modes[i] < 0 || modes[i] >= state.modes()) {
                throw new CircuitException("mode " + modes[i] + " is out of range, the state has " + state.modes());
            }
            for (int j = 0; j < i; j++) {
                if (modes[j] == modes[i]) {
                    throw new CircuitException("mode " + modes[i] + " is repeated");
                }
            }
        }
        if (modes.length == 0) {
            return state.density();
        }
        return state.reduced(modes);
    }

    /** Tr(ρ O). */
    public double mean(Observable observable) {
        return FockOperator.of(observable, state.modes(), state.cutoff()).mean(state);
    }

    /** <O²> - <O>² of a polynomial. */
    public double variance(Polynomial observable) {
        double mean = mean(observable);
        return mean(observable.times(observable)) - mean * mean;
    }

    /** Means of (x1.., p1..). */
    public double[] means() {
        int n = 2 * state.modes();
        double[] means = new double[n];
        for (int i = 0; i < n; i++) {
            means[i] = mean(quadrature(i));
        }
        return means;
    }

    /** V[i][j] = ½<q_i q_j + q_j q_i> - <q_i><q_j> of (x1.., p1..). */
    public double[][] covariance() {
        int n = 2 * state.modes();
        double[] means = means();
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double product = mean(quadrature(i).times(quadrature(j)));
                covariance[i][j] = product - means[i] * means[j];
                covariance[j][i] = covariance[i][j];
            }
        }
        return covariance;
    }

    private Polynomial quadrature(int index) {
        return index < state.modes() ? Observable.x(index) : Observable.p(index - state.modes());
    }

    /** Mean and variance of x cos φ + p sin φ of every mode: a row a mode. */
    public double[][] quadratures(double phi) {
        double[][] rows = new double[state.modes()][];
        for (int mode = 0; mode < rows.length; mode++) {
            Polynomial q = Observable.quadrature(mode, phi);
            rows[mode] = new double[] {mean(q), variance(q)};
        }
        return rows;
    }

    /** <n_i n_j>. */
    public double[][] photonCorrelations() {
        int modes = state.modes();
        double[] all = state.probabilities();
        double[][] sums = new double[modes][modes];
        int[] n = new int[modes];
        for (double probability : all) {
            for (int i = 0; i < modes; i++) {
                for (int j = 0; j <= i; j++) {
                    sums[i][j] += probability * n[i] * n[j];
                }
            }
            for (int mode = modes - 1; mode >= 0 && ++n[mode] == state.cutoff(); mode--) {
                n[mode] = 0;
            }
        }
        for (int i = 0; i < modes; i++) {
            for (int j = 0; j < i; j++) {
                sums[j][i] = sums[i][j];
            }
        }
        return sums;
    }

    /**
     * g2[i][j] = <n_i n_j> / (<n_i><n_j>), and <n_i(n_i - 1)> / <n_i>² on the diagonal, of the normalised state; NaN where a
     * mode is empty.
     */
    public double[][] secondOrderCoherence() {
        double[][] products = photonCorrelations();
        double norm = state.norm();
        int modes = state.modes();
        double[] means = new double[modes];
        for (int i = 0; i < modes; i++) {
            means[i] = state.moments(i).meanN();
        }
        double[][] g2 = new double[modes][modes];
        for (int i = 0; i < modes; i++) {
            for (int j = 0; j < modes; j++) {
                double pairs = products[i][j] - (i == j ? means[i] : 0);
                g2[i][j] = pairs * norm / (means[i] * means[j]);
            }
        }
        return g2;
    }

    /** Tr ρ² / (Tr ρ)². */
    public double purity() {
        return state.ket().isPresent() ? 1 : state.density().purity();
    }

    /** <(-1)^n> of the listed modes together, of all when none is listed. */
    public double parity(int... modes) {
        return mean(new Parity(Arrays.stream(modes).boxed().toList()));
    }

    /** The fidelity to a state of the same modes and cutoff, (Tr √(√ρ σ √ρ))²: |<φ|ψ>|² of two kets. */
    public double fidelity(FockState target) {
        if (target.ket().isPresent() || state.ket().isPresent()) {
            return mean(new Observable.Overlap(target));
        }
        if (target.modes() != state.modes() || target.cutoff() != state.cutoff()) {
            throw new CircuitException("compares with a state of " + target.modes() + " modes at cutoff "
                    + target.cutoff() + ", this one has " + state.modes() + " at " + state.cutoff());
        }
        int d = state.density().dimension();
        if (d > LARGEST_MIXED) {
            throw new CircuitException("the fidelity of two mixed states of dimension " + d
                    + " needs their eigenvalues; the limit is " + LARGEST_MIXED);
        }
        return Hermitian.fidelity(state.density(), target.density());
    }
}
