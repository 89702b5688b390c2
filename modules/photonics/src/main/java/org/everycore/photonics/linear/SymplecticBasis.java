package org.everycore.photonics.linear;

import java.util.function.UnaryOperator;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/** Chooses, among eigenvectors that come in pairs (e, f(e)), one of each pair, also where eigenvalues coincide. */
final class SymplecticBasis {
    private SymplecticBasis() {}

    /** Ω = [[0, 1], [-1, 0]] of k modes. */
    static RealMatrix form(int k) {
        RealMatrix omega = MatrixUtils.createRealMatrix(2 * k, 2 * k);
        for (int i = 0; i < k; i++) {
            omega.setEntry(i, i + k, 1);
            omega.setEntry(i + k, i, -1);
        }
        return omega;
    }

    /**
     * The orthogonal matrix [e1 .. ek | f1 .. fk]. Columns of {@code vectors} are taken from the left; what a column has in
     * common with the pairs chosen so far is removed, and a column that has little else is passed over. Of 2k orthonormal
     * columns, k always remain.
     */
    static RealMatrix complete(RealMatrix vectors, UnaryOperator<double[]> partner) {
        int n = vectors.getRowDimension();
        int k = n / 2;
        double[][] e = new double[k][];
        double[][] f = new double[k][];
        int found = 0;
        // A column outside the span of j < k pairs has, on average, a share 1 - j/k: one of at least 1/n is always
        // left.
        for (double least = 0.5; found < k && least > 1e-9; least /= 4) {
            for (int column = 0; column < n && found < k; column++) {
                double[] v = vectors.getColumn(column);
                // Twice: the second pass removes what rounding left of the first.
                remove(v, e, f, found);
                double norm = norm(v);
                if (norm * norm < least) {
                    continue;
                }
                remove(v, e, f, found);
                normalise(v);
                double[] w = partner.apply(v);
                normalise(w);
                project(w, v);
                remove(w, e, f, found);
                normalise(w);
                e[found] = v;
                f[found] = w;
                found++;
            }
        }
        if (found < k) {
            throw new ArithmeticException("found " + found + " of " + k + " symplectic pairs");
        }
        RealMatrix basis = MatrixUtils.createRealMatrix(n, n);
        for (int i = 0; i < k; i++) {
            basis.setColumn(i, e[i]);
            basis.setColumn(i + k, f[i]);
        }
        return basis;
    }

    private static void remove(double[] v, double[][] e, double[][] f, int found) {
        for (int i = 0; i < found; i++) {
            project(v, e[i]);
            project(v, f[i]);
        }
    }

    private static void project(double[] v, double[] unit) {
        double dot = 0;
        for (int i = 0; i < v.length; i++) {
            dot += v[i] * unit[i];
        }
        for (int i = 0; i < v.length; i++) {
            v[i] -= dot * unit[i];
        }
    }

    private static double norm(double[] v) {
        double sum = 0;
        for (double value : v) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    private static void normalise(double[] v) {
        double norm = norm(v);
        for (int i = 0; i < v.length; i++) {
            v[i] /= norm;
        }
    }
}
