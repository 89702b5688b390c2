package org.everycore.photonics.linear;

import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * A symplectic matrix as interferometer, squeezers, interferometer: S = O1 diag(σ, 1/σ) O2 with O1, O2 orthogonal and
 * symplectic, quadratures in the order (x1.., p1..).
 *
 * <p>Bloch and Messiah, Nuclear Physics 39 (1962) 95; Braunstein, Physical Review A 71 (2005) 055801. The left singular
 * vectors of S come in pairs: if e belongs to σ, Ωᵀ e belongs to 1/σ.
 *
 * @param sigma k stretches of x, descending, at least 1
 */
public record BlochMessiah(RealMatrix o1, double[] sigma, RealMatrix o2) {
    /** Decomposes a 2k x 2k symplectic matrix. */
    public static BlochMessiah of(RealMatrix s) {
        int k = s.getRowDimension() / 2;
        RealMatrix form = SymplecticBasis.form(k).transpose();
        RealMatrix o1 = SymplecticBasis.complete(new SingularValueDecomposition(s).getU(), form::operate);
        RealMatrix rest = o1.transpose().multiply(s);
        double[] sigma = new double[k];
        for (int i = 0; i < k; i++) {
            // The longer of the two rows carries σ with the smaller relative error.
            double norm = 0;
            for (double value : rest.getRow(i)) {
                norm += value * value;
            }
            sigma[i] = Math.sqrt(norm);
            for (int j = 0; j < 2 * k; j++) {
                rest.setEntry(i, j, rest.getEntry(i, j) / sigma[i]);
            }
        }
        // O2 is orthogonal and symplectic, [[X, -P], [P, X]]: its upper half tells the lower.
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                rest.setEntry(i + k, j + k, rest.getEntry(i, j));
                rest.setEntry(i + k, j, -rest.getEntry(i, j + k));
            }
        }
        return new BlochMessiah(o1, sigma, rest);
    }

    /** The unitary X + iP of an orthogonal symplectic matrix [[X, -P], [P, X]]. */
    static ComplexMatrix unitary(RealMatrix o) {
        int k = o.getRowDimension() / 2;
        double[] re = new double[k * k];
        double[] im = new double[k * k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                re[i * k + j] = o.getEntry(i, j);
                im[i * k + j] = o.getEntry(i + k, j);
            }
        }
        return new ComplexMatrix(k, re, im);
    }
}
