package org.everycore.photonics.measure;

import org.everycore.photonics.mixed.FockDensity;
import org.hipparchus.special.Erf;

/**
 * The distribution of the quadrature x cos φ + p sin φ of one mode, drawn by exact inversion of its distribution function.
 *
 * <p>P(x) = Σ ρ[n,m] e^{-iφ(n-m)} ψ_n(x) ψ_m(x). Integrals of products have closed forms: for n ≠ m
 * ∫ψ_n ψ_m = (ψ_n ψ_m' - ψ_n' ψ_m) / (n - m), and the diagonal follows from ∫ψ_0² = Φ by
 * I[n,n] = I[n-1,n-1] - (2 ψ_n ψ_{n-1} + √(n+1) I[n+1,n-1] - √(n-1) I[n,n-2]) / √n. Inversion is by Newton steps inside a
 * bracket, down to rounding; what the cut lost is made up by dividing by the trace.
 *
 * <p>Not for sharing between threads: it owns scratch.
 */
public final class QuadratureDistribution {
    private static final int TABLE = 1024;
    private static final int MAX_STEPS = 200;
    private static final double CLOSE = 1e-10;

    private final int cutoff;
    /** e^{ikφ} for k below the cutoff. */
    private final double[] turnRe;

    private final double[] turnIm;
    private final double[] weight;
    private double trace;
    private final double reach;
    private final double[] psi;
    private final double[] slope;
    private double[] table;
    private double densityThere;

    /** The distribution of a one-mode state, not necessarily normalised. */
    public QuadratureDistribution(FockDensity mode, double phi) {
        this(mode.cutoff(), phi);
        if (mode.modes() != 1) {
            throw new IllegalArgumentException("a state of " + mode.modes() + " modes");
        }
        set(mode.re(), mode.im());
    }

    /** A distribution to be {@link #set} to one state after the other. */
    public QuadratureDistribution(int cutoff, double phi) {
        this.cutoff = cutoff;
        this.weight = new double[cutoff * cutoff];
        this.turnRe = new double[cutoff];
        this.turnIm = new double[cutoff];
        for (int k = 0; k < cutoff; k++) {
            turnRe[k] = StrictMath.cos(phi * k);
            turnIm[k] = StrictMath.sin(phi * k);
        }
        this.reach = 2 * Math.sqrt(cutoff) + 14;
        this.psi = new double[cutoff + 2];
        this.slope = new double[cutoff + 1];
    }

    /** Takes the state whose density matrix has these elements, row by row, not necessarily normalised. */
    public void set(double[] re, double[] im) {
        double sum = 0;
        for (int n = 0; n < cutoff; n++) {
            for (int m = 0; m < n; m++) {
                // ρ and its conjugate together: twice the real part of ρ e^{-iφ(n-m)}.
                int at = n * cutoff + m;
                weight[at] = 2 * (re[at] * turnRe[n - m] + im[at] * turnIm[n - m]);
            }
            weight[n * cutoff + n] = re[n * cutoff + n];
            sum += re[n * cutoff + n];
        }
        trace = sum;
        table = null;
    }

    /** The probability density, normalised. */
    public double density(double x) {
        HermiteFunctions.fill(x, cutoff, psi);
        double sum = 0;
        for (int n = 0; n < cutoff; n++) {
            double row = 0;
            for (int m = 0; m <= n; m++) {
                row += weight[n * cutoff + m] * psi[m];
            }
            sum += row * psi[n];
        }
        return sum / trace;
    }

    /** The probability of a value up to x; leaves the density there in {@link #densityThere}. */
    public double cumulative(double x) {
        HermiteFunctions.fill(x, cutoff + 2, psi);
        for (int n = 0; n <= cutoff; n++) {
            double below = n == 0 ? 0 : Math.sqrt(n) * psi[n - 1];
            slope[n] = 0.5 * (below - Math.sqrt(n + 1) * psi[n + 1]);
        }
        double diagonal = 0.5 * Erf.erfc(-x / Math.sqrt(2));
        double sum = weight[0] * diagonal;
        double density = weight[0] * psi[0] * psi[0];
        for (int n = 1; n < cutoff; n++) {
            double back = n < 2 ? 0 : Math.sqrt(n - 1) * product(n, n - 2);
            diagonal -= (2 * psi[n] * psi[n - 1] + Math.sqrt(n + 1) * product(n + 1, n - 1) - back) / Math.sqrt(n);
            double above = psi[n];
            double aboveSlope = slope[n];
            double row = weight[n * cutoff + n] * diagonal;
            double rowDensity = weight[n * cutoff + n] * above;
            for (int m = 0; m < n; m++) {
                double w = weight[n * cutoff + m];
                row += w * (above * slope[m] - aboveSlope * psi[m]) / (n - m);
                rowDensity += w * psi[m];
            }
            sum += row;
            density += rowDensity * above;
        }
        densityThere = density / trace;
        return sum / trace;
    }

    private double product(int n, int m) {
        return (psi[n] * slope[m] - slope[n] * psi[m]) / (n - m);
    }

    /** The value below which a share u of the draws falls, 0 <= u < 1. */
    public double quantile(double u) {
        return invert(u, -reach, reach, 0);
    }

    /** As {@link #quantile}, with a table that pays from some hundred calls on; the bits are the table's own. */
    public double quantileByTable(double u) {
        if (table == null) {
            double[] values = new double[TABLE + 1];
            for (int i = 0; i <= TABLE; i++) {
                values[i] = cumulative(knot(i));
            }
            table = values;
        }
        int low = 0;
        int high = TABLE;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (table[middle] <= u) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double share = (u - table[low]) / (table[high] - table[low]);
        double guess = knot(low) + (share > 0 && share < 1 ? share : 0.5) * (knot(high) - knot(low));
        return invert(u, knot(low), knot(high), guess);
    }

    private double knot(int i) {
        return -reach + 2 * reach * i / TABLE;
    }

    private double invert(double u, double from, double to, double guess) {
        double low = from;
        double high = to;
        double x = guess;
        for (int step = 0; step < MAX_STEPS; step++) {
            double excess = cumulative(x) - u;
            if (excess == 0) {
                return x;
            }
            if (excess < 0) {
                low = x;
            } else {
                high = x;
            }
            double next = x - excess / densityThere;
            if (!(next > low && next < high)) {
                next = 0.5 * (low + high);
            }
            // Newton's next error is about the square of this step; at a zero of the density, twice the step.
            if (Math.abs(next - x) <= CLOSE) {
                return next;
            }
            x = next;
        }
        return x;
    }
}
