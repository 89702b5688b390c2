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
        this.root = Roots.upTo(cutoff);
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

    /** Z' = -T Z + c²(√(mn) [m-1,n-1;p,q] - √(pq) [m,n;p-1,q-1]) - cT(√(mp) [m-1,n;p-1,q] + √(nq) [m,n-1;p,q-1]). */
    @Override
    public void derivatives(double[] t, int lanes, double[] functions, double[] elements, double[] out) {
        for (int q = 0; q < cutoff; q++) {
            for (int p = 0; p < cutoff; p++) {
                int lowest = Math.max(0, p - q);
                for (int m = lowest; m < Math.min(cutoff, cutoff + p - q); m++) {
                    int n = m - p + q;
                    int here = at(m, n, p, q) * lanes;
                    int out1 = m == 0 || n == 0 ? here : at(m - 1, n - 1, p, q) * lanes;
                    int in = p == 0 || q == 0 ? here : at(m, n, p - 1, q - 1) * lanes;
                    int one = m == 0 || p == 0 ? here : at(m - 1, n, p - 1, q) * lanes;
                    int two = n == 0 || q == 0 ? here : at(m, n - 1, p, q - 1) * lanes;
                    double factorOut = root[m] * root[n];
                    double factorIn = -root[p] * root[q];
                    double factorOne = -root[m] * root[p];
                    double factorTwo = -root[n] * root[q];
                    for (int s = 0; s < lanes; s++) {
                        double c = functions[lanes + s];
                        double sum = -functions[s] * elements[here + s];
                        sum = Math.fma(factorOut * c * c, elements[out1 + s], sum);
                        sum = Math.fma(factorIn * c * c, elements[in + s], sum);
                        sum = Math.fma(factorOne * c * functions[s], elements[one + s], sum);
                        out[here + s] = Math.fma(factorTwo * c * functions[s], elements[two + s], sum);
                    }
                }
            }
        }
    }

    private static void hyperbolic(double[] t, int lanes, double[] functions) {
        for (int s = 0; s < lanes; s++) {
            functions[s] = StrictMath.tanh(t[s]);
            functions[lanes + s] = 1 / StrictMath.cosh(t[s]);
        }
    }
}
