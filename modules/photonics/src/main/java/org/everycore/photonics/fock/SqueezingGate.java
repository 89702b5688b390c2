package org.everycore.photonics.fock;

/**
 * Real squeezing exp(½ r (a² - a†²)). Parity is conserved: even and odd levels are two blocks, see {@link SqueezedBlock}. With T
 * = tanh r, c = sech r one column more follows from √n S[m,n] = c √m S[m-1,n-1] + T √(n-1) S[m,n-2].
 */
public final class SqueezingGate implements RealGate {
    /** Beyond, tanh(r)^n leaves what a double holds for amplitudes that reach from vacuum to the cutoff. */
    private static final int PLAIN = 2048;

    private final int cutoff;
    private final int even;
    private final int odd;
    private final double[] root;
    private final BlockLayout layout;
    private final RisingChains chains;
    private final SqueezedBlock[] blocks;

    public SqueezingGate(int cutoff) {
        this.cutoff = cutoff;
        this.even = (cutoff + 1) / 2;
        this.odd = cutoff / 2;
        this.root = Roots.upTo(cutoff + 2);
        this.layout = BlockLayout.parity(cutoff);
        this.chains = new RisingChains(even, cutoff > PLAIN);
        this.blocks = new SqueezedBlock[layout.blocks()];
        for (int b = 0; b < blocks.length; b++) {
            blocks[b] = new SqueezedBlock(chains, b - 0.5, layout.rows(b).length);
        }
    }

    @Override
    public BlockLayout layout() {
        return layout;
    }

    private int at(int m, int n) {
        return (m & 1) == 0 ? (m >> 1) * even + (n >> 1) : even * even + (m >> 1) * odd + (n >> 1);
    }

    @Override
    public int scratch(int lanes) {
        return chains.scratch(lanes);
    }

    @Override
    public void elements(double[] t, int lanes, double[] scratch, double[] out) {
        Hyperbolic.fill(t, lanes, scratch);
        for (int b = 0; b < blocks.length; b++) {
            for (int s = 0; s < lanes; s++) {
                double c = scratch[lanes + s];
                scratch[RisingChains.seed(lanes) + s] = b == 0 ? Math.sqrt(c) : c * Math.sqrt(c);
            }
            blocks[b].fill(scratch, lanes, out, layout.offset(b), 1);
        }
    }

    @Override
    public double coupling(int block, int i) {
        int n = 2 * i + block;
        return -0.5 * root[n] * root[n - 1];
    }

    /** Column cutoff, then column cutoff + 1, which looks at it. */
    @Override
    public void edges(double[] t, int lanes, double[] functions, double[] elements, double[] out) {
        for (int n = cutoff; n < cutoff + 2; n++) {
            int block = n & 1;
            if (block == 1 && odd == 0) {
                continue;
            }
            double weight = -0.5 * root[n] * root[n - 1];
            for (int m = block; m < cutoff; m += 2) {
                int to = edge(m) * lanes;
                double diagonal = weight * root[m] / root[n];
                double two = weight * root[n - 1] / root[n];
                int left = at(m, n - 2) * lanes;
                for (int s = 0; s < lanes; s++) {
                    out[to + s] = two * functions[s] * elements[left + s];
                }
                if (m > 0 && n == cutoff) {
                    int corner = at(m - 1, n - 1) * lanes;
                    for (int s = 0; s < lanes; s++) {
                        out[to + s] = Math.fma(diagonal * functions[lanes + s], elements[corner + s], out[to + s]);
                    }
                } else if (m > 0) {
                    // Column cutoff lies in out, times its own weight.
                    int corner = edge(m - 1) * lanes;
                    double unweighted = diagonal / (-0.5 * root[cutoff] * root[cutoff - 1]);
                    for (int s = 0; s < lanes; s++) {
                        out[to + s] = Math.fma(unweighted * functions[lanes + s], out[corner + s], out[to + s]);
                    }
                }
            }
        }
    }

    /** Where row m of the column after the last of m's block lies among the edges. */
    private int edge(int m) {
        return (m & 1) == 0 ? even + (m >> 1) : 2 * even + odd + (m >> 1);
    }
}
