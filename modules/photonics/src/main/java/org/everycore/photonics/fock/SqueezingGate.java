package org.everycore.photonics.fock;

/**
 * Real squeezing exp(½ r (a² - a†²)): with T = tanh r, c = sech r the generating function is
 * √c exp(-½ T x² + c x y + ½ T y²), so that √m S[m,0] = -T √(m-1) S[m-2,0] and
 * √n S[m,n] = c √m S[m-1,n-1] + T √(n-1) S[m,n-2]. Parity is conserved: even and odd levels are two blocks.
 */
public final class SqueezingGate implements RealGate {
    private final int cutoff;
    private final int even;
    private final int odd;
    private final double[] root;
    private final BlockLayout layout;

    public SqueezingGate(int cutoff) {
        this.cutoff = cutoff;
        this.even = (cutoff + 1) / 2;
        this.odd = cutoff / 2;
        this.root = Roots.upTo(cutoff + 2);
        this.layout = BlockLayout.parity(cutoff);
    }

    @Override
    public BlockLayout layout() {
        return layout;
    }

    private int at(int m, int n) {
        return (m & 1) == 0 ? (m >> 1) * even + (n >> 1) : even * even + (m >> 1) * odd + (n >> 1);
    }

    @Override
    public void elements(double[] t, int lanes, double[] functions, double[] out) {
        for (int s = 0; s < lanes; s++) {
            functions[s] = StrictMath.tanh(t[s]);
            functions[lanes + s] = 1 / StrictMath.cosh(t[s]);
            out[s] = Math.sqrt(functions[lanes + s]);
        }
        for (int m = 2; m < cutoff; m += 2) {
            double factor = -root[m - 1] / root[m];
            int here = at(m, 0) * lanes;
            int before = at(m - 2, 0) * lanes;
            for (int s = 0; s < lanes; s++) {
                out[here + s] = factor * functions[s] * out[before + s];
            }
        }
        for (int n = 1; n < cutoff; n++) {
            for (int m = n & 1; m < cutoff; m += 2) {
                int here = at(m, n) * lanes;
                double diagonal = root[m] / root[n];
                double two = root[n - 1] / root[n];
                int corner = m == 0 ? here : at(m - 1, n - 1) * lanes;
                int left = n < 2 ? here : at(m, n - 2) * lanes;
                for (int s = 0; s < lanes; s++) {
                    double first = m == 0 ? 0 : diagonal * functions[lanes + s] * out[corner + s];
                    out[here + s] = n < 2 ? first : Math.fma(two * functions[s], out[left + s], first);
                }
            }
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
