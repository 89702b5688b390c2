/* What is read from kets, and the way back: LaneReadout, Quadratures, PhotonDistribution, KetDensity. */

KERNEL ec_norms(int dimension, CONST_D re, CONST_D im, OUT_D norms, int lanes)
{
    int s = LANE;
    if (s < lanes) {
        double sum = 0;
        for (int a = 0; a < dimension; a++) {
            sum = FMA(im[a * lanes + s], im[a * lanes + s], FMA(re[a * lanes + s], re[a * lanes + s], sum));
        }
        norms[s] = sum;
    }
}

/* <x> and <p>, by rows of modes; x_at and p_at: the row that mode 0 goes to, or -1. weight[n] = 2 sqrt(n + 1). */
KERNEL ec_quadratures(CONST_D weight, int modes, int cutoff, int dimension, CONST_D re, CONST_D im, int x_at, int p_at, OUT_D out,
        int lanes)
{
    int s = LANE;
    for (int m = ROW; s < lanes && m < modes; m += ROWS) {
        int stride = 1;
        for (int i = modes - 1; i > m; i--) {
            stride *= cutoff;
        }
        double x = 0;
        double p = 0;
        for (int a = 0; a < dimension; a++) {
            int n = a / stride % cutoff;
            if (n + 1 < cutoff) {
                double ur = MUL(weight[n], re[a * lanes + s]);
                double ui = MUL(weight[n], im[a * lanes + s]);
                double vr = re[(a + stride) * lanes + s];
                double vi = im[(a + stride) * lanes + s];
                x = FMA(ui, vi, FMA(ur, vr, x));
                p = FMA(-ui, vr, FMA(ur, vi, p));
            }
        }
        if (x_at >= 0) {
            out[(x_at + m) * lanes + s] = x;
        }
        if (p_at >= 0) {
            out[(p_at + m) * lanes + s] = p;
        }
    }
}

/* Adds to the cotangent of kets what those of <x> and <p> contribute: from the last mode to the first, of each amplitude first what
 * its lower neighbour gives. Cotangents that are not there are 0. */
KERNEL ec_quadratures_back(CONST_D weight, int modes, int cutoff, int dimension, int x_at, int p_at, CONST_D columns, CONST_D re,
        CONST_D im, OUT_D to_re, OUT_D to_im, int lanes)
{
    int s = LANE;
    for (int a = ROW; s < lanes && a < dimension; a += ROWS) {
        double lr = 0;
        double li = 0;
        int stride = 1;
        for (int m = modes - 1; m >= 0; m--) {
            int n = a / stride % cutoff;
            double x = x_at >= 0 ? columns[(x_at + m) * lanes + s] : 0;
            double p = p_at >= 0 ? columns[(p_at + m) * lanes + s] : 0;
            ROLLED for (int side = -1; side <= 1; side += 2) {
                int other = n + side;
                if (other >= 0 && other < cutoff) {
                    double w = weight[side < 0 ? other : n];
                    double g = MUL(w, x);
                    double h = MUL(MUL((double) side, w), p);
                    int b = (a + side * stride) * lanes + s;
                    lr = FMA(h, im[b], FMA(g, re[b], lr));
                    li = FMA(-h, re[b], FMA(g, im[b], li));
                }
            }
            stride *= cutoff;
        }
        to_re[a * lanes + s] = lr;
        to_im[a * lanes + s] = li;
    }
}

KERNEL ec_numbers(int modes, int cutoff, int dimension, CONST_D re, CONST_D im, OUT_D out, int lanes)
{
    int s = LANE;
    for (int m = ROW; s < lanes && m < modes; m += ROWS) {
        int stride = 1;
        for (int i = modes - 1; i > m; i--) {
            stride *= cutoff;
        }
        double sum = 0;
        for (int a = 0; a < dimension; a++) {
            int n = a / stride % cutoff;
            if (n > 0) {
                double p = re[a * lanes + s];
                double q = im[a * lanes + s];
                sum = FMA(MUL((double) n, q), q, FMA(MUL((double) n, p), p, sum));
            }
        }
        out[m * lanes + s] = sum;
    }
}

KERNEL ec_numbers_back(int modes, int cutoff, int dimension, CONST_D columns, CONST_D re, CONST_D im, OUT_D to_re, OUT_D to_im,
        int lanes)
{
    int s = LANE;
    for (int a = ROW; s < lanes && a < dimension; a += ROWS) {
        double lr = 0;
        double li = 0;
        int rest = a;
        for (int m = modes - 1; m >= 0; m--) {
            double w = MUL(MUL(2.0, (double) (rest % cutoff)), columns[m * lanes + s]);
            rest /= cutoff;
            lr = FMA(w, re[a * lanes + s], lr);
            li = FMA(w, im[a * lanes + s], li);
        }
        to_re[a * lanes + s] = lr;
        to_im[a * lanes + s] = li;
    }
}

/* Joint photon-number probabilities: levels of the modes that are read, and of the others. */
KERNEL ec_distribution(CONST_I levels, int size, CONST_I others, int rest, CONST_D re, CONST_D im, OUT_D out, int lanes)
{
    int s = LANE;
    for (int i = ROW; s < lanes && i < size; i += ROWS) {
        double sum = 0;
        for (int r = 0; r < rest; r++) {
            int a = (levels[i] + others[r]) * lanes + s;
            sum = ADD(sum, ADD(MUL(re[a], re[a]), MUL(im[a], im[a])));
        }
        out[i * lanes + s] = sum;
    }
}

/* The position density of one mode, by rows of points; basis: the levels' functions at every point. */
KERNEL ec_density(CONST_I levels, int cutoff, CONST_I others, int rest, CONST_D basis, int points, CONST_D re, CONST_D im, OUT_D out,
        int lanes)
{
    int s = LANE;
    for (int i = ROW; s < lanes && i < points; i += ROWS) {
        double density = 0;
        for (int r = 0; r < rest; r++) {
            double p = 0;
            double q = 0;
            for (int n = 0; n < cutoff; n++) {
                int a = (levels[n] + others[r]) * lanes + s;
                p = ADD(p, MUL(basis[i * cutoff + n], re[a]));
                q = ADD(q, MUL(basis[i * cutoff + n], im[a]));
            }
            density = ADD(density, ADD(MUL(p, p), MUL(q, q)));
        }
        out[i * lanes + s] = density;
    }
}

/* The joint density of two modes, by rows of points of the first; between: room for two numbers a level, point and lane. */
KERNEL ec_density_of_two(CONST_I levels, int cutoff, CONST_I others, int rest, CONST_D basis, int points, CONST_D re, CONST_D im,
        GLOBAL double *between, OUT_D out, int lanes)
{
    int s = LANE;
    for (int i = ROW; s < lanes && i < points; i += ROWS) {
        GLOBAL double *hr = between + 2 * i * cutoff * lanes + s;
        GLOBAL double *hi = hr + cutoff * lanes;
        for (int j = 0; j < points; j++) {
            out[(i * points + j) * lanes + s] = 0;
        }
        for (int r = 0; r < rest; r++) {
            for (int m = 0; m < cutoff; m++) {
                double p = 0;
                double q = 0;
                for (int n = 0; n < cutoff; n++) {
                    int a = (levels[n * cutoff + m] + others[r]) * lanes + s;
                    p = ADD(p, MUL(basis[i * cutoff + n], re[a]));
                    q = ADD(q, MUL(basis[i * cutoff + n], im[a]));
                }
                hr[m * lanes] = p;
                hi[m * lanes] = q;
            }
            for (int j = 0; j < points; j++) {
                double p = 0;
                double q = 0;
                for (int m = 0; m < cutoff; m++) {
                    p = ADD(p, MUL(hr[m * lanes], basis[j * cutoff + m]));
                    q = ADD(q, MUL(hi[m * lanes], basis[j * cutoff + m]));
                }
                int at = (i * points + j) * lanes + s;
                out[at] = ADD(out[at], ADD(MUL(p, p), MUL(q, q)));
            }
        }
    }
}

/* Divides each lane's numbers by their sum, taken in order. */
KERNEL ec_shares(int size, GLOBAL double *out, int lanes)
{
    int s = LANE;
    if (s < lanes) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum = ADD(sum, out[i * lanes + s]);
        }
        for (int i = 0; i < size; i++) {
            out[i * lanes + s] = DIV(out[i * lanes + s], sum);
        }
    }
}
