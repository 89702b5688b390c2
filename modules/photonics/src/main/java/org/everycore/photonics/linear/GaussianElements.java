package org.everycore.photonics.linear;

import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.Payload;

/** Gaussian states and channels between photon numbers, exact and cut, by {@link BargmannForm}. */
public final class GaussianElements {
    /** tanh of the squeezing of the pair whose half goes through a channel: large enough that dividing by it loses nothing. */
    private static final double LAMBDA = 0.6;

    private static final int MOST = 1 << 27;

    private GaussianElements() {}

    /** Amplitudes of a pure Gaussian state, C order; the vacuum's is real. */
    public static double[][] ket(Payload.Moments moments, int cutoff) {
        requireSize(cutoff, moments.modes());
        return BargmannForm.of(moments.modes(), moments.v(), moments.r()).ket().elements(cutoff);
    }

    /** The density matrix of a Gaussian state, row by row. */
    public static double[][] density(Payload.Moments moments, int cutoff) {
        requireSize(cutoff, 2 * moments.modes());
        return BargmannForm.of(moments.modes(), moments.v(), moments.r()).elements(cutoff);
    }

    /**
     * What a channel on k modes does to every |j><l|: element [m, n, j, l] is <m|Φ(|j><l|)|n>, each index k photon numbers, C order.
     *
     * <p>Half of a two-mode squeezed vacuum Σ λ^j |j,j> is sent through it; the state that comes out holds the elements times
     * (1 - λ²) λ^{j+l} for each mode.
     */
    public static double[][] channel(Payload.Channel channel, int cutoff) {
        int k = channel.modes();
        requireSize(cutoff, 4 * k);
        int n = 2 * k;
        double cosh = (1 + LAMBDA * LAMBDA) / (1 - LAMBDA * LAMBDA);
        double sinh = 2 * LAMBDA / (1 - LAMBDA * LAMBDA);
        double[] v = new double[4 * n * n];
        double[] r = new double[2 * n];
        for (int i = 0; i < n; i++) {
            int row = place(i, k, false);
            r[row] = channel.d()[i];
            v[place(i, k, true) * 2 * n + place(i, k, true)] = cosh;
            for (int j = 0; j < n; j++) {
                double sum = 0.5 * (channel.y()[i * n + j] + channel.y()[j * n + i]);
                for (int l = 0; l < n; l++) {
                    sum += channel.x()[i * n + l] * cosh * channel.x()[j * n + l];
                }
                v[row * 2 * n + place(j, k, false)] = sum;
                double cross = channel.x()[i * n + j] * (j < k ? sinh : -sinh);
                v[row * 2 * n + place(j, k, true)] = cross;
                v[place(j, k, true) * 2 * n + row] = cross;
            }
        }
        BargmannForm form = BargmannForm.of(n, v, r);
        // (z of the channel's modes, z of the others, w, w) to (z, w of the channel's modes, z, w of the others).
        int[] order = new int[2 * n];
        double[] factor = new double[2 * n];
        for (int i = 0; i < k; i++) {
            order[i] = i;
            order[i + k] = i + n;
            order[i + 2 * k] = i + k;
            order[i + 3 * k] = i + k + n;
            factor[i] = 1;
            factor[i + k] = 1;
            factor[i + 2 * k] = 1 / LAMBDA;
            factor[i + 3 * k] = 1 / LAMBDA;
        }
        double scale = StrictMath.pow(1 - LAMBDA * LAMBDA, -k);
        return form.rearranged(order, factor, scale).elements(cutoff);
    }

    /** Where quadrature i of k modes stands among those of 2k modes. */
    private static int place(int i, int k, boolean other) {
        int mode = i % k + (other ? k : 0);
        return i < k ? mode : mode + 2 * k;
    }

    private static void requireSize(int cutoff, int indices) {
        if (Math.pow(cutoff, indices) > MOST) {
            throw new CircuitException("needs " + (long) Math.pow(cutoff, indices) + " elements at cutoff " + cutoff
                    + ", over the limit of " + MOST + ": use a lower cutoff");
        }
    }
}
