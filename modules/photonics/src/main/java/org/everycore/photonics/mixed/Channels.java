package org.everycore.photonics.mixed;

import org.everycore.photonics.circuit.Operation;

/**
 * Loss and gain of one mode of a density matrix, exact within the cut.
 *
 * <p>Loss with transmissivity T has the Kraus operators A_k = √((1-T)^k / (k! T^k)) T^{n/2} a^k, so that
 * ρ'[m,n] = Σ_k L[m,k] L[n,k] ρ[m+k,n+k] with L[m,k]² = C(m+k,k) (1-T)^k T^m (Ivan, Sabapathy and Simon, Physical Review A
 * 84 (2011) 042311). Gain G is the transposed form with g = (G-1)/G: ρ'[m+k,n+k] = Σ_k M[m,k] M[n,k] ρ[m,n],
 * M[m,k]² = C(m+k,k) g^k G^{-(m+1)}. Loss into a thermal bath of mean photon number nbar is loss of T/G, then gain
 * G = 1 + (1-T) nbar (Caruso, Giovannetti and Holevo, New Journal of Physics 8 (2006) 310).
 */
final class Channels {
    private Channels() {}

    /** The state after LossChannel or ThermalLoss. */
    static FockDensity apply(FockDensity state, Operation op) {
        double t = op.params()[0];
        int mode = op.modes()[0];
        return switch (op.kind()) {
            case LOSS -> loss(state, mode, t);
            case THERMAL_LOSS -> {
                double gain = 1 + (1 - t) * op.params()[1];
                yield gain(loss(state, mode, t / gain), mode, gain);
            }
            default -> throw new IllegalArgumentException(op.kind() + " is not a channel");
        };
    }

    private static FockDensity loss(FockDensity state, int mode, double t) {
        int c = state.cutoff();
        double[][] factor = new double[c][];
        double power = 1;
        for (int m = 0; m < c; m++) {
            factor[m] = new double[c - m];
            factor[m][0] = power;
            for (int k = 1; m + k < c; k++) {
                factor[m][k] = factor[m][k - 1] * Math.sqrt((1 - t) * (m + k) / k);
            }
            power *= Math.sqrt(t);
        }
        return map(state, mode, factor, true);
    }

    private static FockDensity gain(FockDensity state, int mode, double gain) {
        int c = state.cutoff();
        double g = (gain - 1) / gain;
        double[][] factor = new double[c][];
        double power = 1 / Math.sqrt(gain);
        for (int m = 0; m < c; m++) {
            factor[m] = new double[c - m];
            factor[m][0] = power;
            for (int k = 1; m + k < c; k++) {
                factor[m][k] = factor[m][k - 1] * Math.sqrt(g * (m + k) / k);
            }
            power /= Math.sqrt(gain);
        }
        return map(state, mode, factor, false);
    }

    /** Sums factor[m][k] factor[n][k] times what moves between (m+k, n+k) and (m, n). */
    private static FockDensity map(FockDensity state, int mode, double[][] factor, boolean down) {
        int c = state.cutoff();
        int d = state.dimension();
        ModeLayout layout = new ModeLayout(state.modes(), c);
        int stride = layout.stride(mode);
        int[] others = layout.others(mode);
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        for (int ket : others) {
            for (int bra : others) {
                int base = ket * d + bra;
                for (int m = 0; m < c; m++) {
                    for (int n = 0; n < c; n++) {
                        int low = base + m * stride * d + n * stride;
                        for (int k = 0; k < c - Math.max(m, n); k++) {
                            int high = low + k * stride * (d + 1);
                            int to = down ? low : high;
                            int from = down ? high : low;
                            double weight = factor[m][k] * factor[n][k];
                            re[to] += weight * state.re()[from];
                            im[to] += weight * state.im()[from];
                        }
                    }
                }
            }
        }
        return new FockDensity(state.modes(), c, re, im);
    }
}
