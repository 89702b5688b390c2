package org.everycore.photonics.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.PlainKernel;
import org.everycore.photonics.engine.RealPass;
import org.everycore.photonics.engine.Scratch;

/**
 * Passes over blocks with explicit vectors: two registers of a block's columns at a time are turned by the phases into the
 * first-level cache, multiplied there in tiles of four rows, and written back where they were.
 *
 * <p>A tile does 16 multiply-adds for 8 loads. The two registers may belong to different bases, so eight lanes alone fill
 * both. Every number is the chain that {@link PlainKernel} computes.
 */
final class VectorBlocks {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int STEP = 2 * WIDTH;

    private VectorBlocks() {}

    /** Whole registers of lanes, or one lane with a long run. */
    static boolean forwardFits(RealPass pass, int lanes) {
        return lanes % WIDTH == 0 || lanes == 1 && pass.run >= STEP;
    }

    static void forward(RealPass pass, Scratch scratch, KetBlock x, KetBlock y, int lanes) {
        int width = pass.run * lanes;
        int whole = width / WIDTH * WIDTH;
        for (int b = 0; b < pass.rows.length; b++) {
            int before = -1;
            for (int base : pass.bases) {
                int from = base * lanes;
                for (int o = from; o < from + whole; o += WIDTH) {
                    if (before < 0) {
                        before = o;
                    } else {
                        forwardPair(pass, scratch, b, before, o, x, y, lanes);
                        before = -1;
                    }
                }
            }
            if (before >= 0) {
                forwardPair(pass, scratch, b, before, before, x, y, lanes);
            }
            if (whole < width) {
                PlainKernel.INSTANCE.columns(pass, scratch, x, y, lanes, b, whole, width);
            }
        }
    }

    private static void forwardPair(
            RealPass pass, Scratch scratch, int b, int o0, int o1, KetBlock x, KetBlock y, int lanes) {
        int[] rows = pass.rows[b];
        int m = rows.length;
        if (pass.phaseRe == null && x != y) {
            product(pass.elements, pass.at[b], m, m, x.re, x.im, rows, lanes, o0, o1, y.re, y.im, rows, lanes, o0, o1);
            return;
        }
        if (pass.phaseRe == null) {
            load(rows, o0, o1, lanes, x.re, scratch.inRe);
            load(rows, o0, o1, lanes, x.im, scratch.inIm);
        } else {
            turn(pass, rows, o0, o1, lanes, x, scratch);
        }
        product(
                pass.elements,
                pass.at[b],
                m,
                m,
                scratch.inRe,
                scratch.inIm,
                scratch.rows,
                STEP,
                0,
                WIDTH,
                y.re,
                y.im,
                rows,
                lanes,
                o0,
                o1);
    }

    private static void load(int[] rows, int o0, int o1, int lanes, double[] x, double[] to) {
        for (int k = 0; k < rows.length; k++) {
            int from = rows[k] * lanes;
            DoubleVector.fromArray(SPECIES, x, from + o0).intoArray(to, k * STEP);
            DoubleVector.fromArray(SPECIES, x, from + o1).intoArray(to, k * STEP + WIDTH);
        }
    }

    /** z = phase x. Vectors are kept out of parameters and results: only inlining would keep those off the heap. */
    private static void turn(RealPass pass, int[] rows, int o0, int o1, int lanes, KetBlock x, Scratch scratch) {
        if (lanes == 1) {
            turnRun(pass, rows, o0, x, scratch, 0);
            turnRun(pass, rows, o1, x, scratch, WIDTH);
        } else {
            turnLanes(pass, rows, o0, lanes, x, scratch, 0);
            turnLanes(pass, rows, o1, lanes, x, scratch, WIDTH);
        }
    }

    private static void turnLanes(RealPass pass, int[] rows, int o, int lanes, KetBlock x, Scratch scratch, int half) {
        int amplitude = o / lanes;
        for (int k = 0; k < rows.length; k++) {
            int from = rows[k] * lanes + o;
            DoubleVector c = DoubleVector.broadcast(SPECIES, pass.phaseRe[rows[k] + amplitude]);
            DoubleVector s = DoubleVector.broadcast(SPECIES, pass.phaseIm[rows[k] + amplitude]);
            DoubleVector p = DoubleVector.fromArray(SPECIES, x.re, from);
            DoubleVector q = DoubleVector.fromArray(SPECIES, x.im, from);
            c.fma(p, s.mul(q).neg()).intoArray(scratch.inRe, k * STEP + half);
            c.fma(q, s.mul(p)).intoArray(scratch.inIm, k * STEP + half);
        }
    }

    /** The same for amplitudes side by side of one lane. */
    private static void turnRun(RealPass pass, int[] rows, int o, KetBlock x, Scratch scratch, int half) {
        for (int k = 0; k < rows.length; k++) {
            int from = rows[k] + o;
            DoubleVector c = DoubleVector.fromArray(SPECIES, pass.phaseRe, from);
            DoubleVector s = DoubleVector.fromArray(SPECIES, pass.phaseIm, from);
            DoubleVector p = DoubleVector.fromArray(SPECIES, x.re, from);
            DoubleVector q = DoubleVector.fromArray(SPECIES, x.im, from);
            c.fma(p, s.mul(q).neg()).intoArray(scratch.inRe, k * STEP + half);
            c.fma(q, s.mul(p)).intoArray(scratch.inIm, k * STEP + half);
        }
    }

    /**
     * y[i] = Σ_k u[at + i inner + k] x[k] for i below {@code count}, for two registers of columns. Row k of x lies at
     * {@code xRows[k] * xStride} from x0 and from x1 on, row i of y likewise.
     */
    static void product(
            double[] u,
            int at,
            int count,
            int inner,
            double[] xr,
            double[] xi,
            int[] xRows,
            int xStride,
            int x0,
            int x1,
            double[] yr,
            double[] yi,
            int[] rows,
            int stride,
            int o0,
            int o1) {
        int i = 0;
        for (; i + 3 < count; i += 4) {
            four(u, at + i * inner, inner, xr, xi, xRows, xStride, x0, x1, yr, yi, rows, i, stride, o0, o1);
        }
        if (i + 1 < count) {
            two(u, at + i * inner, inner, xr, xi, xRows, xStride, x0, x1, yr, yi, rows, i, stride, o0, o1);
            i += 2;
        }
        if (i < count) {
            one(u, at + i * inner, inner, xr, xi, xRows, xStride, x0, x1, yr, yi, rows[i] * stride, o0, o1);
        }
    }

    private static void four(
            double[] u,
            int u0,
            int inner,
            double[] xr,
            double[] xi,
            int[] xRows,
            int xStride,
            int x0,
            int x1,
            double[] yr,
            double[] yi,
            int[] rows,
            int row,
            int stride,
            int o0,
            int o1) {
        DoubleVector r00 = DoubleVector.zero(SPECIES);
        DoubleVector r01 = r00;
        DoubleVector r10 = r00;
        DoubleVector r11 = r00;
        DoubleVector r20 = r00;
        DoubleVector r21 = r00;
        DoubleVector r30 = r00;
        DoubleVector r31 = r00;
        DoubleVector i00 = r00;
        DoubleVector i01 = r00;
        DoubleVector i10 = r00;
        DoubleVector i11 = r00;
        DoubleVector i20 = r00;
        DoubleVector i21 = r00;
        DoubleVector i30 = r00;
        DoubleVector i31 = r00;
        int u1 = u0 + inner;
        int u2 = u1 + inner;
        int u3 = u2 + inner;
        for (int k = 0; k < inner; k++) {
            int x = xRows[k] * xStride;
            DoubleVector p0 = DoubleVector.fromArray(SPECIES, xr, x + x0);
            DoubleVector p1 = DoubleVector.fromArray(SPECIES, xr, x + x1);
            DoubleVector q0 = DoubleVector.fromArray(SPECIES, xi, x + x0);
            DoubleVector q1 = DoubleVector.fromArray(SPECIES, xi, x + x1);
            DoubleVector a = DoubleVector.broadcast(SPECIES, u[u0 + k]);
            r00 = a.fma(p0, r00);
            r01 = a.fma(p1, r01);
            i00 = a.fma(q0, i00);
            i01 = a.fma(q1, i01);
            a = DoubleVector.broadcast(SPECIES, u[u1 + k]);
            r10 = a.fma(p0, r10);
            r11 = a.fma(p1, r11);
            i10 = a.fma(q0, i10);
            i11 = a.fma(q1, i11);
            a = DoubleVector.broadcast(SPECIES, u[u2 + k]);
            r20 = a.fma(p0, r20);
            r21 = a.fma(p1, r21);
            i20 = a.fma(q0, i20);
            i21 = a.fma(q1, i21);
            a = DoubleVector.broadcast(SPECIES, u[u3 + k]);
            r30 = a.fma(p0, r30);
            r31 = a.fma(p1, r31);
            i30 = a.fma(q0, i30);
            i31 = a.fma(q1, i31);
        }
        int y = rows[row] * stride;
        r00.intoArray(yr, y + o0);
        r01.intoArray(yr, y + o1);
        i00.intoArray(yi, y + o0);
        i01.intoArray(yi, y + o1);
        y = rows[row + 1] * stride;
        r10.intoArray(yr, y + o0);
        r11.intoArray(yr, y + o1);
        i10.intoArray(yi, y + o0);
        i11.intoArray(yi, y + o1);
        y = rows[row + 2] * stride;
        r20.intoArray(yr, y + o0);
        r21.intoArray(yr, y + o1);
        i20.intoArray(yi, y + o0);
        i21.intoArray(yi, y + o1);
        y = rows[row + 3] * stride;
        r30.intoArray(yr, y + o0);
        r31.intoArray(yr, y + o1);
        i30.intoArray(yi, y + o0);
        i31.intoArray(yi, y + o1);
    }

    private static void two(
            double[] u,
            int u0,
            int inner,
            double[] xr,
            double[] xi,
            int[] xRows,
            int xStride,
            int x0,
            int x1,
            double[] yr,
            double[] yi,
            int[] rows,
            int row,
            int stride,
            int o0,
            int o1) {
        DoubleVector r00 = DoubleVector.zero(SPECIES);
        DoubleVector r01 = r00;
        DoubleVector r10 = r00;
        DoubleVector r11 = r00;
        DoubleVector i00 = r00;
        DoubleVector i01 = r00;
        DoubleVector i10 = r00;
        DoubleVector i11 = r00;
        int u1 = u0 + inner;
        for (int k = 0; k < inner; k++) {
            int x = xRows[k] * xStride;
            DoubleVector p0 = DoubleVector.fromArray(SPECIES, xr, x + x0);
            DoubleVector p1 = DoubleVector.fromArray(SPECIES, xr, x + x1);
            DoubleVector q0 = DoubleVector.fromArray(SPECIES, xi, x + x0);
            DoubleVector q1 = DoubleVector.fromArray(SPECIES, xi, x + x1);
            DoubleVector a = DoubleVector.broadcast(SPECIES, u[u0 + k]);
            r00 = a.fma(p0, r00);
            r01 = a.fma(p1, r01);
            i00 = a.fma(q0, i00);
            i01 = a.fma(q1, i01);
            a = DoubleVector.broadcast(SPECIES, u[u1 + k]);
            r10 = a.fma(p0, r10);
            r11 = a.fma(p1, r11);
            i10 = a.fma(q0, i10);
            i11 = a.fma(q1, i11);
        }
        int y = rows[row] * stride;
        r00.intoArray(yr, y + o0);
        r01.intoArray(yr, y + o1);
        i00.intoArray(yi, y + o0);
        i01.intoArray(yi, y + o1);
        y = rows[row + 1] * stride;
        r10.intoArray(yr, y + o0);
        r11.intoArray(yr, y + o1);
        i10.intoArray(yi, y + o0);
        i11.intoArray(yi, y + o1);
    }

    private static void one(
            double[] u,
            int u0,
            int inner,
            double[] xr,
            double[] xi,
            int[] xRows,
            int xStride,
            int x0,
            int x1,
            double[] yr,
            double[] yi,
            int y,
            int o0,
            int o1) {
        DoubleVector r0 = DoubleVector.zero(SPECIES);
        DoubleVector r1 = r0;
        DoubleVector i0 = r0;
        DoubleVector i1 = r0;
        for (int k = 0; k < inner; k++) {
            int x = xRows[k] * xStride;
            DoubleVector a = DoubleVector.broadcast(SPECIES, u[u0 + k]);
            r0 = a.fma(DoubleVector.fromArray(SPECIES, xr, x + x0), r0);
            r1 = a.fma(DoubleVector.fromArray(SPECIES, xr, x + x1), r1);
            i0 = a.fma(DoubleVector.fromArray(SPECIES, xi, x + x0), i0);
            i1 = a.fma(DoubleVector.fromArray(SPECIES, xi, x + x1), i1);
        }
        r0.intoArray(yr, y + o0);
        r1.intoArray(yr, y + o1);
        i0.intoArray(yi, y + o0);
        i1.intoArray(yi, y + o1);
    }

    static void reverse(RealPass pass, Scratch scratch, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        int width = pass.run * lanes;
        for (int b = 0; b < pass.rows.length; b++) {
            int before = -1;
            int columnBefore = 0;
            for (int i = 0; i < pass.bases.length; i++) {
                int from = pass.bases[i] * lanes;
                for (int o = from; o < from + width; o += WIDTH) {
                    int column = i * pass.run + (o - from) / lanes;
                    if (before < 0) {
                        before = o;
                        columnBefore = column;
                    } else {
                        back(pass, scratch, b, before, o, lambda, lanes);
                        settle(pass, scratch, b, before, columnBefore, 0, x, lambda, lanes, sums);
                        settle(pass, scratch, b, o, column, WIDTH, x, lambda, lanes, sums);
                        before = -1;
                    }
                }
            }
            if (before >= 0) {
                back(pass, scratch, b, before, before, lambda, lanes);
                settle(pass, scratch, b, before, columnBefore, 0, x, lambda, lanes, sums);
            }
        }
    }

    /** μ = Mᵀ λ and the edges of two registers of columns. */
    private static void back(RealPass pass, Scratch scratch, int b, int o0, int o1, KetBlock lambda, int lanes) {
        product(
                pass.transposed,
                pass.back[b],
                pass.backRows(b),
                pass.rows[b].length,
                lambda.re,
                lambda.im,
                pass.rows[b],
                lanes,
                o0,
                o1,
                scratch.outRe,
                scratch.outIm,
                scratch.rows,
                STEP,
                0,
                WIDTH);
    }

    /** λ = conj(phase) μ of one register of columns, and what its angles are worth. */
    private static void settle(
            RealPass pass,
            Scratch scratch,
            int b,
            int o,
            int column,
            int half,
            KetBlock x,
            KetBlock lambda,
            int lanes,
            double[] sums) {
        if (pass.phaseRe == null) {
            straight(pass, scratch, b, o, half, x, lambda, lanes, sums);
            return;
        }
        turned(pass, scratch, b, o, half, x, lambda, lanes, sums);
        int m = pass.rows[b].length;
        int to = o % lanes + lanes;
        for (double[][] factors : pass.inner) {
            DoubleVector part = DoubleVector.zero(SPECIES);
            for (int i = 0; i < m; i++) {
                DoubleVector q = DoubleVector.fromArray(SPECIES, scratch.turn, i * WIDTH);
                part = DoubleVector.broadcast(SPECIES, factors[b][i]).fma(q, part);
            }
            DoubleVector.fromArray(SPECIES, sums, to).add(part).intoArray(sums, to);
            to += lanes;
        }
        for (double[] factors : pass.outer) {
            DoubleVector total = DoubleVector.fromArray(SPECIES, scratch.total, 0);
            DoubleVector.broadcast(SPECIES, factors[column])
                    .fma(total, DoubleVector.fromArray(SPECIES, sums, to))
                    .intoArray(sums, to);
            to += lanes;
        }
    }

    private static void straight(
            RealPass pass,
            Scratch scratch,
            int b,
            int o,
            int half,
            KetBlock x,
            KetBlock lambda,
            int lanes,
            double[] sums) {
        int[] rows = pass.rows[b];
        double[] w = pass.couplings[b];
        double[] mr = scratch.outRe;
        double[] mi = scratch.outIm;
        int m = rows.length;
        DoubleVector t = DoubleVector.zero(SPECIES);
        DoubleVector zrBefore = t;
        DoubleVector ziBefore = t;
        DoubleVector urBefore = t;
        DoubleVector uiBefore = t;
        if (pass.firstEdge[b]) {
            int edge = (pass.lastEdge[b] ? m + 1 : m) * STEP + half;
            int at = rows[0] * lanes + o;
            t = DoubleVector.fromArray(SPECIES, x.re, at).fma(DoubleVector.fromArray(SPECIES, mr, edge), t);
            t = DoubleVector.fromArray(SPECIES, x.im, at).fma(DoubleVector.fromArray(SPECIES, mi, edge), t);
        }
        for (int i = 0; i < m; i++) {
            int at = rows[i] * lanes + o;
            int in = i * STEP + half;
            DoubleVector zr = DoubleVector.fromArray(SPECIES, x.re, at);
            DoubleVector zi = DoubleVector.fromArray(SPECIES, x.im, at);
            DoubleVector ur = DoubleVector.fromArray(SPECIES, mr, in);
            DoubleVector ui = DoubleVector.fromArray(SPECIES, mi, in);
            DoubleVector up = ui.fma(ziBefore, ur.mul(zrBefore));
            DoubleVector down = uiBefore.fma(zi, urBefore.mul(zr));
            t = up.sub(down).fma(DoubleVector.broadcast(SPECIES, w[i]), t);
            ur.intoArray(lambda.re, at);
            ui.intoArray(lambda.im, at);
            zrBefore = zr;
            ziBefore = zi;
            urBefore = ur;
            uiBefore = ui;
        }
        if (pass.lastEdge[b]) {
            t = zrBefore.fma(DoubleVector.fromArray(SPECIES, mr, m * STEP + half), t);
            t = ziBefore.fma(DoubleVector.fromArray(SPECIES, mi, m * STEP + half), t);
        }
        int to = o % lanes;
        DoubleVector.fromArray(SPECIES, sums, to).add(t).intoArray(sums, to);
    }

    private static void turned(
            RealPass pass,
            Scratch scratch,
            int b,
            int o,
            int half,
            KetBlock x,
            KetBlock lambda,
            int lanes,
            double[] sums) {
        int[] rows = pass.rows[b];
        double[] w = pass.couplings[b];
        double[] mr = scratch.outRe;
        double[] mi = scratch.outIm;
        int m = rows.length;
        int amplitude = o / lanes;
        DoubleVector t = DoubleVector.zero(SPECIES);
        DoubleVector total = t;
        DoubleVector zrBefore = t;
        DoubleVector ziBefore = t;
        DoubleVector urBefore = t;
        DoubleVector uiBefore = t;
        if (pass.firstEdge[b]) {
            int edge = (pass.lastEdge[b] ? m + 1 : m) * STEP + half;
            int at = rows[0] * lanes + o;
            DoubleVector c = DoubleVector.broadcast(SPECIES, pass.phaseRe[rows[0] + amplitude]);
            DoubleVector s = DoubleVector.broadcast(SPECIES, pass.phaseIm[rows[0] + amplitude]);
            DoubleVector p = DoubleVector.fromArray(SPECIES, x.re, at);
            DoubleVector q = DoubleVector.fromArray(SPECIES, x.im, at);
            t = c.fma(p, s.mul(q).neg()).fma(DoubleVector.fromArray(SPECIES, mr, edge), t);
            t = c.fma(q, s.mul(p)).fma(DoubleVector.fromArray(SPECIES, mi, edge), t);
        }
        for (int i = 0; i < m; i++) {
            int at = rows[i] * lanes + o;
            int in = i * STEP + half;
            DoubleVector c = DoubleVector.broadcast(SPECIES, pass.phaseRe[rows[i] + amplitude]);
            DoubleVector s = DoubleVector.broadcast(SPECIES, pass.phaseIm[rows[i] + amplitude]);
            DoubleVector p = DoubleVector.fromArray(SPECIES, x.re, at);
            DoubleVector q = DoubleVector.fromArray(SPECIES, x.im, at);
            DoubleVector zr = c.fma(p, s.mul(q).neg());
            DoubleVector zi = c.fma(q, s.mul(p));
            DoubleVector ur = DoubleVector.fromArray(SPECIES, mr, in);
            DoubleVector ui = DoubleVector.fromArray(SPECIES, mi, in);
            DoubleVector up = ui.fma(ziBefore, ur.mul(zrBefore));
            DoubleVector down = uiBefore.fma(zi, urBefore.mul(zr));
            t = up.sub(down).fma(DoubleVector.broadcast(SPECIES, w[i]), t);
            DoubleVector turn = ui.mul(zr).sub(ur.mul(zi));
            total = total.add(turn);
            turn.intoArray(scratch.turn, i * WIDTH);
            c.fma(ur, s.mul(ui)).intoArray(lambda.re, at);
            c.fma(ui, s.mul(ur).neg()).intoArray(lambda.im, at);
            zrBefore = zr;
            ziBefore = zi;
            urBefore = ur;
            uiBefore = ui;
        }
        if (pass.lastEdge[b]) {
            t = zrBefore.fma(DoubleVector.fromArray(SPECIES, mr, m * STEP + half), t);
            t = ziBefore.fma(DoubleVector.fromArray(SPECIES, mi, m * STEP + half), t);
        }
        total.intoArray(scratch.total, 0);
        int to = o % lanes;
        DoubleVector.fromArray(SPECIES, sums, to).add(t).intoArray(sums, to);
    }
}
