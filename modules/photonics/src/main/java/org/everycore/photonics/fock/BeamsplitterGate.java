package org.everycore.photonics.fock;

/**
 * Real beamsplitter exp(theta(a1 a2† - a1† a2)), elements [m,n;p,q] = <m,n|B|p,q>. The total photon number is conserved: one block
 * for each.
 *
 * <p>With c = cos theta, s = sin theta, Δ = n - m and a = p - m, where m is the lowest of the four numbers, [m,n;p,q] = s^a
 * c^{Δ-a} √(m! n! / (p! q!)) P_m^{(a,Δ-a)}(1 - 2s²). With A_m = √(mnpq) and N = m + n the recurrence of the Jacobi polynomials reads
 * (A_{m+1}/(N/2+1)) (d_{m+1} - d_m) = (A_m/(N/2)) (d_m - d_{m-1}) + (w_m + w_{m+1} - 2(N+1) s²) d_m, where w_m = a²N / (2mn + aΔ +
 * 2A_m): see {@link RisingChains}. Where |s| > |c| the chains are those of π/2 - theta, and [m,n;p,q] is (-1)^m times their
 * [m,n;q,p]. [p,q;m,n] and [n,m;q,p] are (-1)^a times it, [q,p;n,m] is it. Columns just beyond the cutoff
 * follow from √p [m,n;p,q] = c √m [m-1,n;p-1,q] + s √n [m,n-1;p-1,q] and √q [m,n;p,q] = -s √m [m-1,n;p,q-1] + c √n [m,n-1;p,q-1].
 */
public final class BeamsplitterGate implements RealGate {
    private final int cutoff;
    private final double[] root;
    private final BlockLayout layout;
    private final RisingChains chains;

    public BeamsplitterGate(int cutoff) {
        this.cutoff = cutoff;
        this.root = Roots.upTo(cutoff);
        this.layout = BlockLayout.totalNumber(cutoff);
        this.chains = new RisingChains(cutoff, false);
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

    /** The chains', then which lanes swap sine and cosine, those as they do, and the first elements of the chains. */
    @Override
    public int scratch(int lanes) {
        return chains.scratch(lanes) + (4 + cutoff) * lanes;
    }

    @Override
    public void elements(double[] t, int lanes, double[] scratch, double[] out) {
        sincos(t, lanes, scratch);
        for (int difference = 0; difference < cutoff; difference++) {
            start(difference, lanes, scratch);
            for (int a = 0; a <= difference; a++) {
                scratch[RisingChains.weights(lanes) + a] = a;
                write(0, difference, a, lanes, scratch, out);
            }
            for (int m = 1; m + difference < cutoff; m++) {
                rise(m, difference, lanes, scratch);
                for (int a = 0; a <= difference; a++) {
                    write(m, difference, a, lanes, scratch, out);
                }
            }
        }
    }

    /** [0,Δ;a,Δ-a] = √C(Δ,a) s^a c^{Δ-a}, from those of Δ - 1. */
    private void start(int difference, int lanes, double[] scratch) {
        int cosine = chains.scratch(lanes) + 2 * lanes;
        int firsts = cosine + 2 * lanes;
        for (int a = difference; a >= 0; a--) {
            boolean all = a == difference;
            double factor = all ? 1 : Math.sqrt(difference / (double) (difference - a));
            int function = all ? cosine + lanes : cosine;
            int from = firsts + (all ? a - 1 : a) * lanes;
            for (int s = 0; s < lanes; s++) {
                double first = difference == 0 ? 1 : scratch[from + s] * (factor * scratch[function + s]);
                scratch[firsts + a * lanes + s] = first;
                chains.start(scratch, lanes, a, s, first, 0);
            }
        }
    }

    /** The step to the elements [m,m+Δ;m+a,m+Δ-a]. */
    private void rise(int m, int difference, int lanes, double[] scratch) {
        int weights = RisingChains.weights(lanes);
        int total = 2 * m + difference;
        double outer = root[m] * root[m + difference];
        for (int a = 0; a <= difference; a++) {
            double all = outer * (root[m + a] * root[m + difference - a]);
            double w = 0.5 * a * a * total / ((double) m * (m + difference) + 0.5 * a * difference + all);
            chains.rise(scratch, lanes, a, scratch[weights + a] + w, 2.0 * (total - 1), 0.5 * total / all);
            scratch[weights + a] = w;
        }
    }

    /** An element [m,n;p,q] with the lowest number first, and the three that differ from it by signs. */
    private void write(int m, int difference, int a, int lanes, double[] scratch, double[] out) {
        int n = m + difference;
        int p = m + a;
        int q = n - a;
        int first = at(m + n, m, p) * lanes;
        int exchanged = at(m + n, q, n) * lanes;
        int transposed = at(m + n, p, m) * lanes;
        int both = at(m + n, n, q) * lanes;
        int own = chains.element(lanes, a);
        int other = chains.element(lanes, difference - a);
        int keep = chains.scratch(lanes);
        int take = keep + lanes;
        double sign = (a & 1) == 0 ? 1 : -1;
        double turn = (m & 1) == 0 ? 1 : -1;
        for (int s = 0; s < lanes; s++) {
            double value = scratch[keep + s] * scratch[own + s] + turn * scratch[take + s] * scratch[other + s];
            out[first + s] = value;
            out[exchanged + s] = value;
            out[transposed + s] = sign * value;
            out[both + s] = sign * value;
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

    /** c and s; the square of the lesser, which the chains are made with; and 1 for the lanes where that is s, and where c. */
    private void sincos(double[] t, int lanes, double[] scratch) {
        int keep = chains.scratch(lanes);
        for (int s = 0; s < lanes; s++) {
            double c = StrictMath.cos(t[s]);
            double sine = StrictMath.sin(t[s]);
            boolean swapped = Math.abs(sine) > Math.abs(c);
            double lesser = swapped ? c : sine;
            scratch[s] = c;
            scratch[lanes + s] = sine;
            scratch[RisingChains.z(lanes) + s] = lesser * lesser;
            scratch[keep + s] = swapped ? 0 : 1;
            scratch[keep + lanes + s] = swapped ? 1 : 0;
            scratch[keep + 2 * lanes + s] = swapped ? sine : c;
            scratch[keep + 3 * lanes + s] = lesser;
        }
    }
}
