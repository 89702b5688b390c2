package org.everycore.photonics.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.RealPass;
import org.everycore.photonics.engine.Scratch;

/** Reverse mode of the matrices that follow the first one of a group, a register of columns at a time. */
final class VectorGroup {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int STEP = 2 * WIDTH;

    private VectorGroup() {}

    static void back(
            RealPass pass, Scratch scratch, KetBlock kept, KetBlock lambda, KetBlock to, int lanes, double[] sums) {
        int width = pass.run * lanes;
        for (int b = 0; b < pass.rows.length; b++) {
            int before = -1;
            int keptBefore = 0;
            int next = 0;
            for (int base : pass.bases) {
                int from = base * lanes;
                for (int o = from; o < from + width; o += WIDTH) {
                    if (before < 0) {
                        before = o;
                        keptBefore = next;
                    } else {
                        pair(pass, scratch, b, before, o, lambda, to, lanes);
                        edges(pass, scratch, b, keptBefore, before, 0, kept, lanes, sums);
                        edges(pass, scratch, b, next, o, WIDTH, kept, lanes, sums);
                        before = -1;
                    }
                    next += WIDTH;
                }
            }
            if (before >= 0) {
                pair(pass, scratch, b, before, before, lambda, to, lanes);
                edges(pass, scratch, b, keptBefore, before, 0, kept, lanes, sums);
            }
        }
    }

    /** Mᵀ of two registers of columns; their edges go to the scratch. */
    private static void pair(
            RealPass pass, Scratch scratch, int b, int o0, int o1, KetBlock lambda, KetBlock to, int lanes) {
        int[] rows = pass.rows[b];
        int m = rows.length;
        int at = pass.back[b];
        VectorBlocks.product(
                pass.transposed,
                at,
                m,
                m,
                lambda.re,
                lambda.im,
                rows,
                lanes,
                o0,
                o1,
                to.re,
                to.im,
                rows,
                lanes,
                o0,
                o1);
        int edges = pass.edges(b);
        if (edges > 0) {
            VectorBlocks.product(
                    pass.transposed,
                    at + m * m,
                    edges,
                    m,
                    lambda.re,
                    lambda.im,
                    rows,
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
    }

    private static void edges(
            RealPass pass,
            Scratch scratch,
            int b,
            int column,
            int o,
            int half,
            KetBlock kept,
            int lanes,
            double[] sums) {
        boolean last = pass.lastEdge[b];
        boolean first = pass.firstEdge[b];
        if (!last && !first) {
            return;
        }
        DoubleVector t = DoubleVector.zero(SPECIES);
        if (last) {
            int at = pass.keptLast[b] * lanes + column;
            t = DoubleVector.fromArray(SPECIES, kept.re, at)
                    .fma(DoubleVector.fromArray(SPECIES, scratch.outRe, half), t);
            t = DoubleVector.fromArray(SPECIES, kept.im, at)
                    .fma(DoubleVector.fromArray(SPECIES, scratch.outIm, half), t);
        }
        if (first) {
            int at = pass.keptFirst[b] * lanes + column;
            int edge = (last ? STEP : 0) + half;
            t = DoubleVector.fromArray(SPECIES, kept.re, at)
                    .fma(DoubleVector.fromArray(SPECIES, scratch.outRe, edge), t);
            t = DoubleVector.fromArray(SPECIES, kept.im, at)
                    .fma(DoubleVector.fromArray(SPECIES, scratch.outIm, edge), t);
        }
        int to = o % lanes;
        DoubleVector.fromArray(SPECIES, sums, to).add(t).intoArray(sums, to);
    }

    static void slope(RealPass pass, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        int width = pass.run * lanes;
        for (int b = 0; b < pass.rows.length; b++) {
            for (int base : pass.bases) {
                int from = base * lanes;
                for (int o = from; o < from + width; o += WIDTH) {
                    column(pass.rows[b], pass.turnedRe[b], pass.turnedIm[b], o, x, lambda, lanes, sums);
                }
            }
        }
    }

    private static void column(
            int[] rows, double[] re, double[] im, int o, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        DoubleVector t = DoubleVector.zero(SPECIES);
        int at = rows[0] * lanes + o;
        DoubleVector xrBefore = DoubleVector.fromArray(SPECIES, x.re, at);
        DoubleVector xiBefore = DoubleVector.fromArray(SPECIES, x.im, at);
        DoubleVector minusBefore = xrBefore.neg();
        DoubleVector lrBefore = DoubleVector.fromArray(SPECIES, lambda.re, at);
        DoubleVector liBefore = DoubleVector.fromArray(SPECIES, lambda.im, at);
        for (int i = 1; i < rows.length; i++) {
            at = rows[i] * lanes + o;
            DoubleVector xr = DoubleVector.fromArray(SPECIES, x.re, at);
            DoubleVector xi = DoubleVector.fromArray(SPECIES, x.im, at);
            DoubleVector lr = DoubleVector.fromArray(SPECIES, lambda.re, at);
            DoubleVector li = DoubleVector.fromArray(SPECIES, lambda.im, at);
            DoubleVector minus = xr.neg();
            DoubleVector u = liBefore.fma(xi.neg(), lrBefore.fma(minus, li.fma(xiBefore, lr.mul(xrBefore))));
            DoubleVector v = liBefore.fma(minus, lrBefore.fma(xi, li.fma(minusBefore, lr.mul(xiBefore))));
            t = u.fma(DoubleVector.broadcast(SPECIES, re[i]), t);
            t = v.fma(DoubleVector.broadcast(SPECIES, im[i]), t);
            xrBefore = xr;
            xiBefore = xi;
            minusBefore = minus;
            lrBefore = lr;
            liBefore = li;
        }
        int to = o % lanes;
        DoubleVector.fromArray(SPECIES, sums, to).add(t).intoArray(sums, to);
    }
}
