package org.everycore.photonics.engine;

import java.util.Arrays;

/** Adjoints of the matrices that follow the first one of a group, in plain Java. */
final class PlainGroup {
    private PlainGroup() {}

    static void adjoint(RealPass pass, KetBlock lambda, KetBlock to, int lanes, double[] sums) {
        Scratch scratch = pass.scratch;
        int width = pass.run * lanes;
        for (int b = 0; b < pass.rows.length; b++) {
            for (int i = 0; i < pass.bases.length; i++) {
                for (int s = 0; s < width; s += Scratch.COLUMNS) {
                    int n = Math.min(Scratch.COLUMNS, width - s);
                    columns(pass, b, pass.bases[i] * lanes + s, n, lambda, to, lanes);
                    if (pass.edges(b) > 0) {
                        edges(pass, b, i * width + s, n, lanes);
                        PlainBlocks.addTo(sums, 0, lanes, s, n, scratch.gradient);
                    }
                }
            }
        }
    }

    /** Mᵀ of some columns; their edges go to the scratch. */
    private static void columns(RealPass pass, int b, int at, int n, KetBlock lambda, KetBlock to, int lanes) {
        Scratch scratch = pass.scratch;
        int[] rows = pass.rows[b];
        int m = rows.length;
        PlainBlocks.product(
                pass.transposed,
                pass.back[b],
                m,
                m,
                lambda.re,
                lambda.im,
                rows,
                lanes,
                at,
                to.re,
                to.im,
                rows,
                lanes,
                at,
                n);
        if (pass.edges(b) > 0) {
            PlainBlocks.product(
                    pass.transposed,
                    pass.back[b] + m * m,
                    pass.edges(b),
                    m,
                    lambda.re,
                    lambda.im,
                    rows,
                    lanes,
                    at,
                    scratch.outRe,
                    scratch.outIm,
                    scratch.rows,
                    n,
                    0,
                    n);
        }
    }

    private static void edges(RealPass pass, int b, int column, int n, int lanes) {
        Scratch scratch = pass.scratch;
        KetBlock kept = pass.kept;
        Arrays.fill(scratch.gradient, 0, n, 0);
        if (pass.lastEdge[b]) {
            dot(kept, pass.keptLast[b] * lanes + column, scratch, 0, n);
        }
        if (pass.firstEdge[b]) {
            dot(kept, pass.keptFirst[b] * lanes + column, scratch, pass.lastEdge[b] ? n : 0, n);
        }
    }

    private static void dot(KetBlock kept, int at, Scratch scratch, int edge, int n) {
        double[] t = scratch.gradient;
        for (int j = 0; j < n; j++) {
            double re = Math.fma(kept.re[at + j], scratch.outRe[edge + j], t[j]);
            t[j] = Math.fma(kept.im[at + j], scratch.outIm[edge + j], re);
        }
    }

    static void angleGradient(RealPass pass, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        Scratch scratch = pass.scratch;
        int width = pass.run * lanes;
        for (int b = 0; b < pass.rows.length; b++) {
            int[] rows = pass.rows[b];
            for (int base : pass.bases) {
                for (int s = 0; s < width; s += Scratch.COLUMNS) {
                    int n = Math.min(Scratch.COLUMNS, width - s);
                    int at = base * lanes + s;
                    Arrays.fill(scratch.gradient, 0, n, 0);
                    for (int i = 1; i < rows.length; i++) {
                        coupled(
                                pass.turnedRe[b][i],
                                pass.turnedIm[b][i],
                                x,
                                lambda,
                                at + rows[i - 1] * lanes,
                                at + rows[i] * lanes,
                                scratch.gradient,
                                n);
                    }
                    PlainBlocks.addTo(sums, 0, lanes, s, n, scratch.gradient);
                }
            }
        }
    }

    private static void coupled(
            double re, double im, KetBlock x, KetBlock lambda, int before, int here, double[] t, int n) {
        double[] xr = x.re;
        double[] xi = x.im;
        double[] lr = lambda.re;
        double[] li = lambda.im;
        for (int j = 0; j < n; j++) {
            double a = lr[here + j];
            double b = li[here + j];
            double c = lr[before + j];
            double d = li[before + j];
            double p = xr[here + j];
            double q = xi[here + j];
            double v = xr[before + j];
            double w = xi[before + j];
            double u = Math.fma(-d, q, Math.fma(-c, p, Math.fma(b, w, a * v)));
            double y = Math.fma(-d, p, Math.fma(c, q, Math.fma(-b, v, a * w)));
            t[j] = Math.fma(im, y, Math.fma(re, u, t[j]));
        }
    }
}
