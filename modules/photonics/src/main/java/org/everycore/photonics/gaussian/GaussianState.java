package org.everycore.photonics.gaussian;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.everycore.photonics.engine.FockKet.Moments;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * A Gaussian state by the means and covariances of (x1.., p1..); hbar = 2, so the vacuum has covariance 1.
 *
 * <p>Arrays are owned. Moments are those of the whole infinite-dimensional state.
 *
 * @param mean 2 x modes numbers
 * @param covariance 2 modes x 2 modes, row by row, symmetric
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
public record GaussianState(int modes, double[] mean, double[] covariance) {
    public GaussianState {
        requireNonNull(mean, "mean is null");
        requireNonNull(covariance, "covariance is null");
        if (mean.length != 2 * modes || covariance.length != 4 * modes * modes) {
            throw new IllegalArgumentException(
                    mean.length + " means and " + covariance.length + " covariances for " + modes + " modes");
        }
    }

    public static GaussianState vacuum(int modes) {
        double[] covariance = new double[4 * modes * modes];
        for (int i = 0; i < 2 * modes; i++) {
            covariance[i * 2 * modes + i] = 1;
        }
        return new GaussianState(modes, new double[2 * modes], covariance);
    }

    /**
     * A mode's moments: with V and μ its block, the photon number has mean (Tr V + μ·μ)/4 - ½ and variance
     * Tr V²/8 + μᵀVμ/4 - ¼ (Dodonov, Man'ko and Man'ko, Physical Review A 50 (1994) 813).
     */
    public Moments moments(int mode) {
        double x = mean[mode];
        double p = mean[mode + modes];
        double xx = covariance(mode, mode);
        double pp = covariance(mode + modes, mode + modes);
        double xp = covariance(mode, mode + modes);
        double n = (xx + pp + x * x + p * p) / 4 - 0.5;
        double variance = (xx * xx + pp * pp + 2 * xp * xp) / 8 + (x * x * xx + p * p * pp + 2 * x * p * xp) / 4 - 0.25;
        return new Moments(x, p, xx, pp, n, variance);
    }

    /** The covariance of two quadratures in the order (x1.., p1..). */
    public double covariance(int i, int j) {
        return covariance[i * 2 * modes + j];
    }

    /** Tr ρ² = 1/√det V. */
    public double purity() {
        return 1 / Math.sqrt(new LUDecomposition(block()).getDeterminant());
    }

    /** <(-1)^n> of the listed modes together, of all when none is listed: e^{-½ μᵀV⁻¹μ} / √det V. */
    public double parity(int... on) {
        RealMatrix v = block(on);
        double[] mu = new double[v.getRowDimension()];
        int[] rows = rows(on);
        for (int i = 0; i < mu.length; i++) {
            mu[i] = mean[rows[i]];
        }
        LUDecomposition lu = new LUDecomposition(v);
        double[] solved = lu.getSolver().solve(MatrixUtils.createRealVector(mu)).toArray();
        double form = 0;
        for (int i = 0; i < mu.length; i++) {
            form += mu[i] * solved[i];
        }
        return StrictMath.exp(-0.5 * form) / Math.sqrt(lu.getDeterminant());
    }

    /**
     * <n_i n_j>: for i ≠ j the covariance is Σ V_ab²/8 + μ_i V_ij μ_j/4 over the block V_ij of two modes (the moments of four
     * normal variables).
     */
    public double[][] photonCorrelations() {
        double[][] products = new double[modes][modes];
        for (int i = 0; i < modes; i++) {
            Moments one = moments(i);
            products[i][i] = one.varN() + one.meanN() * one.meanN();
            for (int j = 0; j < i; j++) {
                double sum = one.meanN() * moments(j).meanN();
                for (int a : new int[] {i, i + modes}) {
                    for (int b : new int[] {j, j + modes}) {
                        double v = covariance(a, b);
                        sum += v * v / 8 + mean[a] * v * mean[b] / 4;
                    }
                }
                products[i][j] = sum;
                products[j][i] = sum;
            }
        }
        return products;
    }

    /** g2[i][j] = <n_i n_j> / (<n_i><n_j>), and <n_i(n_i - 1)> / <n_i>² on the diagonal; NaN where a mode is empty. */
    public double[][] secondOrderCoherence() {
        double[][] g2 = photonCorrelations();
        for (int i = 0; i < modes; i++) {
            g2[i][i] -= moments(i).meanN();
        }
        for (int i = 0; i < modes; i++) {
            for (int j = 0; j < modes; j++) {
                g2[i][j] /= moments(i).meanN() * moments(j).meanN();
            }
        }
        return g2;
    }

    /** Means and variances of x cos φ + p sin φ of every mode: a row a mode. */
    public double[][] quadratures(double phi) {
        double c = StrictMath.cos(phi);
        double s = StrictMath.sin(phi);
        double[][] all = new double[modes][];
        for (int mode = 0; mode < modes; mode++) {
            int p = mode + modes;
            double variance =
                    c * c * covariance(mode, mode) + 2 * c * s * covariance(mode, p) + s * s * covariance(p, p);
            all[mode] = new double[] {c * mean[mode] + s * mean[p], variance};
        }
        return all;
    }

    private int[] rows(int... on) {
        int[] listed = on.length == 0 ? IntStream.range(0, modes).toArray() : on;
        return IntStream.concat(Arrays.stream(listed), Arrays.stream(listed).map(mode -> mode + modes))
                .toArray();
    }

    private RealMatrix block(int... on) {
        int[] rows = rows(on);
        RealMatrix v = MatrixUtils.createRealMatrix(rows.length, rows.length);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                v.setEntry(i, j, covariance(rows[i], rows[j]));
            }
        }
        return v;
    }

    /** The Wigner function of one mode, the others traced out. */
    public double wigner(int mode, double x, double p) {
        double xx = covariance(mode, mode);
        double pp = covariance(mode + modes, mode + modes);
        double xp = covariance(mode, mode + modes);
        double det = xx * pp - xp * xp;
        double dx = x - mean[mode];
        double dp = p - mean[mode + modes];
        double form = (pp * dx * dx - 2 * xp * dx * dp + xx * dp * dp) / det;
        return StrictMath.exp(-0.5 * form) / (2 * Math.PI * Math.sqrt(det));
    }
}
