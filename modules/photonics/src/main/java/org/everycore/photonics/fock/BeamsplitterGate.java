package org.everycore.photonics.fock;

/**
 * Real beamsplitter exp(theta(a1 a2† - a1† a2)): with c = cos theta, s = sin theta the generating function is
 * exp(c x1 y1 + s x2 y1 - s x1 y2 + c x2 y2), so that for elements [m,n;p,q] = <m,n|B|p,q>
 * √p [m,n;p,q] = c √m [m-1,n;p-1,q] + s √n [m,n-1;p-1,q] and √q [m,n;0,q] = -s √m [m-1,n;0,q-1] + c √n [m,n-1;0,q-1].
 * The total photon number is conserved: one block for each.
 */
public final class BeamsplitterGate implements RealGate {
    private final int cutoff;
    private final double[] root;
    private final BlockLayout layout;

    public BeamsplitterGate(int cutoff) {
        this.cutoff = cutoff;
        this.root = Roots.upTo(cutoff);
        this.layout = BlockLayout.totalNumber(cutoff);
    }

    @Override
    public BlockLayout layout() {
        return layout;
    }

    /** Element [m, total - m; p, total - p]. */
    private int at(int total, int m, int p) {
        int low = Math.max(0, total - cutoff + 1);
        return layout.offset(total) + (m - low) * layout.rows(total).length + p - low;
    }

    @Override
    public void elements(double[] t, int lanes, double[] functions, double[] out) {
        sincos(t, lanes, functions);
        for (int s = 0; s < lanes; s++) {
            out[s] = 1;
        }
        for (int total = 1; total < layout.blocks(); total++) {
            int low = Math.max(0, total - cutoff + 1);
            int high = Math.min(total, cutoff - 1);
            for (int m = low; m <= high; m++) {
                for (int p = low; p <= high; p++) {
                    element(total, m, p, lanes, functions, out);
                }
            }
        }
    }

    private void element(int total, int m, int p, int lanes, double[] functions, double[] out) {
        int n = total - m;
        int q = total - p;
        int here = at(total, m, p) * lanes;
        // Lower p when there is one; the two products are then c √m [m-1,n;p-1,q] and s √n [m,n-1;p-1,q].
        boolean first = p > 0;
        double inverse = 1 / (first ? root[p] : root[q]);
        int withM = first ? 0 : lanes;
        int withN = first ? lanes : 0;
        double factorM = (first ? root[m] : -root[m]) * inverse;
        double factorN = root[n] * inverse;
        int lowerP = first ? p - 1 : p;
        int fromM = m == 0 ? here : at(total - 1, m - 1, lowerP) * lanes;
        int fromN = n == 0 ? here : at(total - 1, m, lowerP) * lanes;
        if (m == 0) {
            for (int s = 0; s < lanes; s++) {
                out[here + s] = factorN * functions[withN + s] * out[fromN + s];
            }
        } else if (n == 0) {
            for (int s = 0; s < lanes; s++) {
                out[here + s] = factorM * functions[withM + s] * out[fromM + s];
            }
        } else {
            for (int s = 0; s < lanes; s++) {
                out[here + s] = Math.fma(
                        factorN * functions[withN + s],
                        out[fromN + s],
                        factorM * functions[withM + s] * out[fromM + s]);
            }
        }
    }

    @Override
    public double coupling(int block, int i) {
        int m = Math.max(0, block - cutoff + 1) + i;
        return -root[m] * root[block - m + 1];
    }

    @Override
    public boolean leavesFirst(int block) {
        return block >= cutoff;
    }

    @Override
    public boolean leavesLast(int block) {
        return block >= cutoff;
    }

    /**
     * With low = total - cutoff + 1 the columns [low-1, cutoff] and [cutoff, low-1]: √cutoff times the one is
     * -s √m [m-1,n;low-1,cutoff-1] + c √n [m,n-1;low-1,cutoff-1], the other c √m [m-1,n;cutoff-1,low-1] + s √n
     * [m,n-1;cutoff-1,low-1].
     */
    @Override
    public void edges(double[] t, int lanes, double[] functions, double[] elements, double[] out) {
        for (int total = cutoff; total < layout.blocks(); total++) {
            int low = total - cutoff + 1;
            int size = layout.rows(total).length;
            int from = 2 * layout.levelsBefore(total);
            for (int m = low; m < cutoff; m++) {
                int n = total - m;
                double factorM = root[low] * root[m];
                double factorN = root[low] * root[n];
                int first = (from + m - low) * lanes;
                int last = first + size * lanes;
                int firstM = at(total - 1, m - 1, low - 1) * lanes;
                int firstN = at(total - 1, m, low - 1) * lanes;
                int lastM = at(total - 1, m - 1, cutoff - 1) * lanes;
                int lastN = at(total - 1, m, cutoff - 1) * lanes;
                for (int s = 0; s < lanes; s++) {
                    double c = functions[s];
                    double sine = functions[lanes + s];
                    out[first + s] =
                            Math.fma(factorN * c, elements[firstN + s], -factorM * sine * elements[firstM + s]);
                    out[last + s] = Math.fma(-factorN * sine, elements[lastN + s], -factorM * c * elements[lastM + s]);
                }
            }
        }
    }

    private static void sincos(double[] t, int lanes, double[] functions) {
        for (int s = 0; s < lanes; s++) {
            functions[s] = StrictMath.cos(t[s]);
            functions[lanes + s] = StrictMath.sin(t[s]);
        }
    }
}
