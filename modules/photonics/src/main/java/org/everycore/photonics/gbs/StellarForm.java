package org.everycore.photonics.gbs;

import org.everycore.photonics.gaussian.GaussianState;

/**
 * What photon numbers of a Gaussian state follow from: with z = ᾱ, w = α its Husimi function is proportional to exp(½ zᵀBz + ½ wᵀB̄w + zᵀCw + γᵀz + γ̄ᵀw - |α|²).
 *
 * <p>From the means μ and covariances V of (x1.., p1..), hbar = 2, with K = (V+1)⁻¹: B = Kpp - Kxx - i(Kxp + Kxpᵀ), C = 1 - Kxx - Kpp +
 * i(Kxp - Kxpᵀ), and γ = gx + i gp with g = Kμ. For a pure state C = 0 and B is that of its stellar function. In the notation of Hamilton
 * and others (Physical Review Letters 119 (2017) 170501) A is [[B, C], [C̄, B̄]].
 *
 * @param vacuum the probability of no photon at all
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
record StellarForm(
        int modes, double[] bRe, double[] bIm, double[] cRe, double[] cIm, double[] gRe, double[] gIm, double vacuum) {
    private static final double PURE = 1e-11;

    static StellarForm of(GaussianState state) {
        int m = state.modes();
        int n = 2 * m;
        double[] q = state.covariance().clone();
        for (int i = 0; i < n; i++) {
            q[i * n + i] += 1;
        }
        double[] l = SquareMatrix.cholesky(q, n);
        double[] k = SquareMatrix.inverse(l, n);
        double[] bRe = new double[m * m];
        double[] bIm = new double[m * m];
        double[] cRe = new double[m * m];
        double[] cIm = new double[m * m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                double xx = (k[i * n + j] + k[j * n + i]) / 2;
                double pp = (k[(i + m) * n + j + m] + k[(j + m) * n + i + m]) / 2;
                double xp = (k[i * n + j + m] + k[(j + m) * n + i]) / 2;
                double px = (k[j * n + i + m] + k[(i + m) * n + j]) / 2;
                bRe[i * m + j] = pp - xx;
                bIm[i * m + j] = -(xp + px);
                cRe[i * m + j] = (i == j ? 1 : 0) - xx - pp;
                cIm[i * m + j] = xp - px;
            }
        }
        double[] gRe = new double[m];
        double[] gIm = new double[m];
        double form = 0;
        for (int i = 0; i < n; i++) {
            double g = 0;
            for (int j = 0; j < n; j++) {
                g += k[i * n + j] * state.mean()[j];
            }
            form += g * state.mean()[i];
            (i < m ? gRe : gIm)[i % m] = g;
        }
        double root = 1;
        for (int i = 0; i < n; i++) {
            root *= l[i * n + i] / Math.sqrt(2);
        }
        return new StellarForm(m, bRe, bIm, cRe, cIm, gRe, gIm, StrictMath.exp(-form / 2) / root);
    }

    boolean pure() {
        for (int i = 0; i < cRe.length; i++) {
            if (Math.abs(cRe[i]) > PURE || Math.abs(cIm[i]) > PURE) {
                return false;
            }
        }
        return true;
    }

    /** A as one symmetric matrix of twice the size: amplitudes of its patterns n, n are probabilities over the vacuum's. */
    StellarForm doubled() {
        int n = 2 * modes;
        double[] re = new double[n * n];
        double[] im = new double[n * n];
        double[] linearRe = new double[n];
        double[] linearIm = new double[n];
        for (int i = 0; i < modes; i++) {
            for (int j = 0; j < modes; j++) {
                int at = i * modes + j;
                re[i * n + j] = bRe[at];
                im[i * n + j] = bIm[at];
                re[(i + modes) * n + j + modes] = bRe[at];
                im[(i + modes) * n + j + modes] = -bIm[at];
                re[i * n + j + modes] = cRe[at];
                im[i * n + j + modes] = cIm[at];
                re[(j + modes) * n + i] = cRe[at];
                im[(j + modes) * n + i] = cIm[at];
            }
            linearRe[i] = gRe[i];
            linearIm[i] = gIm[i];
            linearRe[i + modes] = gRe[i];
            linearIm[i + modes] = -gIm[i];
        }
        return new StellarForm(n, re, im, null, null, linearRe, linearIm, vacuum);
    }
}
