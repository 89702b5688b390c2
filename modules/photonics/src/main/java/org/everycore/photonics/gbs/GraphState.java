package org.everycore.photonics.gbs;

import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.gaussian.GaussianState;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * The pure Gaussian state of a graph: stellar form exp(½ c zᵀAz), so that a pattern's probability goes as |haf(c A_n)|² (Brádler and others,
 * Physical Review A 98 (2018) 032310). c is set by the mean photon number Σ (cλ)²/(1-(cλ)²) over the eigenvalues λ of A.
 */
public final class GraphState {
    private static final int HALVINGS = 200;

    private GraphState() {}

    /**
     * @param a real symmetric, row by row
     * @throws CircuitException for a matrix of zeros
     */
    public static GaussianState of(int modes, double[] a, double meanPhotons) {
        double[] eigenvalues =
                new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(rows(modes, a))).getEigenvalues();
        double largest = 0;
        for (double one : eigenvalues) {
            largest = Math.max(largest, Math.abs(one));
        }
        if (!(largest > 0)) {
            throw new CircuitException("the matrix has no edge");
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            double photons = 0;
            for (double one : eigenvalues) {
                double square = middle * one / largest * (middle * one / largest);
                photons += square / (1 - square);
            }
            if (photons < meanPhotons) {
                low = middle;
            } else {
                high = middle;
            }
        }
        // (V+1)⁻¹ = ½ (1 ∓ cA) for x and p: V = 2 (1 ∓ cA)⁻¹ - 1.
        double c = low / largest;
        int n = 2 * modes;
        double[] v = new double[n * n];
        for (int sign = -1; sign <= 1; sign += 2) {
            double[] k = new double[modes * modes];
            for (int i = 0; i < k.length; i++) {
                k[i] = (i % (modes + 1) == 0 ? 1 : 0) + sign * c * a[i];
            }
            double[] inverse = SquareMatrix.inverse(SquareMatrix.cholesky(k, modes), modes);
            int at = sign < 0 ? 0 : modes;
            for (int i = 0; i < modes; i++) {
                for (int j = 0; j < modes; j++) {
                    v[(i + at) * n + j + at] = inverse[i * modes + j] + inverse[j * modes + i] - (i == j ? 1 : 0);
                }
            }
        }
        return new GaussianState(modes, new double[n], v);
    }

    private static double[][] rows(int modes, double[] a) {
        double[][] rows = new double[modes][modes];
        for (int i = 0; i < modes; i++) {
            for (int j = 0; j < modes; j++) {
                rows[i][j] = (a[i * modes + j] + a[j * modes + i]) / 2;
            }
        }
        return rows;
    }
}
