package org.everycore.photonics.circuit;

import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * What makes arrays of a file the covariance of a state, V + iΩ ≥ 0, or a channel, Y + iΩ - iXΩXᵀ ≥ 0, in the order (x1.., p1..)
 * with the vacuum at V = 1 (Weedbrook and others, Reviews of Modern Physics 84 (2012) 621).
 */
final class GivenMoments {
    private static final double TOLERANCE = 1e-6;
    /** Of the determinant, times the size of V. */
    private static final double PURE = 1e-9;

    private GivenMoments() {}

    static void requireState(int k, double[] v) {
        requireSymmetric("V", k, v);
        requirePositive(k, v, form(k), "V is no state's covariance: V + iΩ");
    }

    static boolean pure(int k, double[] v) {
        return Math.abs(new LUDecomposition(matrix(k, v)).getDeterminant() - 1) <= PURE * Math.max(1, largest(v));
    }

    static void requireChannel(int k, double[] x, double[] y) {
        requireSymmetric("Y", k, y);
        RealMatrix matrix = matrix(k, x);
        RealMatrix form = form(k).subtract(matrix.multiply(form(k)).multiplyTransposed(matrix));
        requirePositive(k, y, form, "X and Y are no channel: Y + iΩ - iXΩXᵀ");
    }

    private static void requireSymmetric(String name, int k, double[] a) {
        int n = 2 * k;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double off = Math.abs(a[i * n + j] - a[j * n + i]);
                if (!(off <= TOLERANCE * Math.max(1, largest(a)))) {
                    throw new CircuitException(
                            name + " is not symmetric: [" + i + "][" + j + "] and its mirror are off by " + off);
                }
            }
        }
    }

    /** That real + i imaginary is positive: its eigenvalues are those of [[re, -im], [im, re]], each twice. */
    private static void requirePositive(int k, double[] real, RealMatrix imaginary, String what) {
        int n = 2 * k;
        RealMatrix both = MatrixUtils.createRealMatrix(2 * n, 2 * n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double re = 0.5 * (real[i * n + j] + real[j * n + i]);
                both.setEntry(i, j, re);
                both.setEntry(i + n, j + n, re);
                double im = 0.5 * (imaginary.getEntry(i, j) - imaginary.getEntry(j, i));
                both.setEntry(i, j + n, -im);
                both.setEntry(i + n, j, im);
            }
        }
        double least = Double.POSITIVE_INFINITY;
        for (double value : new EigenDecompositionSymmetric(both).getEigenvalues()) {
            least = Math.min(least, value);
        }
        if (!(least >= -TOLERANCE * Math.max(1, largest(real)))) {
            throw new CircuitException(what + " has the eigenvalue " + least + ", below 0 (hbar = 2)");
        }
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static RealMatrix form(int k) {
        RealMatrix omega = MatrixUtils.createRealMatrix(2 * k, 2 * k);
        for (int i = 0; i < k; i++) {
            omega.setEntry(i, i + k, 1);
            omega.setEntry(i + k, i, -1);
        }
        return omega;
    }

    private static RealMatrix matrix(int k, double[] flat) {
        RealMatrix matrix = MatrixUtils.createRealMatrix(2 * k, 2 * k);
        for (int i = 0; i < 2 * k; i++) {
            matrix.setRow(i, java.util.Arrays.copyOfRange(flat, i * 2 * k, (i + 1) * 2 * k));
        }
        return matrix;
    }
}
