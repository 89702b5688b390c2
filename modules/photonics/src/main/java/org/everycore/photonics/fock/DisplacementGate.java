package org.everycore.photonics.fock;

/**
 * Real displacement exp(r(a† - a)): D[j+k,j] = e^{-r²/2} r^k √(j!/(j+k)!) L_j^k(r²) and D[j,j+k] = (-1)^k D[j+k,j].
 *
 * <p>With A_j = √(j(j+k)) the recurrence of the Laguerre polynomials reads A_{j+1} (d_{j+1} - d_j) = A_j (d_j - d_{j-1}) + (w_j +
 * w_{j+1} - r²) d_j, where w_j = (2j+k)/2 - A_j = k² / (4j + 2k + 4 A_j): see {@link RisingChains}.
 */
public final class DisplacementGate implements RealGate {
    /** Beyond, e^{-r²/2} leaves what a double holds for amplitudes that reach from vacuum to the cutoff. */
    private static final int PLAIN = 256;

    private static final double STEP = StrictMath.exp(-208) * 0x1p300;

    private final int cutoff;
    private final double[] root;
    private final BlockLayout layout;
    private final RisingChains chains;

    public DisplacementGate(int cutoff) {
        this.cutoff = cutoff;
        this.root = Roots.upTo(cutoff);
        this.layout = BlockLayout.dense(cutoff);
        this.chains = new RisingChains(cutoff, cutoff > PLAIN);
    }

    @Override
    public BlockLayout layout() {
        return layout;
    }

    @Override
    public int scratch(int lanes) {
        return chains.scratch(lanes);
    }

    @Override
    public void elements(double[] t, int lanes, double[] scratch, double[] out) {
        start(t, lanes, scratch, out);
        int weights = RisingChains.weights(lanes);
        for (int j = 1; j < cutoff; j++) {
            for (int k = 0; j + k < cutoff; k++) {
                double a = root[j] * root[j + k];
                double w = (double) k * k / (4.0 * j + 2.0 * k + 4 * a);
                chains.rise(scratch, lanes, k, scratch[weights + k] + w, 1, 1 / a);
                scratch[weights + k] = w;
                chains.write(scratch, lanes, k, out, (j + k) * cutoff + j, j * cutoff + j + k);
            }
        }
    }

    private void start(double[] t, int lanes, double[] scratch, double[] out) {
        for (int s = 0; s < lanes; s++) {
            double square = t[s] * t[s];
            scratch[s] = t[s];
            scratch[RisingChains.z(lanes) + s] = square;
            // e^{-r²/2} in whole steps of e^{-208}, a little less than 2^-300; the last factor is what the square was
            // rounded by.
            double half = 0.5 * square;
            int steps = (int) Math.min(half / 208, 200);
            double mantissa = StrictMath.exp(208.0 * steps - half) * (1 - 0.5 * Math.fma(t[s], t[s], -square));
            for (int i = 0; i < steps; i++) {
                mantissa *= STEP;
            }
            chains.start(scratch, lanes, 0, s, mantissa, steps);
        }
        for (int k = 0; k < cutoff; k++) {
            if (k > 0) {
                chains.startAfter(scratch, lanes, k, 1 / root[k], scratch, 0);
            }
            scratch[RisingChains.weights(lanes) + k] = 0.5 * k;
            chains.write(scratch, lanes, k, out, k * cutoff, k);
        }
    }

    @Override
    public double coupling(int block, int i) {
        return root[i];
    }

    /** √c D[m,c] = √m D[m-1,c-1] - r D[m,c-1]. */
    @Override
    public void edges(double[] t, int lanes, double[] functions, double[] elements, double[] out) {
        for (int m = 0; m < cutoff; m++) {
            int to = (cutoff + m) * lanes;
            int left = (m * cutoff + cutoff - 1) * lanes;
            int corner = m == 0 ? left : left - cutoff * lanes;
            double factor = root[m];
            for (int s = 0; s < lanes; s++) {
                out[to + s] = Math.fma(factor, elements[corner + s], -t[s] * elements[left + s]);
            }
        }
    }
}
