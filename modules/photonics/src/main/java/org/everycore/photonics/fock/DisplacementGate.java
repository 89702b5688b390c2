package org.everycore.photonics.fock;

/**
 * Real displacement exp(r(a† - a)): generating function exp(-r²/2 + r x - r y + x y), so that
 * √n D[m,n] = √m D[m-1,n-1] - r D[m,n-1] and D[m,0] = r/√m D[m-1,0].
 */
public final class DisplacementGate implements RealGate {
    private final int cutoff;
    private final double[] root;
    private final BlockLayout layout;

    public DisplacementGate(int cutoff) {
        this.cutoff = cutoff;
        this.root = Roots.upTo(cutoff);
        this.layout = BlockLayout.dense(cutoff);
    }

    @Override
    public BlockLayout layout() {
        return layout;
    }

    @Override
    public void elements(double[] t, int lanes, double[] functions, double[] out) {
        for (int s = 0; s < lanes; s++) {
            out[s] = StrictMath.exp(-0.5 * t[s] * t[s]);
        }
        for (int m = 1; m < cutoff; m++) {
            int at = m * cutoff * lanes;
            int above = at - cutoff * lanes;
            double inverse = 1 / root[m];
            for (int s = 0; s < lanes; s++) {
                out[at + s] = t[s] * inverse * out[above + s];
            }
        }
        for (int m = 0; m < cutoff; m++) {
            for (int n = 1; n < cutoff; n++) {
                int at = (m * cutoff + n) * lanes;
                double inverse = 1 / root[n];
                double diagonal = root[m] * inverse;
                int left = at - lanes;
                int corner = m == 0 ? at : at - (cutoff + 1) * lanes;
                if (m == 0) {
                    for (int s = 0; s < lanes; s++) {
                        out[at + s] = -t[s] * inverse * out[left + s];
                    }
                } else {
                    for (int s = 0; s < lanes; s++) {
                        out[at + s] = Math.fma(diagonal, out[corner + s], -t[s] * inverse * out[left + s]);
                    }
                }
            }
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
