package org.everycore.photonics.gbs;

import java.util.Arrays;

/**
 * The photon-number distribution of one mode, given the photons of others: ψ(t) = Σ_d c_d e(t-d) √C(t,d), with c_d the amplitude of d photons that
 * pair with other modes ({@link PairingTable}) and e that of photons that pair among themselves or come from the mean. No cutoff: the series goes on
 * until what is left cannot be seen in a double.
 */
final class OpenMode {
    private static final int TABLE = 96;
    private static final double[] ROOT_BINOMIALS = new double[TABLE * TABLE];
    private static final double SMALL = 0x1p-62;
    private static final int MOST = 1 << 16;

    static {
        double[] exact = new double[TABLE * TABLE];
        for (int t = 0; t < TABLE; t++) {
            for (int d = 0; d <= t; d++) {
                double value = d == 0 || d == t ? 1 : exact[(t - 1) * TABLE + d - 1] + exact[(t - 1) * TABLE + d];
                exact[t * TABLE + d] = value;
                ROOT_BINOMIALS[t * TABLE + d] = Math.sqrt(value);
            }
        }
    }

    private double[] eRe = new double[TABLE];
    private double[] eIm = new double[TABLE];
    private double[] weight = new double[TABLE];

    /**
     * Draws a photon number.
     *
     * @param cRe coefficients of degree 0 to {@code degree}
     * @param bRe the mode's own element of B
     * @param gRe the mode's γ
     * @param u uniform in [0, 1)
     */
    int draw(double[] cRe, double[] cIm, int degree, double bRe, double bIm, double gRe, double gIm, double u) {
        double rest = 1 - (bRe * bRe + bIm * bIm);
        double sum = 0;
        int t = 0;
        double before = Double.POSITIVE_INFINITY;
        while (true) {
            ensure(t + 1);
            own(t, bRe, bIm, gRe, gIm);
            double w = weight(cRe, cIm, Math.min(degree, t), t);
            weight[t] = w;
            sum += w;
            t++;
            if (t > degree + 1 && (w + before) <= SMALL * rest * sum) {
                break;
            }
            before = w;
            if (t == MOST || !(sum < Double.POSITIVE_INFINITY)) {
                throw new TooManyPhotonsException("a mode's photon numbers pass " + t);
            }
        }
        double target = u * sum;
        double reached = 0;
        int last = 0;
        for (int n = 0; n < t; n++) {
            reached += weight[n];
            if (weight[n] > 0) {
                last = n;
                if (target < reached) {
                    return n;
                }
            }
        }
        return last;
    }

    private void ensure(int length) {
        if (weight.length < length) {
            eRe = Arrays.copyOf(eRe, 2 * length);
            eIm = Arrays.copyOf(eIm, 2 * length);
            weight = Arrays.copyOf(weight, 2 * length);
        }
    }

    private void own(int t, double bRe, double bIm, double gRe, double gIm) {
        if (t == 0) {
            eRe[0] = 1;
            eIm[0] = 0;
            return;
        }
        double re = gRe * eRe[t - 1] - gIm * eIm[t - 1];
        double im = gRe * eIm[t - 1] + gIm * eRe[t - 1];
        if (t > 1) {
            double root = Math.sqrt(t - 1);
            re += root * (bRe * eRe[t - 2] - bIm * eIm[t - 2]);
            im += root * (bRe * eIm[t - 2] + bIm * eRe[t - 2]);
        }
        double scale = 1 / Math.sqrt(t);
        eRe[t] = re * scale;
        eIm[t] = im * scale;
    }

    private double weight(double[] cRe, double[] cIm, int degree, int t) {
        double re = 0;
        double im = 0;
        double root = 1;
        for (int d = 0; d <= degree; d++) {
            if (t < TABLE) {
                root = ROOT_BINOMIALS[t * TABLE + d];
            } else if (d > 0) {
                root *= Math.sqrt((t - d + 1.0) / d);
            }
            re += root * (cRe[d] * eRe[t - d] - cIm[d] * eIm[t - d]);
            im += root * (cRe[d] * eIm[t - d] + cIm[d] * eRe[t - d]);
        }
        return re * re + im * im;
    }
}
