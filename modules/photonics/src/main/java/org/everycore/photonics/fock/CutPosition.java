package org.everycore.photonics.fock;

import org.everycore.photonics.circuit.CircuitException;

/**
 * The eigenvalues and eigenvectors of the cut position operator X = a + a† (cutoff x cutoff), which turn any function of X
 * into a diagonal between two real orthogonal matrices: exp(i gamma X³/6) = Q exp(i gamma Λ³/6) Qᵀ.
 *
 * <p>Cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, section 8.5): simple, and as accurate as the matrix
 * is given. X³ of the cut X is meant, as the cubic phase gate's convention says.
 */
public final class CutPosition {
    /** Jacobi costs about 50 cutoff³ operations: some seconds at this size. */
    public static final int MAX_CUTOFF = 512;

    private static final int MAX_SWEEPS = 60;

    private final int cutoff;
    private final double[] values;
    private final double[] vectors;

    /** Decomposes X. */
    public CutPosition(int cutoff) {
        if (cutoff > MAX_CUTOFF) {
            throw new CircuitException("Vgate works up to cutoff " + MAX_CUTOFF + ", not " + cutoff);
        }
        this.cutoff = cutoff;
        this.vectors = new double[cutoff * cutoff];
        double[] a = new double[cutoff * cutoff];
        for (int n = 0; n < cutoff; n++) {
            vectors[n * cutoff + n] = 1;
            if (n + 1 < cutoff) {
                a[n * cutoff + n + 1] = Math.sqrt(n + 1);
                a[(n + 1) * cutoff + n] = Math.sqrt(n + 1);
            }
        }
        diagonalise(a);
        this.values = new double[cutoff];
        for (int n = 0; n < cutoff; n++) {
            values[n] = a[n * cutoff + n];
        }
    }

    /** Eigenvalue of each column of Q. */
    public double[] values() {
        return values;
    }

    /** Q, row by row: column j is the eigenvector of value j. */
    public double[] vectors() {
        return vectors;
    }

    private void diagonalise(double[] a) {
        for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
            double off = 0;
            for (int p = 0; p < cutoff; p++) {
                for (int q = p + 1; q < cutoff; q++) {
                    double value = a[p * cutoff + q];
                    off = Math.max(off, Math.abs(value));
                    if (value != 0) {
                        rotate(a, p, q);
                    }
                }
            }
            if (off < 1e-300 || off <= 1e-17 * Math.sqrt(cutoff)) {
                return;
            }
        }
    }

    private void rotate(double[] a, int p, int q) {
        double tau = (a[q * cutoff + q] - a[p * cutoff + p]) / (2 * a[p * cutoff + q]);
        double tangent = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        double c = 1 / Math.sqrt(1 + tangent * tangent);
        double s = tangent * c;
        for (int k = 0; k < cutoff; k++) {
            double kp = a[k * cutoff + p];
            double kq = a[k * cutoff + q];
            a[k * cutoff + p] = c * kp - s * kq;
            a[k * cutoff + q] = s * kp + c * kq;
            double vp = vectors[k * cutoff + p];
            double vq = vectors[k * cutoff + q];
            vectors[k * cutoff + p] = c * vp - s * vq;
            vectors[k * cutoff + q] = s * vp + c * vq;
        }
        for (int k = 0; k < cutoff; k++) {
            double pk = a[p * cutoff + k];
            double qk = a[q * cutoff + k];
            a[p * cutoff + k] = c * pk - s * qk;
            a[q * cutoff + k] = s * pk + c * qk;
        }
        a[p * cutoff + q] = 0;
        a[q * cutoff + p] = 0;
    }
}
