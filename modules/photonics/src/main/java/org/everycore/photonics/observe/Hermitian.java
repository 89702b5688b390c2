package org.everycore.photonics.observe;

import org.everycore.photonics.mixed.FockDensity;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/** Eigenvalues and square roots of density matrices, as real symmetric matrices [[Re, -Im], [Im, Re]] of twice the size. */
final class Hermitian {
    private Hermitian() {}

    /**
     * Uhlmann's fidelity (Tr √(√ρ σ √ρ))² of two positive matrices, by the singular values of √ρ √σ, whose squares would lose half
     * of the digits; for trace 1 it lies in [0, 1].
     */
    static double fidelity(FockDensity rho, FockDensity sigma) {
        RealMatrix product = root(embedded(rho)).multiply(root(embedded(sigma)));
        double sum = 0;
        for (double value : new SingularValueDecomposition(product).getSingularValues()) {
            sum += value;
        }
        // Every singular value stands twice.
        return sum * sum / 4;
    }

    private static RealMatrix root(RealMatrix positive) {
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(positive);
        double[] values = eigen.getEigenvalues();
        RealMatrix scaled = eigen.getV().copy();
        for (int j = 0; j < values.length; j++) {
            double factor = Math.sqrt(Math.sqrt(Math.max(0, values[j])));
            for (int i = 0; i < values.length; i++) {
                scaled.multiplyEntry(i, j, factor);
            }
        }
        return scaled.multiplyTransposed(scaled);
    }

    private static RealMatrix embedded(FockDensity rho) {
        int d = rho.dimension();
        RealMatrix matrix = MatrixUtils.createRealMatrix(2 * d, 2 * d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double re = 0.5 * (rho.re()[i * d + j] + rho.re()[j * d + i]);
                double im = 0.5 * (rho.im()[i * d + j] - rho.im()[j * d + i]);
                matrix.setEntry(i, j, re);
                matrix.setEntry(i + d, j + d, re);
                matrix.setEntry(i, j + d, -im);
                matrix.setEntry(i + d, j, im);
            }
        }
        return matrix;
    }
}
