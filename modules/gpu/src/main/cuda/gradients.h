/* Cotangents back through operators and passes, and what angles are worth: PassKernel's adjoints, OperatorGradient, the fold by unit. */

/* G = sum of lambda x^dagger over a unit's samples, in order: by rows of pairs (i, k); along x, units. */
KERNEL ec_outer(int dimension, int unit, int samples, int width, CONST_D lr, CONST_D li, CONST_D xr, CONST_D xi, OUT_D units,
        int lanes)
{
    int pairs = dimension * dimension;
    for (int pair = ROW * ITEMS + ITEM; pair < pairs; pair += ROWS * ITEMS) {
        int i = pair / dimension;
        int k = pair % dimension;
        int end = (GROUP + 1) * unit < samples ? (GROUP + 1) * unit : samples;
        double re = 0;
        double im = 0;
        for (int s = GROUP * unit; s < end; s++) {
            double a = lr[i * lanes + s];
            double b = li[i * lanes + s];
            double p = xr[k * lanes + s];
            double q = -xi[k * lanes + s];
            re = FMA(-b, q, FMA(a, p, re));
            im = FMA(b, p, FMA(a, q, im));
        }
        units[GROUP * width + 1 + pair] = re;
        units[GROUP * width + 1 + pairs + pair] = im;
    }
}

/*
 * What one column of a matrix's block adds to the derivative by its angle: the edge before its first row, the couplings of rows that
 * follow each other, the edge beyond its last row. By rows of columns: block * columns + column. Seven numbers a block: first level,
 * rows, elements of the first edge or -1, of the last edge or -1, and the rows' couplings' place, and two that others use.
 * what: 0 all three with mu, 1 the edges alone (last, then first), 2 the couplings turned by phases.
 */
#define BLOCK 7
KERNEL ec_slopes(int what, CONST_I blocks, CONST_I rows, CONST_I bases, int run, int columns, int count, CONST_D u, CONST_D wr,
        CONST_D wi, CONST_D zr, CONST_D zi, CONST_D lr, CONST_D li, CONST_D mr, CONST_D mi, OUT_D out, int lanes)
{
    int s = LANE;
    for (int at = ROW; s < lanes && at < count; at += ROWS) {
        int column = at % columns;
        int base = bases[column / run] + column % run;
        CONST_I block = blocks + BLOCK * (at / columns);
        CONST_I row = rows + block[0];
        int size = block[1];
        double t = 0;
        /* Three steps in turn: for what 0 first edge, couplings, last edge; for 1 last edge, first edge; for 2 couplings. */
        ROLLED for (int part = 0; part < 3; part++) {
            int edge = what == 2 ? -1 : what == 0 ? (part == 0 ? block[2] : part == 2 ? block[3] : -1)
                    : part == 0 ? block[3] : part == 1 ? block[2] : -1;
            int last = what == 0 ? part == 2 : part == 0;
            if (edge >= 0) {
                double p = 0;
                double q = 0;
                for (int k = 0; k < size; k++) {
                    double e = u[edge + k];
                    int a = (base + row[k]) * lanes + s;
                    p = FMA(e, lr[a], p);
                    q = FMA(e, li[a], q);
                }
                int a = (base + row[last ? size - 1 : 0]) * lanes + s;
                t = FMA(zi[a], q, FMA(zr[a], p, t));
            }
            for (int k = 1; k < size && part == 1 && what != 1; k++) {
                int a = (base + row[k - 1]) * lanes + s;
                int b = (base + row[k]) * lanes + s;
                double w = wr[block[4] + k];
                if (what == 0) {
                    double up = FMA(mi[b], zi[a], MUL(mr[b], zr[a]));
                    double down = FMA(mi[a], zi[b], MUL(mr[a], zr[b]));
                    t = FMA(w, SUB(up, down), t);
                } else {
                    double v = MUL(lr[b], zr[a]);
                    v = FMA(li[b], zi[a], v);
                    v = FMA(-lr[a], zr[b], v);
                    v = FMA(-li[a], zi[b], v);
                    t = FMA(w, v, t);
                    v = MUL(lr[b], zi[a]);
                    v = FMA(-li[b], zr[a], v);
                    v = FMA(lr[a], zi[b], v);
                    v = FMA(-li[a], zr[b], v);
                    t = FMA(wi[block[4] + k], v, t);
                }
            }
        }
        out[at * lanes + s] = t;
    }
}

/* What one column adds to the derivatives by the phases before its matrix: the sum of all its turns, then those by factors of its
 * rows, `inner` of them. factors: by inner sum, then by level. */
KERNEL ec_turns(CONST_I blocks, CONST_I rows, CONST_I bases, int run, int columns, int count, int inner, CONST_D factors, int levels,
        CONST_D zr, CONST_D zi, CONST_D mr, CONST_D mi, OUT_D out, int lanes)
{
    int s = LANE;
    for (int at = ROW; s < lanes && at < count; at += ROWS) {
        int column = at % columns;
        int base = bases[column / run] + column % run;
        CONST_I block = blocks + BLOCK * (at / columns);
        for (int j = 0; j <= inner; j++) {
            double sum = 0;
            for (int k = 0; k < block[1]; k++) {
                int a = (base + rows[block[0] + k]) * lanes + s;
                double q = SUB(MUL(mi[a], zr[a]), MUL(mr[a], zi[a]));
                sum = j == 0 ? ADD(sum, q) : FMA(factors[(j - 1) * levels + block[0] + k], q, sum);
            }
            out[(j * count + at) * lanes + s] = sum;
        }
    }
}

/*
 * Adds what columns brought, one after the other, to a lane's sums: by rows of sums. Three numbers a sum: where its columns begin, where
 * it goes, and where its factors by column begin or -1; blocks with a flag below least are passed over.
 */
KERNEL ec_fold_columns(CONST_I sums, int count, CONST_I blocks, int least, int columns, int all, CONST_D factors, CONST_D from,
        OUT_D to, int lanes)
{
    int s = LANE;
    for (int j = ROW; s < lanes && j < count; j += ROWS) {
        double sum = to[sums[3 * j + 1] * lanes + s];
        for (int at = 0; at < all; at++) {
            if (blocks[BLOCK * (at / columns) + 5] >= least) {
                double t = from[(sums[3 * j] + at) * lanes + s];
                sum = sums[3 * j + 2] < 0 ? ADD(sum, t) : FMA(factors[sums[3 * j + 2] + at % columns], t, sum);
            }
        }
        to[sums[3 * j + 1] * lanes + s] = sum;
    }
}

/* w = Im(conj(x) lambda) of every amplitude. */
KERNEL ec_weights(int dimension, CONST_D xr, CONST_D xi, CONST_D lr, CONST_D li, OUT_D out, int lanes)
{
    int s = LANE;
    for (int a = ROW; s < lanes && a < dimension; a += ROWS) {
        int at = a * lanes + s;
        out[at] = FMA(li[at], xr[at], -MUL(lr[at], xi[at]));
    }
}

/* Sums of w by the level of each mode, by rows of levels. */
KERNEL ec_marginals(int modes, int cutoff, int dimension, CONST_D w, OUT_D out, int lanes)
{
    int s = LANE;
    for (int row = ROW; s < lanes && row < modes * cutoff; row += ROWS) {
        int stride = 1;
        for (int i = modes - 1; i > row / cutoff; i--) {
            stride *= cutoff;
        }
        double sum = 0;
        for (int a = row % cutoff * stride; a < dimension; a += stride * cutoff) {
            for (int i = 0; i < stride; i++) {
                sum = ADD(sum, w[(a + i) * lanes + s]);
            }
        }
        out[row * lanes + s] = sum;
    }
}

/* Derivatives by phases of one mode each, by rows of phases: modes[] the mode, f[] the phase's factors by level. */
KERNEL ec_phase_slopes(CONST_I modes, CONST_D f, int count, int cutoff, CONST_D marginals, int at, OUT_D to, int lanes)
{
    int s = LANE;
    for (int j = ROW; s < lanes && j < count; j += ROWS) {
        double sum = 0;
        for (int n = 0; n < cutoff; n++) {
            sum = FMA(f[j * cutoff + n], marginals[(modes[j] * cutoff + n) * lanes + s], sum);
        }
        to[(at + j) * lanes + s] = sum;
    }
}

/* The derivative by the angle of a matrix that every lane has its own of: one chain a lane over blocks and columns. Edges lie as
 * RealGate.edges leaves them. */
KERNEL ec_own_slope(CONST_I blocks, int block_count, CONST_I rows, CONST_I bases, int run, int columns, CONST_D w, CONST_D edges,
        CONST_D xr, CONST_D xi, CONST_D lr, CONST_D li, CONST_D mr, CONST_D mi, int at, OUT_D to, int lanes)
{
    int s = LANE;
    if (s >= lanes) {
        return;
    }
    double t = 0;
    for (int b = 0; b < block_count; b++) {
        CONST_I block = blocks + BLOCK * b;
        CONST_I row = rows + block[0];
        int size = block[1];
        for (int column = 0; column < columns; column++) {
            int base = bases[column / run] + column % run;
            ROLLED for (int part = 0; part < 3; part++) {
                int edge = part == 0 ? block[2] : part == 2 ? block[3] : -1;
                if (edge >= 0) {
                    double p = 0;
                    double q = 0;
                    for (int k = 0; k < size; k++) {
                        double e = edges[(edge + k) * lanes + s];
                        int a = (base + row[k]) * lanes + s;
                        p = FMA(e, lr[a], p);
                        q = FMA(e, li[a], q);
                    }
                    int a = (base + row[part == 0 ? 0 : size - 1]) * lanes + s;
                    t = FMA(xi[a], q, FMA(xr[a], p, t));
                }
                for (int k = 1; k < size && part == 1; k++) {
                    int a = (base + row[k - 1]) * lanes + s;
                    int b0 = (base + row[k]) * lanes + s;
                    double up = FMA(mi[b0], xi[a], MUL(mr[b0], xr[a]));
                    double down = FMA(mi[a], xi[b0], MUL(mr[a], xr[b0]));
                    t = FMA(w[block[4] + k], SUB(up, down), t);
                }
            }
        }
    }
    to[at * lanes + s] = t;
}

/* Adds a unit's lanes, one after the other: number j of unit u to u * count + j. By rows of numbers; along x, units. */
KERNEL ec_fold_lanes(int count, int unit, int samples, CONST_D from, OUT_D to, int lanes, int unit_count)
{
    int u = LANE;
    for (int j = ROW; u < unit_count && j < count; j += ROWS) {
        int end = (u + 1) * unit < samples ? (u + 1) * unit : samples;
        double sum = 0;
        for (int s = u * unit; s < end; s++) {
            sum = ADD(sum, from[j * lanes + s]);
        }
        to[u * count + j] = sum;
    }
}

KERNEL ec_clear(int count, OUT_D to, int lanes)
{
    int s = LANE;
    for (int j = ROW; s < lanes && j < count; j += ROWS) {
        to[j * lanes + s] = 0;
    }
}

/* Two numbers a row and lane from one place to another. */
KERNEL ec_copy(int count, CONST_D from, CONST_D from_too, OUT_D to, OUT_D to_too, int lanes)
{
    int s = LANE;
    for (int j = ROW; s < lanes && j < count; j += ROWS) {
        to[j * lanes + s] = from[j * lanes + s];
        to_too[j * lanes + s] = from_too[j * lanes + s];
    }
}
