package org.everycore.photonics.gbs;

import org.everycore.photonics.circuit.CircuitException;

/** Linear algebra of real symmetric positive definite matrices, row by row, in plain loops of fixed order: the same bits everywhere. */
final class SquareMatrix {
    private SquareMatrix() {}

    /** The lower triangular L with L Lᵀ = a. */
    static double[] cholesky(double[] a, int n) {
        double[] l = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i * n + k] * l[j * n + k];
                }
                if (i == j) {
                    if (!(sum > 0)) {
                        throw new CircuitException("the covariance matrix is not positive");
                    }
                    l[i * n + i] = Math.sqrt(sum);
                } else {
                    l[i * n + j] = sum / l[j * n + j];
                }
            }
        }
        return l;
    }

    /** The inverse of L Lᵀ. */
    static double[] inverse(double[] l, int n) {
        double[] inverse = new double[n * n];
        for (int column = 0; column < n; column++) {
            double[] x = new double[n];
            for (int i = column; i < n; i++) {
                double sum = i == column ? 1 : 0;
                for (int k = column; k < i; k++) {
                    sum -= l[i * n + k] * x[k];
                }
                x[i] = sum / l[i * n + i];
            }
            for (int i = n - 1; i >= 0; i--) {
                double sum = x[i];
                for (int k = i + 1; k < n; k++) {
                    sum -= l[k * n + i] * x[k];
                }
                x[i] = sum / l[i * n + i];
            }
            for (int i = 0; i < n; i++) {
                inverse[i * n + column] = x[i];
            }
        }
        return inverse;
    }
}
