package org.everycore.photonics.engine;

import java.util.Arrays;

/** Passes over blocks in plain Java: some columns at a time go into the first-level cache and back. */
final class PlainBlocks {
    private PlainBlocks() {}

    static void apply(RealPass pass, KetBlock x, KetBlock y, int lanes) {
        int width = pass.run * lanes;
        for (int b = 0; b < pass.rows.length; b++) {
            for (int base : pass.bases) {
                columns(pass, x, y, lanes, b, base, 0, width);
            }
        }
    }

    /** Some columns of one base, from one on. */
    static void columns(RealPass pass, KetBlock x, KetBlock y, int lanes, int b, int base, int from, int to) {
        Scratch scratch = pass.scratch;
        int[] rows = pass.rows[b];
        int m = rows.length;
        for (int s = from; s < to; s += Scratch.COLUMNS) {
            int n = Math.min(Scratch.COLUMNS, to - s);
            int at = base * lanes + s;
            load(pass, rows, at, lanes, n, x, scratch.inRe, scratch.inIm);
            product(
                    pass.elements,
                    pass.at[b],
                    m,
                    m,
                    scratch.inRe,
                    scratch.inIm,
                    scratch.rows,
                    n,
                    0,
                    y.re,
                    y.im,
                    rows,
                    lanes,
                    at,
                    n);
        }
    }

    /** z = phase x of n columns, row k from {@code k * n} on. */
    private static void load(
            RealPass pass, int[] rows, int at, int lanes, int n, KetBlock x, double[] toRe, double[] toIm) {
        for (int k = 0; k < rows.length; k++) {
            int from = rows[k] * lanes + at;
            if (pass.phaseRe == null) {
                System.arraycopy(x.re, from, toRe, k * n, n);
                System.arraycopy(x.im, from, toIm, k * n, n);
                continue;
            }
            int j = 0;
            while (j < n) {
                int a = (from + j) / lanes;
                int end = Math.min(n, (a + 1) * lanes - from);
                turn(pass.phaseRe[a], pass.phaseIm[a], x.re, x.im, from + j, toRe, toIm, k * n + j, end - j);
                j = end;
            }
        }
    }

    private static void turn(
            double c, double s, double[] xr, double[] xi, int from, double[] toRe, double[] toIm, int to, int n) {
        for (int j = 0; j < n; j++) {
            double p = xr[from + j];
            double q = xi[from + j];
            toRe[to + j] = Math.fma(c, p, -(s * q));
            toIm[to + j] = Math.fma(c, q, s * p);
        }
    }

    static void applyAdjoint(RealPass pass, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        Scratch scratch = pass.scratch;
        int width = pass.run * lanes;
        for (int b = 0; b < pass.rows.length; b++) {
            int m = pass.rows[b].length;
            for (int i = 0; i < pass.bases.length; i++) {
                for (int s = 0; s < width; s += Scratch.COLUMNS) {
                    int n = Math.min(Scratch.COLUMNS, width - s);
                    int at = pass.bases[i] * lanes + s;
                    product(
                            pass.transposed,
                            pass.back[b],
                            pass.backRows(b),
                            m,
                            lambda.re,
                            lambda.im,
                            pass.rows[b],
                            lanes,
                            at,
                            scratch.outRe,
                            scratch.outIm,
                            scratch.rows,
                            n,
                            0,
                            n);
                    load(pass, pass.rows[b], at, lanes, n, x, scratch.inRe, scratch.inIm);
                    angleGradient(pass, b, scratch, n);
                    addTo(sums, 0, lanes, s, n, scratch.gradient);
                    if (pass.phaseRe != null) {
                        phaseGradients(pass, b, i, scratch, lanes, s, n, sums);
                    }
                    store(pass, pass.rows[b], at, lanes, n, scratch, lambda);
                }
            }
        }
    }

    /** The gate's derivative of each column. */
    private static void angleGradient(RealPass pass, int b, Scratch scratch, int n) {
        double[] zr = scratch.inRe;
        double[] zi = scratch.inIm;
        double[] ur = scratch.outRe;
        double[] ui = scratch.outIm;
        double[] t = scratch.gradient;
        int m = pass.rows[b].length;
        Arrays.fill(t, 0, n, 0);
        int first = pass.lastEdge[b] ? m + 1 : m;
        if (pass.firstEdge[b]) {
            dot(zr, zi, 0, ur, ui, first * n, t, n);
        }
        for (int i = 1; i < m; i++) {
            coupled(pass.couplings[b][i], zr, zi, ur, ui, (i - 1) * n, i * n, t, n);
        }
        if (pass.lastEdge[b]) {
            dot(zr, zi, (m - 1) * n, ur, ui, m * n, t, n);
        }
    }

    private static void coupled(
            double w, double[] zr, double[] zi, double[] ur, double[] ui, int before, int here, double[] t, int n) {
        for (int j = 0; j < n; j++) {
            double up = Math.fma(ui[here + j], zi[before + j], ur[here + j] * zr[before + j]);
            double down = Math.fma(ui[before + j], zi[here + j], ur[before + j] * zr[here + j]);
            t[j] = Math.fma(w, up - down, t[j]);
        }
    }

    private static void dot(double[] zr, double[] zi, int row, double[] ur, double[] ui, int edge, double[] t, int n) {
        for (int j = 0; j < n; j++) {
            t[j] = Math.fma(zi[row + j], ui[edge + j], Math.fma(zr[row + j], ur[edge + j], t[j]));
        }
    }

    /** The derivatives by the phases of each column. */
    private static void phaseGradients(
            RealPass pass, int b, int base, Scratch scratch, int lanes, int s, int n, double[] sums) {
        int m = pass.rows[b].length;
        double[] q = scratch.turn;
        for (int j = 0; j < m * n; j++) {
            q[j] = scratch.outIm[j] * scratch.inRe[j] - scratch.outRe[j] * scratch.inIm[j];
        }
        for (int t = 0; t < pass.inner.length; t++) {
            Arrays.fill(scratch.part, 0, n, 0);
            for (int i = 0; i < m; i++) {
                weigh(pass.inner[t][b][i], q, i * n, scratch.part, n);
            }
            addTo(sums, 1 + t, lanes, s, n, scratch.part);
        }
        if (pass.outer.length == 0) {
            return;
        }
        Arrays.fill(scratch.total, 0, n, 0);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                scratch.total[j] += q[i * n + j];
            }
        }
        for (int t = 0; t < pass.outer.length; t++) {
            for (int j = 0; j < n; j++) {
                int to = (1 + pass.inner.length + t) * lanes + (s + j) % lanes;
                sums[to] = Math.fma(pass.outer[t][base * pass.run + (s + j) / lanes], scratch.total[j], sums[to]);
            }
        }
    }

    private static void weigh(double f, double[] q, int from, double[] sum, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] = Math.fma(f, q[from + j], sum[j]);
        }
    }

    /** Adds columns to the sums of their lanes, in order. */
    static void addTo(double[] sums, int row, int lanes, int s, int n, double[] columns) {
        int lane = s % lanes;
        for (int j = 0; j < n; j++) {
            sums[row * lanes + lane] += columns[j];
            lane = lane + 1 == lanes ? 0 : lane + 1;
        }
    }

    /** λ = conj(phase) μ. */
    private static void store(RealPass pass, int[] rows, int at, int lanes, int n, Scratch scratch, KetBlock lambda) {
        for (int k = 0; k < rows.length; k++) {
            int to = rows[k] * lanes + at;
            if (pass.phaseRe == null) {
                System.arraycopy(scratch.outRe, k * n, lambda.re, to, n);
                System.arraycopy(scratch.outIm, k * n, lambda.im, to, n);
                continue;
            }
            int j = 0;
            while (j < n) {
                int a = (to + j) / lanes;
                int end = Math.min(n, (a + 1) * lanes - to);
                turn(
                        pass.phaseRe[a],
                        -pass.phaseIm[a],
                        scratch.outRe,
                        scratch.outIm,
                        k * n + j,
                        lambda.re,
                        lambda.im,
                        to + j,
                        end - j);
                j = end;
            }
        }
    }

    /** y[i] = Σ_k u[at + i inner + k] x[k] of n columns; row r of x or y lies at {@code from + rows[r] * stride}. */
    static void product(
            double[] u,
            int at,
            int count,
            int inner,
            double[] xr,
            double[] xi,
            int[] xRows,
            int xStride,
            int xFrom,
            double[] yr,
            double[] yi,
            int[] yRows,
            int yStride,
            int yFrom,
            int n) {
        for (int i = 0; i < count; i += 2) {
            boolean pair = i + 1 < count;
            int row0 = at + i * inner;
            int row1 = pair ? row0 + inner : row0;
            int y0 = yFrom + yRows[i] * yStride;
            int y1 = pair ? yFrom + yRows[i + 1] * yStride : y0;
            if (n == 1) {
                one(u, row0, row1, inner, xr, xi, xRows, xStride, xFrom, yr, yi, y0, y1);
                continue;
            }
            Arrays.fill(yr, y0, y0 + n, 0);
            Arrays.fill(yi, y0, y0 + n, 0);
            Arrays.fill(yr, y1, y1 + n, 0);
            Arrays.fill(yi, y1, y1 + n, 0);
            int k = 0;
            for (; k + 1 < inner; k += 2) {
                int x0 = xFrom + xRows[k] * xStride;
                int x1 = xFrom + xRows[k + 1] * xStride;
                if (pair) {
                    real22(u, row0 + k, row1 + k, xr, xi, x0, x1, yr, yi, y0, y1, n);
                } else {
                    real12(u[row0 + k], u[row0 + k + 1], xr, xi, x0, x1, yr, yi, y0, n);
                }
            }
            if (k < inner) {
                int x0 = xFrom + xRows[k] * xStride;
                real11(u[row0 + k], xr, xi, x0, yr, yi, y0, n);
                if (pair) {
                    real11(u[row1 + k], xr, xi, x0, yr, yi, y1, n);
                }
            }
        }
    }

    /** Two rows of one column. */
    private static void one(
            double[] u,
            int row0,
            int row1,
            int inner,
            double[] xr,
            double[] xi,
            int[] xRows,
            int xStride,
            int xFrom,
            double[] yr,
            double[] yi,
            int y0,
            int y1) {
        double re0 = 0;
        double im0 = 0;
        double re1 = 0;
        double im1 = 0;
        for (int k = 0; k < inner; k++) {
            int x = xFrom + xRows[k] * xStride;
            double re = xr[x];
            double im = xi[x];
            re0 = Math.fma(u[row0 + k], re, re0);
            im0 = Math.fma(u[row0 + k], im, im0);
            re1 = Math.fma(u[row1 + k], re, re1);
            im1 = Math.fma(u[row1 + k], im, im1);
        }
        yr[y0] = re0;
        yi[y0] = im0;
        yr[y1] = re1;
        yi[y1] = im1;
    }

    private static void real22(
            double[] u,
            int row0,
            int row1,
            double[] xr,
            double[] xi,
            int x0,
            int x1,
            double[] yr,
            double[] yi,
            int y0,
            int y1,
            int n) {
        double a = u[row0];
        double b = u[row0 + 1];
        double c = u[row1];
        double d = u[row1 + 1];
        for (int s = 0; s < n; s++) {
            double p = xr[x0 + s];
            double q = xi[x0 + s];
            double v = xr[x1 + s];
            double w = xi[x1 + s];
            yr[y0 + s] = Math.fma(b, v, Math.fma(a, p, yr[y0 + s]));
            yi[y0 + s] = Math.fma(b, w, Math.fma(a, q, yi[y0 + s]));
            yr[y1 + s] = Math.fma(d, v, Math.fma(c, p, yr[y1 + s]));
            yi[y1 + s] = Math.fma(d, w, Math.fma(c, q, yi[y1 + s]));
        }
    }

    private static void real12(
            double a, double b, double[] xr, double[] xi, int x0, int x1, double[] yr, double[] yi, int y0, int n) {
        for (int s = 0; s < n; s++) {
            yr[y0 + s] = Math.fma(b, xr[x1 + s], Math.fma(a, xr[x0 + s], yr[y0 + s]));
            yi[y0 + s] = Math.fma(b, xi[x1 + s], Math.fma(a, xi[x0 + s], yi[y0 + s]));
        }
    }

    private static void real11(double a, double[] xr, double[] xi, int x0, double[] yr, double[] yi, int y0, int n) {
        for (int s = 0; s < n; s++) {
            yr[y0 + s] = Math.fma(a, xr[x0 + s], yr[y0 + s]);
            yi[y0 + s] = Math.fma(a, xi[x0 + s], yi[y0 + s]);
        }
    }
}
