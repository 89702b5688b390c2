package org.everycore.photonics.linear;

import java.util.Arrays;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * A Gaussian density matrix as numbers A, b, c: Σ ρ[m,n] z^m w^n / √(m! n!) = c exp(½ uᵀA u + bᵀu) with u = (z1.., w1..), and
 * from these every element between photon numbers.
 *
 * <p>With Q = σ + ½ of the covariance σ of (a.., a†..) and μ its means, A = (1 - Q⁻¹) X, b = Q⁻¹ μ, c = e^{-½ μ† Q⁻¹ μ} / √det Q, X
 * the exchange of a and a†: <α|ρ|α> e^{|α|²}, continued (Dodonov, Man'ko and Man'ko, Physical Review A 50 (1994) 813). Elements by
 * √(k_i) G[k] = b_i G[k - e_i] + Σ_j A_ij √(k - e_i)_j G[k - e_i - e_j]; nothing outside the cutoff is needed, so the cut is exact.
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays; never compared
public record BargmannForm(int variables, double[] aRe, double[] aIm, double[] bRe, double[] bIm, double c) {

    /** The form of the state with covariance v (2k x 2k, row by row) and means r of (x1.., p1..); hbar = 2. */
    public static BargmannForm of(int k, double[] v, double[] r) {
        int n = 2 * k;
        // Q = W V W† + ½ with W = ½ [[1, i], [1, -i]]; its inverse as the real matrix [[re, -im], [im, re]].
        double[] qRe = new double[n * n];
        double[] qIm = new double[n * n];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double xx = v[i * n + j];
                double xp = v[i * n + j + k];
                double px = v[(i + k) * n + j];
                double pp = v[(i + k) * n + j + k];
                set(qRe, qIm, n, i, j, (xx + pp) / 4, (px - xp) / 4);
                set(qRe, qIm, n, i, j + k, (xx - pp) / 4, (px + xp) / 4);
                set(qRe, qIm, n, i + k, j, (xx - pp) / 4, -(px + xp) / 4);
                set(qRe, qIm, n, i + k, j + k, (xx + pp) / 4, -(px - xp) / 4);
            }
        }
        for (int i = 0; i < n; i++) {
            qRe[i * n + i] += 0.5;
        }
        RealMatrix both = MatrixUtils.createRealMatrix(2 * n, 2 * n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                both.setEntry(i, j, qRe[i * n + j]);
                both.setEntry(i + n, j + n, qRe[i * n + j]);
                both.setEntry(i, j + n, -qIm[i * n + j]);
                both.setEntry(i + n, j, qIm[i * n + j]);
            }
        }
        LUDecomposition lu = new LUDecomposition(both);
        RealMatrix inverse = lu.getSolver().getInverse();
        // The determinant of the real form is the square of Q's.
        double det = Math.sqrt(lu.getDeterminant());
        double[] aRe = new double[n * n];
        double[] aIm = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int swapped = (j + k) % n;
                double one = i == swapped ? 1 : 0;
                aRe[i * n + j] = one - inverse.getEntry(i, swapped);
                aIm[i * n + j] = -inverse.getEntry(i + n, swapped);
            }
        }
        double[] mu = new double[2 * n];
        for (int i = 0; i < k; i++) {
            mu[i] = r[i] / 2;
            mu[i + k] = r[i] / 2;
            mu[i + n] = r[i + k] / 2;
            mu[i + k + n] = -r[i + k] / 2;
        }
        double[] b = inverse.operate(mu);
        double square = 0;
        for (int i = 0; i < 2 * n; i++) {
            square += mu[i] * b[i];
        }
        return new BargmannForm(
                n,
                symmetric(aRe, n),
                symmetric(aIm, n),
                Arrays.copyOf(b, n),
                Arrays.copyOfRange(b, n, 2 * n),
                StrictMath.exp(-0.5 * square) / Math.sqrt(det));
    }

    private static void set(double[] re, double[] im, int n, int i, int j, double valueRe, double valueIm) {
        re[i * n + j] = valueRe;
        im[i * n + j] = valueIm;
    }

    private static double[] symmetric(double[] a, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * (a[i * n + j] + a[j * n + i]);
                a[i * n + j] = mean;
                a[j * n + i] = mean;
            }
        }
        return a;
    }

    /** Of a pure state: the form of its ket, Σ c[m] z^m / √m!, whose vacuum amplitude is real. */
    public BargmannForm ket() {
        int k = variables / 2;
        double[] re = new double[k * k];
        double[] im = new double[k * k];
        for (int i = 0; i < k; i++) {
            System.arraycopy(aRe, i * variables, re, i * k, k);
            System.arraycopy(aIm, i * variables, im, i * k, k);
        }
        return new BargmannForm(k, re, im, Arrays.copyOf(bRe, k), Arrays.copyOf(bIm, k), Math.sqrt(c));
    }

    /** The same form of other variables: variable i is {@code factor[i]} times variable {@code order[i]} of this one. */
    BargmannForm rearranged(int[] order, double[] factor, double scale) {
        int n = variables;
        double[] nextRe = new double[n * n];
        double[] nextIm = new double[n * n];
        double[] nextB = new double[n];
        double[] nextC = new double[n];
        for (int i = 0; i < n; i++) {
            nextB[i] = bRe[order[i]] * factor[i];
            nextC[i] = bIm[order[i]] * factor[i];
            for (int j = 0; j < n; j++) {
                nextRe[i * n + j] = aRe[order[i] * n + order[j]] * factor[i] * factor[j];
                nextIm[i * n + j] = aIm[order[i] * n + order[j]] * factor[i] * factor[j];
            }
        }
        return new BargmannForm(n, nextRe, nextIm, nextB, nextC, c * scale);
    }

    /** Every element up to the cutoff, C order with the first variable slowest, real and imaginary parts. */
    public double[][] elements(int cutoff) {
        int n = variables;
        int[] stride = new int[n];
        int size = 1;
        for (int i = n - 1; i >= 0; i--) {
            stride[i] = size;
            size = Math.multiplyExact(size, cutoff);
        }
        double[] root = new double[cutoff + 1];
        for (int i = 0; i <= cutoff; i++) {
            root[i] = Math.sqrt(i);
        }
        double[] re = new double[size];
        double[] im = new double[size];
        int[] index = new int[n];
        re[0] = c;
        for (int at = 1; at < size; at++) {
            for (int i = n - 1; ++index[i] == cutoff; i--) {
                index[i] = 0;
            }
            int pivot = 0;
            while (index[pivot] == 0) {
                pivot++;
            }
            int below = at - stride[pivot];
            double sumRe = bRe[pivot] * re[below] - bIm[pivot] * im[below];
            double sumIm = bRe[pivot] * im[below] + bIm[pivot] * re[below];
            for (int j = pivot; j < n; j++) {
                int photons = j == pivot ? index[j] - 1 : index[j];
                if (photons > 0) {
                    int from = below - stride[j];
                    double a = aRe[pivot * n + j] * root[photons];
                    double b = aIm[pivot * n + j] * root[photons];
                    sumRe += a * re[from] - b * im[from];
                    sumIm += a * im[from] + b * re[from];
                }
            }
            re[at] = sumRe / root[index[pivot]];
            im[at] = sumIm / root[index[pivot]];
        }
        return new double[][] {re, im};
    }
}
