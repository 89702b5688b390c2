package org.everycore.photonics.engine;

import java.util.Arrays;

/** What is done lane by lane, in plain Java: matrices of each lane's own, phases, products of states, quadratures. */
final class PlainLanes {
    private PlainLanes() {}

    static void blocks(LanePass pass, boolean transposed, KetBlock x, KetBlock y, int lanes) {
        for (int b = 0; b < pass.rows.length; b++) {
            int[] rows = pass.rows[b];
            int step = transposed ? rows.length : 1;
            for (int first : pass.bases) {
                for (int base = first; base < first + pass.run; base++) {
                    ownBlock(pass.elements, pass.at[b], step, transposed, rows, base, x.re, x.im, y.re, y.im, lanes);
                }
            }
        }
    }

    private static void ownBlock(
            double[] u,
            int at,
            int step,
            boolean transposed,
            int[] rows,
            int base,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes) {
        int m = rows.length;
        for (int i = 0; i < m; i++) {
            int to = (base + rows[i]) * lanes;
            Arrays.fill(yr, to, to + lanes, 0);
            Arrays.fill(yi, to, to + lanes, 0);
            int element = transposed ? at + i : at + i * m;
            int k = 0;
            for (; k + 1 < m; k += 2) {
                int x0 = (base + rows[k]) * lanes;
                int x1 = (base + rows[k + 1]) * lanes;
                ownTwo(u, element * lanes, (element + step) * lanes, xr, xi, x0, x1, yr, yi, to, lanes);
                element += 2 * step;
            }
            if (k < m) {
                ownOne(u, element * lanes, xr, xi, (base + rows[k]) * lanes, yr, yi, to, lanes);
            }
        }
    }

    private static void ownOne(
            double[] u, int u0, double[] xr, double[] xi, int x0, double[] yr, double[] yi, int to, int lanes) {
        for (int s = 0; s < lanes; s++) {
            double a = u[u0 + s];
            yr[to + s] = Math.fma(a, xr[x0 + s], yr[to + s]);
            yi[to + s] = Math.fma(a, xi[x0 + s], yi[to + s]);
        }
    }

    private static void ownTwo(
            double[] u,
            int u0,
            int u1,
            double[] xr,
            double[] xi,
            int x0,
            int x1,
            double[] yr,
            double[] yi,
            int to,
            int lanes) {
        for (int s = 0; s < lanes; s++) {
            double a = u[u0 + s];
            double b = u[u1 + s];
            yr[to + s] = Math.fma(b, xr[x1 + s], Math.fma(a, xr[x0 + s], yr[to + s]));
            yi[to + s] = Math.fma(b, xi[x1 + s], Math.fma(a, xi[x0 + s], yi[to + s]));
        }
    }

    static void phases(PhasePass pass, KetBlock x, KetBlock y, double sign, int lanes) {
        if (pass.perLane) {
            lanePhases(pass, x, y, sign, lanes);
        } else if (lanes == 1) {
            for (int a = 0; a < pass.dimension; a++) {
                double i = sign * pass.im[a];
                double p = x.re[a];
                double q = x.im[a];
                y.re[a] = Math.fma(pass.re[a], p, -(i * q));
                y.im[a] = Math.fma(pass.re[a], q, i * p);
            }
        } else {
            for (int a = 0; a < pass.dimension; a++) {
                scale(pass.re[a], sign * pass.im[a], x, y, a * lanes, lanes);
            }
        }
    }

    private static void scale(double cr, double ci, KetBlock x, KetBlock y, int at, int lanes) {
        double[] xr = x.re;
        double[] xi = x.im;
        double[] yr = y.re;
        double[] yi = y.im;
        for (int s = 0; s < lanes; s++) {
            double p = xr[at + s];
            double q = xi[at + s];
            yr[at + s] = Math.fma(cr, p, -(ci * q));
            yi[at + s] = Math.fma(cr, q, ci * p);
        }
    }

    /** The last mode's phases take x to y, the ones before it y to y. */
    private static void lanePhases(PhasePass pass, KetBlock x, KetBlock y, double sign, int lanes) {
        int[] active = pass.active;
        for (int a = 0; a < pass.dimension; a++) {
            int digits = a;
            KetBlock from = x;
            // Modes from the last, whose digit is the lowest.
            int next = active.length - 1;
            for (int mode = pass.modes - 1; mode >= 0 && next >= 0; mode--) {
                int n = digits % pass.cutoff;
                digits /= pass.cutoff;
                if (active[next] == mode) {
                    next--;
                    multiply(
                            pass.laneRe[mode],
                            pass.laneIm[mode],
                            n * lanes,
                            sign,
                            from.re,
                            from.im,
                            a * lanes,
                            y.re,
                            y.im,
                            a * lanes,
                            lanes);
                    from = y;
                }
            }
        }
    }

    static void product(KetBlock u, KetBlock v, KetBlock to, int lanes) {
        for (int a = 0; a < u.dimension; a++) {
            for (int n = 0; n < v.dimension; n++) {
                int at = (a * v.dimension + n) * lanes;
                multiply(u.re, u.im, a * lanes, 1, v.re, v.im, n * lanes, to.re, to.im, at, lanes);
            }
        }
    }

    private static void multiply(
            double[] cr,
            double[] ci,
            int c,
            double sign,
            double[] xr,
            double[] xi,
            int x,
            double[] yr,
            double[] yi,
            int y,
            int lanes) {
        for (int s = 0; s < lanes; s++) {
            double i = sign * ci[c + s];
            double p = xr[x + s];
            double q = xi[x + s];
            yr[y + s] = Math.fma(cr[c + s], p, -(i * q));
            yi[y + s] = Math.fma(cr[c + s], q, i * p);
        }
    }

    static void marginals(PhasePass pass, double[] numbers, double[] sums, int lanes) {
        for (int mode : pass.active) {
            int stride = pass.stride(mode);
            for (int a = 0; a < pass.dimension; a++) {
                add(numbers, a * lanes, sums, (mode * pass.cutoff + a / stride % pass.cutoff) * lanes, lanes);
            }
        }
    }

    private static void add(double[] from, int x, double[] to, int y, int lanes) {
        for (int s = 0; s < lanes; s++) {
            to[y + s] += from[x + s];
        }
    }

    static void quadratures(Ladder ladder, KetBlock ket, QuadratureBlock to, int lanes) {
        double[] weight = ladder.weight();
        int last = weight.length;
        int stride = ladder.stride();
        for (int a = 0; a < ladder.dimension(); a++) {
            int n = a / stride % (last + 1);
            if (n < last) {
                overlap(
                        weight[n],
                        ket.re,
                        ket.im,
                        a * lanes,
                        (a + stride) * lanes,
                        to.x(),
                        to.p(),
                        ladder.mode() * lanes,
                        lanes);
            }
        }
    }

    private static void overlap(
            double weight, double[] re, double[] im, int a, int b, double[] x, double[] p, int to, int lanes) {
        for (int s = 0; s < lanes; s++) {
            double ur = weight * re[a + s];
            double ui = weight * im[a + s];
            double vr = re[b + s];
            double vi = im[b + s];
            x[to + s] = Math.fma(ui, vi, Math.fma(ur, vr, x[to + s]));
            p[to + s] = Math.fma(-ui, vr, Math.fma(ur, vi, p[to + s]));
        }
    }

    static void quadraturesAdjoint(Ladder ladder, QuadratureBlock cotangent, KetBlock ket, KetBlock to, int lanes) {
        double[] weight = ladder.weight();
        int last = weight.length;
        int stride = ladder.stride();
        for (int a = 0; a < ladder.dimension(); a++) {
            int n = a / stride % (last + 1);
            if (n > 0) {
                share(weight[n - 1], -1, ladder, cotangent, ket, a - stride, to, a, lanes);
            }
            if (n < last) {
                share(weight[n], 1, ladder, cotangent, ket, a + stride, to, a, lanes);
            }
        }
    }

    private static void share(
            double weight,
            double sign,
            Ladder ladder,
            QuadratureBlock cotangent,
            KetBlock ket,
            int neighbour,
            KetBlock to,
            int amplitude,
            int lanes) {
        double[] gx = cotangent.x();
        double[] gp = cotangent.p();
        double[] re = ket.re;
        double[] im = ket.im;
        double[] toRe = to.re;
        double[] toIm = to.im;
        int from = ladder.mode() * lanes;
        int b = neighbour * lanes;
        int a = amplitude * lanes;
        double turned = sign * weight;
        for (int s = 0; s < lanes; s++) {
            double x = weight * gx[from + s];
            double p = turned * gp[from + s];
            toRe[a + s] = Math.fma(p, im[b + s], Math.fma(x, re[b + s], toRe[a + s]));
            toIm[a + s] = Math.fma(-p, re[b + s], Math.fma(x, im[b + s], toIm[a + s]));
        }
    }
}
