/* Kets through operators and passes: OperatorKernel, PassKernel, forward. */

/* y = U x: each amplitude one chain, k ascending, the real part of u before the imaginary one. A work item has TALL amplitudes of one
 * lane in registers; tiles of U pass through shared memory. */
#define TALL 8
#define TILE 32
#define SIDE 64

KERNEL ec_operator(CONST_D ur, CONST_D ui, int rows, int inner, CONST_D xr, CONST_D xi, OUT_D yr, OUT_D yi, int lanes)
{
    SHARED(tr, TALL * TILE);
    SHARED(ti, TALL * TILE);
    int s = GROUP * SIDE + ITEM;
    int i0 = ROW * TALL;
    double re[TALL];
    double im[TALL];
    UNROLLED for (int r = 0; r < TALL; r++) {
        re[r] = 0;
        im[r] = 0;
    }
    for (int k0 = 0; k0 < inner; k0 += TILE) {
        int n = inner - k0 < TILE ? inner - k0 : TILE;
        ROLLED for (int e = ITEM; e < TALL * TILE; e += SIDE) {
            int i = i0 + e / TILE;
            int k = e % TILE;
            int there = i < rows && k < n;
            tr[e] = there ? ur[i * inner + k0 + k] : 0;
            ti[e] = there ? ui[i * inner + k0 + k] : 0;
        }
        BARRIER;
        if (s < lanes) {
            ROLLED for (int k = 0; k < n; k++) {
                double p = xr[(k0 + k) * lanes + s];
                double q = xi[(k0 + k) * lanes + s];
                UNROLLED for (int r = 0; r < TALL; r++) {
                    double a = tr[r * TILE + k];
                    double b = ti[r * TILE + k];
                    re[r] = FMA(-b, q, FMA(a, p, re[r]));
                    im[r] = FMA(b, p, FMA(a, q, im[r]));
                }
            }
        }
        BARRIER;
    }
    if (s < lanes) {
        UNROLLED for (int r = 0; r < TALL; r++) {
            if (i0 + r < rows) {
                yr[(i0 + r) * lanes + s] = re[r];
                yi[(i0 + r) * lanes + s] = im[r];
            }
        }
    }
}

/* y = phase^(+-1) x, phases by amplitude; y may be x, so nothing is restrict. */
KERNEL ec_phases(GLOBAL const double *phase_re, GLOBAL const double *phase_im, double sign, int dimension,
        GLOBAL const double *xr, GLOBAL const double *xi, GLOBAL double *yr, GLOBAL double *yi, int lanes)
{
    int s = LANE;
    for (int a = ROW; s < lanes && a < dimension; a += ROWS) {
        double c = phase_re[a];
        double d = MUL(sign, phase_im[a]);
        double p = xr[a * lanes + s];
        double q = xi[a * lanes + s];
        yr[a * lanes + s] = TURN_RE(c, d, p, q);
        yi[a * lanes + s] = TURN_IM(c, d, p, q);
    }
}

/*
 * Phases of each lane's own by level, for the modes of a mask: exp(i (phi n + kappa n^2)) by v(n+1) = v(n) w(n), w(n+1) = w(n)
 * exp(2 i kappa). angles: phi, then 2 kappa, by mode.
 */
KERNEL ec_own_levels(int mask, int modes, int cutoff, CONST_D angles, OUT_D re, OUT_D im, int lanes)
{
    int s = LANE;
    for (int m = ROW; s < lanes && m < modes; m += ROWS) {
        if (!(mask >> m & 1)) {
            continue;
        }
        double phi = angles[m * lanes + s];
        double kappa = angles[(modes + m) * lanes + s];
        double wr = sin_strict(phi, 1);
        double wi = sin_strict(phi, 0);
        double kr = kappa == 0 ? 1 : sin_strict(kappa, 1);
        double ki = kappa == 0 ? 0 : sin_strict(kappa, 0);
        double vr = 1;
        double vi = 0;
        for (int n = 0; n < cutoff; n++) {
            if (n > 0) {
                double e = FMA(vr, wr, -MUL(vi, wi));
                vi = FMA(vr, wi, MUL(vi, wr));
                vr = e;
                e = FMA(wr, kr, -MUL(wi, ki));
                wi = FMA(wr, ki, MUL(wi, kr));
                wr = e;
            }
            re[(m * cutoff + n) * lanes + s] = vr;
            im[(m * cutoff + n) * lanes + s] = vi;
        }
    }
}

/* x = phase^(+-1) x in place, with phases of each lane's own, from the last mode to the first. */
KERNEL ec_own_phases(int mask, int modes, int cutoff, CONST_D level_re, CONST_D level_im, double sign, int dimension, OUT_D re,
        OUT_D im, int lanes)
{
    int s = LANE;
    for (int a = ROW; s < lanes && a < dimension; a += ROWS) {
        double p = re[a * lanes + s];
        double q = im[a * lanes + s];
        int rest = a;
        for (int m = modes - 1; m >= 0; m--) {
            int at = (m * cutoff + rest % cutoff) * lanes + s;
            rest /= cutoff;
            if (mask >> m & 1) {
                double c = level_re[at];
                double d = MUL(sign, level_im[at]);
                double e = TURN_RE(c, d, p, q);
                q = TURN_IM(c, d, p, q);
                p = e;
            }
        }
        re[a * lanes + s] = p;
        im[a * lanes + s] = q;
    }
}

/*
 * y = M x of a block-diagonal real matrix; y is not x. By rows of amplitudes: level * columns + column, where a column is a base and a
 * place in the run behind it. Of each level, levels[] has where its block's levels begin, how many they are, and where its row of the
 * matrix begins; rows[] has the amplitude of each level for base 0. step: from one element of a row to the next. own: every lane has
 * elements of its own.
 */
KERNEL ec_matrix(CONST_D u, int own, CONST_I levels, CONST_I rows, CONST_I bases, int run, int columns, int dimension, CONST_D xr,
        CONST_D xi, OUT_D yr, OUT_D yi, int lanes)
{
    int s = LANE;
    for (int at = ROW; s < lanes && at < dimension; at += ROWS) {
        int level = at / columns;
        int column = at % columns;
        int base = bases[column / run] + column % run;
        int first = levels[4 * level];
        int size = levels[4 * level + 1];
        int element = levels[4 * level + 2];
        int step = levels[4 * level + 3];
        double re = 0;
        double im = 0;
        ROLLED for (int k = 0; k < size; k++) {
            int e = element + k * step;
            double v = u[own ? e * lanes + s : e];
            int a = (base + rows[first + k]) * lanes + s;
            re = FMA(v, xr[a], re);
            im = FMA(v, xi[a], im);
        }
        int a = (base + rows[level]) * lanes + s;
        yr[a] = re;
        yi[a] = im;
    }
}

/* A column of M rows, M a constant, so that it stays in registers. */
#define COLUMN(M) \
    case M: { \
        double zr[M]; \
        double zi[M]; \
        UNROLLED for (int k = 0; k < M; k++) { \
            int a = base + row[k]; \
            double p = kr[a * width + l]; \
            double q = ki[a * width + l]; \
            if (phase >= 0) { \
                double c = phases[phase + 2 * a]; \
                double d = phases[phase + 2 * a + 1]; \
                zr[k] = TURN_RE(c, d, p, q); \
                zi[k] = TURN_IM(c, d, p, q); \
            } else { \
                zr[k] = p; \
                zi[k] = q; \
            } \
        } \
        ROLLED for (int i = 0; i < M; i++) { \
            double yr = 0; \
            double yi = 0; \
            UNROLLED for (int k = 0; k < M; k++) { \
                double e = u[at + i * M + k]; \
                yr = FMA(e, zr[k], yr); \
                yi = FMA(e, zi[k], yi); \
            } \
            int a = base + row[i]; \
            kr[a * width + l] = yr; \
            ki[a * width + l] = yi; \
        } \
        break; \
    }

/*
 * A whole program of shared passes in one launch, in place: a group's kets, `width` lanes, stay in shared memory. Eight numbers of the
 * table a pass: blocks (0 for phases alone), where its phases begin or -1, where its blocks' triples (size, elements, rows) are, where
 * its bases are, their number, the run, 0, 0. Blocks have at most LARGEST_COLUMN rows.
 */
KERNEL ec_program(CONST_I table, int passes, CONST_D u, CONST_D phases, int dimension, int width, OUT_D re, OUT_D im,
        int lanes ROOM_PARAMETER)
{
    ROOM;
    LOCAL double *kr = room;
    LOCAL double *ki = room + dimension * width;
    int first = GROUP * width;
    for (int e = ITEM; e < dimension * width; e += ITEMS) {
        int s = first + e % width;
        kr[e] = s < lanes ? re[e / width * lanes + s] : 0;
        ki[e] = s < lanes ? im[e / width * lanes + s] : 0;
    }
    BARRIER;
    for (int index = 0; index < passes; index++) {
        GLOBAL const int *pass = table + 8 * index;
        int blocks = pass[0];
        int phase = pass[1];
        if (blocks == 0) {
            for (int e = ITEM; e < dimension * width; e += ITEMS) {
                int a = e / width;
                double c = phases[phase + 2 * a];
                double d = phases[phase + 2 * a + 1];
                double p = kr[e];
                double q = ki[e];
                kr[e] = TURN_RE(c, d, p, q);
                ki[e] = TURN_IM(c, d, p, q);
            }
        } else {
            int columns = pass[4] * pass[5];
            for (int e = ITEM; e < blocks * columns * width; e += ITEMS) {
                int l = e % width;
                int column = e / width % columns;
                GLOBAL const int *block = table + pass[2] + 3 * (e / width / columns);
                int base = table[pass[3] + column / pass[5]] + column % pass[5];
                int at = block[1];
                GLOBAL const int *row = table + block[2];
                switch (block[0]) {
                    COLUMN(1) COLUMN(2) COLUMN(3) COLUMN(4) COLUMN(5) COLUMN(6) COLUMN(7) COLUMN(8)
                    COLUMN(9) COLUMN(10) COLUMN(11) COLUMN(12) COLUMN(13) COLUMN(14) COLUMN(15) COLUMN(16)
                }
            }
        }
        BARRIER;
    }
    for (int e = ITEM; e < dimension * width; e += ITEMS) {
        int s = first + e % width;
        if (s < lanes) {
            re[e / width * lanes + s] = kr[e];
            im[e / width * lanes + s] = ki[e];
        }
    }
}
