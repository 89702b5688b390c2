package org.everycore.photonics.fock;

/**
 * Real two-mode squeezing exp(r(a1† a2† - a1 a2)): with T = tanh r, c = sech r the generating function is
 * c exp(T x1 x2 + c x1 y1 + c x2 y2 - T y1 y2), so that √m [m,n;0,0] = T √n [m-1,n-1;0,0],
 * √p [m,n;p,0] = c √m [m-1,n;p-1,0] and √q [m,n;p,q] = c √n [m,n-1;p,q-1] - T √p [m,n;p-1,q-1].
 * The difference of photon numbers is conserved: one block for each.
 */
public final class TwoModeSqueezingGate implements RealGate {
    private final int cutoff;
    private final double[] root;
    private final BlockLayout layout;

    public TwoModeSqueezingGate(int cutoff) {
        this.cutoff = cutoff;
        this.root = Roots.upTo(cutoff + 1);
        this.layout = BlockLayout.numberDifference(cutoff);
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
    public void elements(double[] t, int lanes, double[] functions, double[] out) {
        hyperbolic(t, lanes, functions);
        // q ascending, then p, then m: whatever a recurrence looks at is there already.
        for (int q = 0; q < cutoff; q++) {
            for (int p = 0; p < cutoff; p++) {
                int lowest = Math.max(0, p - q);
                for (int m = lowest; m < Math.min(cutoff, cutoff + p - q); m++) {
                    element(m, m - p + q, p, q, lanes, functions, out);
                }
            }
        }
    }

    private void element(int m, int n, int p, int q, int lanes, double[] functions, double[] out) {
        int here = at(m, n, p, q) * lanes;
        if (q > 0) {
            int lower = n == 0 ? here : at(m, n - 1, p, q - 1) * lanes;
            int pair = p == 0 ? here : at(m, n, p - 1, q - 1) * lanes;
            double factorN = root[n] / root[q];
            double factorP = -root[p] / root[q];
            for (int s = 0; s < lanes; s++) {
                double first = n == 0 ? 0 : factorN * functions[lanes + s] * out[lower + s];
                out[here + s] = p == 0 ? first : Math.fma(factorP * functions[s], out[pair + s], first);
            }
        } else if (p > 0) {
            int lower = m == 0 ? here : at(m - 1, n, p - 1, 0) * lanes;
            double factor = root[m] / root[p];
            for (int s = 0; s < lanes; s++) {
                out[here + s] = m == 0 ? 0 : factor * functions[lanes + s] * out[lower + s];
            }
        } else {
            int lower = m == 0 ? here : at(m - 1, n - 1, 0, 0) * lanes;
            for (int s = 0; s < lanes; s++) {
                out[here + s] = m == 0 ? functions[lanes + s] : functions[s] * out[lower + s];
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

    private static void hyperbolic(double[] t, int lanes, double[] functions) {
        for (int s = 0; s < lanes; s++) {
            functions[s] = StrictMath.tanh(t[s]);
            functions[lanes + s] = 1 / StrictMath.cosh(t[s]);
        }
    }
}
