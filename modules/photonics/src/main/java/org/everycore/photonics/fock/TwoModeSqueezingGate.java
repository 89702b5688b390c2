package org.everycore.photonics.fock;

/**
 * Real two-mode squeezing exp(r(a1† a2† - a1 a2)). The difference of photon numbers is conserved: one block for each, see {@link
 * SqueezedBlock}, the same for a difference and its negative. With T = tanh r, c = sech r one column more follows from √q
 * [m,n;p,q] = c √n [m,n-1;p,q-1] - T √p [m,n;p-1,q-1].
 */
public final class TwoModeSqueezingGate implements RealGate {
    private final int cutoff;
    private final double[] root;
    private final BlockLayout layout;
    private final RisingChains chains;
    private final SqueezedBlock[] blocks;

    public TwoModeSqueezingGate(int cutoff) {
        this.cutoff = cutoff;
        this.root = Roots.upTo(cutoff + 1);
        this.layout = BlockLayout.numberDifference(cutoff);
        this.chains = new RisingChains(cutoff, false);
        this.blocks = new SqueezedBlock[cutoff];
        for (int difference = 0; difference < cutoff; difference++) {
            blocks[difference] = new SqueezedBlock(chains, difference, cutoff - difference);
        }
    }

    @Override
    public BlockLayout layout() {
        return layout;
    }

    /** Element [m, n; p, q], where m - n = p - q. */
    private int at(int m, int n, int p, int q) {
        int block = m - n + cutoff - 1;
        return layout.offset(block) + Math.min(m, n) * layout.rows(block).length + Math.min(p, q);
    }

    @Override
    public int scratch(int lanes) {
        return chains.scratch(lanes);
    }

    @Override
    public void elements(double[] t, int lanes, double[] scratch, double[] out) {
        Hyperbolic.fill(t, lanes, scratch);
        int seed = RisingChains.seed(lanes);
        System.arraycopy(scratch, lanes, scratch, seed, lanes);
        for (int difference = 0; difference < cutoff; difference++) {
            int from = layout.offset(cutoff - 1 + difference);
            blocks[difference].fill(scratch, lanes, out, from, -1);
            int size = cutoff - difference;
            int to = layout.offset(cutoff - 1 - difference);
            if (difference > 0) {
                System.arraycopy(out, from * lanes, out, to * lanes, size * size * lanes);
            }
            for (int s = 0; s < lanes; s++) {
                scratch[seed + s] *= scratch[lanes + s];
            }
        }
    }

    @Override
    public double coupling(int block, int i) {
        int difference = block - cutoff + 1;
        return root[i + Math.max(difference, 0)] * root[i + Math.max(-difference, 0)];
    }

    /** The column [p, q] after each block's last; that of equal numbers looks at the one of difference 1, so it comes last. */
    @Override
    public void edges(double[] t, int lanes, double[] functions, double[] elements, double[] out) {
        for (int block = 0; block < layout.blocks(); block++) {
            if (block != cutoff - 1) {
                edge(block, lanes, functions, elements, out);
            }
        }
        edge(cutoff - 1, lanes, functions, elements, out);
    }

    private void edge(int block, int lanes, double[] functions, double[] elements, double[] out) {
        int difference = block - cutoff + 1;
        int size = layout.rows(block).length;
        int p = difference >= 0 ? cutoff : cutoff + difference;
        int q = p - difference;
        for (int k = 0; k < size; k++) {
            int m = k + Math.max(difference, 0);
            int n = m - difference;
            int to = (2 * layout.levelsBefore(block) + size + k) * lanes;
            int pair = at(m, n, p - 1, q - 1) * lanes;
            // Lower q, or p where [p, q-1] is outside too; both sides are times √(p q).
            double factorPair = -(difference > 0 ? root[q] * root[q] : root[p] * root[p]);
            for (int s = 0; s < lanes; s++) {
                out[to + s] = factorPair * functions[s] * elements[pair + s];
            }
            if (difference > 0) {
                accumulate(root[q] * root[m], functions, lanes, elements, at(m - 1, n, p - 1, q), out, to);
            } else if (n > 0 && difference < 0) {
                accumulate(root[p] * root[n], functions, lanes, elements, at(m, n - 1, p, q - 1), out, to);
            } else if (n > 0) {
                int before = 2 * layout.levelsBefore(cutoff) + layout.rows(cutoff).length + k - 1;
                accumulate(
                        root[p] * root[n] / (root[cutoff] * root[cutoff - 1]), functions, lanes, out, before, out, to);
            }
        }
    }

    private static void accumulate(
            double factor, double[] functions, int lanes, double[] from, int at, double[] out, int to) {
        for (int s = 0; s < lanes; s++) {
            out[to + s] = Math.fma(factor * functions[lanes + s], from[at * lanes + s], out[to + s]);
        }
    }
}
