package org.everycore.photonics.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.RealPass;
import org.everycore.photonics.engine.Scratch;

/** Adjoints of the matrices that follow the first one of a group, some registers of columns at a time. */
final class VectorGroup {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    private VectorGroup() {}

    static void adjoint(RealPass pass, KetBlock lambda, KetBlock to, int lanes, double[] sums) {
        Scratch scratch = pass.scratch;
        int width = pass.run * lanes;
        for (int b = 0; b < pass.rows.length; b++) {
            int n = 0;
            for (int i = 0; i < pass.bases.length; i++) {
                int from = pass.bases[i] * lanes;
                for (int s = 0; s < width; s += WIDTH) {
                    scratch.at[n] = from + s;
                    scratch.column[n] = i * width + s;
                    n++;
                    if (n == VectorAdjoint.REGISTERS) {
                        adjoint(pass, b, n, lambda, to, lanes, sums);
                        n = 0;
                    }
                }
            }
            if (n > 0) {
                adjoint(pass, b, n, lambda, to, lanes, sums);
            }
        }
    }

    /** Mᵀ of some registers of columns; their edges go to the scratch. */
    private static void adjoint(RealPass pass, int b, int n, KetBlock lambda, KetBlock to, int lanes, double[] sums) {
        Scratch scratch = pass.scratch;
        int[] rows = pass.rows[b];
        int m = rows.length;
        int[] at = scratch.at;
        int pairs = VectorAdjoint.pairs(at, n);
        VectorProduct.pairs(
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
                pairs);
        if (pass.edges(b) > 0) {
            VectorProduct.pairs(
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
                    VectorAdjoint.ROW,
                    VectorAdjoint.PLACES,
                    pairs);
            edges(pass, b, n, lanes, sums);
        }
    }

    private static void edges(RealPass pass, int b, int n, int lanes, double[] sums) {
        Scratch scratch = pass.scratch;
        KetBlock kept = pass.kept;
        boolean last = pass.lastEdge[b];
        boolean first = pass.firstEdge[b];
        for (int r = 0; r < n; r++) {
            DoubleVector t = DoubleVector.zero(SPECIES);
            int edge = r * WIDTH;
            if (last) {
                int at = pass.keptLast[b] * lanes + scratch.column[r];
                t = DoubleVector.fromArray(SPECIES, kept.re, at)
                        .fma(DoubleVector.fromArray(SPECIES, scratch.outRe, edge), t);
                t = DoubleVector.fromArray(SPECIES, kept.im, at)
                        .fma(DoubleVector.fromArray(SPECIES, scratch.outIm, edge), t);
                edge += VectorAdjoint.ROW;
            }
            if (first) {
                int at = pass.keptFirst[b] * lanes + scratch.column[r];
                t = DoubleVector.fromArray(SPECIES, kept.re, at)
                        .fma(DoubleVector.fromArray(SPECIES, scratch.outRe, edge), t);
                t = DoubleVector.fromArray(SPECIES, kept.im, at)
                        .fma(DoubleVector.fromArray(SPECIES, scratch.outIm, edge), t);
            }
            int to = scratch.at[r] % lanes;
            DoubleVector.fromArray(SPECIES, sums, to).add(t).intoArray(sums, to);
        }
    }

    static void angleGradient(RealPass pass, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
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
