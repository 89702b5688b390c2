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
        this.root = Roots.upTo(cutoff + 1);
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

    /** S'[m,n] = -½T S - ½c² √(m(m-1)) S[m-2,n] - cT √(mn) S[m-1,n-1] + ½c² √(n(n-1)) S[m,n-2]. */
    @Override
    public void derivatives(double[] t, int lanes, double[] functions, double[] elements, double[] out) {
        for (int m = 0; m < cutoff; m++) {
            for (int n = m & 1; n < cutoff; n += 2) {
                int here = at(m, n) * lanes;
                int above = m < 2 ? here : at(m - 2, n) * lanes;
                int corner = m < 1 || n < 1 ? here : at(m - 1, n - 1) * lanes;
                int left = n < 2 ? here : at(m, n - 2) * lanes;
                double up = m < 2 ? 0 : -0.5 * root[m] * root[m - 1];
                double across = -root[m] * root[n];
                double down = n < 2 ? 0 : 0.5 * root[n] * root[n - 1];
                for (int s = 0; s < lanes; s++) {
                    double c = functions[lanes + s];
                    double sum = -0.5 * functions[s] * elements[here + s];
                    sum = Math.fma(up * c * c, elements[above + s], sum);
                    sum = Math.fma(across * c * functions[s], elements[corner + s], sum);
                    out[here + s] = Math.fma(down * c * c, elements[left + s], sum);
                }
            }
        }
    }
}
