package org.everycore.photonics.mixed;

import org.everycore.photonics.circuit.CircuitException;

/**
 * Loss or gain of one mode, exact within the cut: k photons leave both ket and bra, or come into them.
 *
 * <p>Loss with transmissivity T has the Kraus operators A_k = √((1-T)^k / (k! T^k)) T^{n/2} a^k, so that
 * ρ'[m,n] = Σ_k L[m,k] L[n,k] ρ[m+k,n+k] with L[m,k]² = C(m+k,k) (1-T)^k T^m (Ivan, Sabapathy and Simon, Physical Review A
 * 84 (2011) 042311). Gain G is the transposed form with g = (G-1)/G: ρ'[m+k,n+k] = Σ_k M[m,k] M[n,k] ρ[m,n],
 * M[m,k]² = C(m+k,k) g^k G^{-(m+1)}.
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays; never compared
record PhotonShift(int mode, double number, boolean loss, double[][] factor, double[] byParameters)
        implements ChannelStage {

    static PhotonShift loss(int mode, double t, int cutoff, double... byParameters) {
        double[][] factor = new double[cutoff][];
        double power = 1;
        for (int m = 0; m < cutoff; m++) {
            factor[m] = new double[cutoff - m];
            factor[m][0] = power;
            for (int k = 1; m + k < cutoff; k++) {
                factor[m][k] = factor[m][k - 1] * Math.sqrt((1 - t) * (m + k) / k);
            }
            power *= Math.sqrt(t);
        }
        return new PhotonShift(mode, t, true, factor, byParameters);
    }

    static PhotonShift gain(int mode, double gain, int cutoff, double... byParameters) {
        double g = (gain - 1) / gain;
        double[][] factor = new double[cutoff][];
        double power = 1 / Math.sqrt(gain);
        for (int m = 0; m < cutoff; m++) {
            factor[m] = new double[cutoff - m];
            factor[m][0] = power;
            for (int k = 1; m + k < cutoff; k++) {
                factor[m][k] = factor[m][k - 1] * Math.sqrt(g * (m + k) / k);
            }
            power /= Math.sqrt(gain);
        }
        return new PhotonShift(mode, gain, false, factor, byParameters);
    }

    @Override
    public FockDensity apply(FockDensity state) {
        return map(state, loss);
    }

    @Override
    public FockDensity adjoint(FockDensity cotangent) {
        return map(cotangent, !loss);
    }

    /** Sums factor[m][k] factor[n][k] times what moves between (m+k, n+k) and (m, n). */
    private FockDensity map(FockDensity state, boolean down) {
        int c = state.cutoff();
        int d = state.dimension();
        ModeLayout layout = new ModeLayout(state.modes(), c);
        int stride = layout.stride(mode);
        int[] others = layout.others(mode);
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        double[] fromRe = state.re();
        double[] fromIm = state.im();
        for (int ket : others) {
            for (int bra : others) {
                int base = ket * d + bra;
                for (int m = 0; m < c; m++) {
                    double[] ofKet = factor[m];
                    for (int n = 0; n < c; n++) {
                        double[] ofBra = factor[n];
                        int low = base + m * stride * d + n * stride;
                        for (int k = 0; k < c - Math.max(m, n); k++) {
                            int high = low + k * stride * (d + 1);
                            int to = down ? low : high;
                            int from = down ? high : low;
                            double weight = ofKet[k] * ofBra[k];
                            re[to] += weight * fromRe[from];
                            im[to] += weight * fromIm[from];
                        }
                    }
                }
            }
        }
        return new FockDensity(state.modes(), c, re, im);
    }

    @Override
    public double slope(FockDensity before, FockDensity cotangent) {
        int c = before.cutoff();
        int d = before.dimension();
        ModeLayout layout = new ModeLayout(before.modes(), c);
        int stride = layout.stride(mode);
        int[] others = layout.others(mode);
        double sum = 0;
        for (int m = 0; m < c; m++) {
            for (int n = 0; n < c; n++) {
                for (int k = 0; k < c - Math.max(m, n); k++) {
                    double met = 0;
                    for (int ket : others) {
                        for (int bra : others) {
                            int low = ket * d + bra + m * stride * d + n * stride;
                            int high = low + k * stride * (d + 1);
                            int to = loss ? low : high;
                            int from = loss ? high : low;
                            met += cotangent.re()[to] * before.re()[from]
                                    + cotangent.im()[to] * before.im()[from];
                        }
                    }
                    if (met != 0) {
                        sum += met * weightSlope(m, n, k);
                    }
                }
            }
        }
        return sum;
    }

    /** The derivative of factor[m][k] factor[n][k] by T or G, finite at T = 1 and G = 1. */
    private double weightSlope(int m, int n, int k) {
        double half = 0.5 * (m + n);
        double roots = Math.sqrt(binomial(m, k) * binomial(n, k));
        if (loss) {
            if (number == 0) {
                if (m + n == 1) {
                    throw new CircuitException("loss has no derivative at T = 0: coherences go as √T");
                }
                return m + n == 0 ? -k : m + n == 2 ? roots : 0;
            }
            if (number == 1) {
                return k == 0 ? half : k == 1 ? -roots : 0;
            }
            return factor[m][k] * factor[n][k] * (half / number - k / (1 - number));
        }
        if (number == 1) {
            return k == 0 ? -(half + 1) : k == 1 ? roots : 0;
        }
        return factor[m][k] * factor[n][k] * (k / (number - 1) - (k + half + 1) / number);
    }

    private static double binomial(int m, int k) {
        return k == 0 ? 1 : k == 1 ? m + 1 : k == 2 ? (m + 2.0) * (m + 1) / 2 : multiplied(m, k);
    }

    private static double multiplied(int m, int k) {
        double product = 1;
        for (int i = 1; i <= k; i++) {
            product *= (double) (m + i) / i;
        }
        return product;
    }
}
