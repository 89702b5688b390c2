package org.everycore.photonics.linear;

import org.everycore.photonics.circuit.CircuitException;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * A covariance matrix as a symplectic transform of thermal states: V = S diag(ν, ν) Sᵀ with S symplectic, quadratures in the
 * order (x1.., p1..), the vacuum at ν = 1 (hbar = 2).
 *
 * <p>Williamson, American Journal of Mathematics 58 (1936) 141. With M = V^½ Ω V^½ antisymmetric, the eigenvectors of -M² pair
 * into e, f = -M e / ν; the orthogonal matrix O of these pairs gives S = V^½ O diag(ν, ν)^-½.
 *
 * @param s symplectic, 2k x 2k
 * @param nu the k symplectic eigenvalues, descending
 */
public record Williamson(RealMatrix s, double[] nu) {
    /** Decomposes a symmetric positive definite matrix. */
    public static Williamson of(RealMatrix v) {
        int n = v.getRowDimension();
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(symmetrised(v));
        for (double value : eigen.getEigenvalues()) {
            if (!(value > 0)) {
                throw new CircuitException(
                        "the covariance matrix has the eigenvalue " + value + ", all must be positive");
            }
        }
        RealMatrix root = eigen.getSquareRoot();
        RealMatrix m = root.multiply(SymplecticBasis.form(n / 2)).multiply(root);
        RealMatrix square = m.multiply(m).scalarMultiply(-1);
        EigenDecompositionSymmetric pairs = new EigenDecompositionSymmetric(symmetrised(square));
        RealMatrix o = SymplecticBasis.complete(pairs.getV(), e -> {
            double[] f = m.operate(e);
            for (int i = 0; i < f.length; i++) {
                f[i] = -f[i];
            }
            return f;
        });
        RealMatrix rotated = o.transpose().multiply(m).multiply(o);
        int k = n / 2;
        double[] nu = new double[k];
        double[] scale = new double[n];
        for (int i = 0; i < k; i++) {
            nu[i] = rotated.getEntry(i, i + k);
            scale[i] = 1 / Math.sqrt(nu[i]);
            scale[i + k] = scale[i];
        }
        return new Williamson(root.multiply(o).multiply(MatrixUtils.createRealDiagonalMatrix(scale)), nu);
    }

    static RealMatrix symmetrised(RealMatrix a) {
        return a.add(a.transpose()).scalarMultiply(0.5);
    }
}
