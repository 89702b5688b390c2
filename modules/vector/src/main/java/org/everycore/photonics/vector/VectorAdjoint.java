package org.everycore.photonics.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.RealPass;
import org.everycore.photonics.engine.Scratch;

/** Adjoints of passes over blocks, some registers of columns at a time, and the derivatives by their angles. */
final class VectorAdjoint {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    /** Registers of columns that are taken together. */
    static final int REGISTERS = 4;
    /** Numbers from one row of the scratch to the next. */
    static final int ROW = REGISTERS * WIDTH;
    /** Where the registers lie in a row of the scratch. */
    static final int[] PLACES = places();

    private VectorAdjoint() {}

    private static int[] places() {
        int[] places = new int[REGISTERS];
        for (int r = 0; r < REGISTERS; r++) {
            places[r] = r * WIDTH;
        }
        return places;
    }

    /** Pairs of n registers: the last one is taken twice when it has no other. */
    static int pairs(int[] at, int n) {
        if (n % 2 == 1) {
            at[n] = at[n - 1];
        }
        return (n + 1) / 2;
    }

    static void adjoint(RealPass pass, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        Scratch scratch = pass.scratch;
        int width = pass.run * lanes;
        for (int b = 0; b < pass.rows.length; b++) {
            int n = 0;
            for (int i = 0; i < pass.bases.length; i++) {
                int from = pass.bases[i] * lanes;
                for (int s = 0; s < width; s += WIDTH) {
                    scratch.at[n] = from + s;
                    scratch.column[n] = i * pass.run + s / lanes;
                    n++;
                    if (n == REGISTERS) {
                        adjoint(pass, scratch, b, n, x, lambda, lanes, sums);
                        n = 0;
                    }
                }
            }
            if (n > 0) {
                adjoint(pass, scratch, b, n, x, lambda, lanes, sums);
            }
        }
    }

    private static void adjoint(
            RealPass pass, Scratch scratch, int b, int n, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        VectorProduct.pairs(
                pass.transposed,
                pass.back[b],
                pass.backRows(b),
                pass.rows[b].length,
                lambda.re,
                lambda.im,
                pass.rows[b],
                lanes,
                scratch.at,
                scratch.outRe,
                scratch.outIm,
                scratch.rows,
                ROW,
                PLACES,
                pairs(scratch.at, n));
        if (pass.phaseRe == null) {
            straight(pass, scratch, b, n, x, lambda, lanes, sums);
        } else {
            turned(pass, scratch, b, n, x, lambda, lanes, sums);
        }
    }

    private static void straight(
            RealPass pass, Scratch scratch, int b, int n, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        int[] rows = pass.rows[b];
        double[] w = pass.couplings[b];
        double[] mr = scratch.outRe;
        double[] mi = scratch.outIm;
        double[] xr = x.re;
        double[] xi = x.im;
        double[] lr = lambda.re;
        double[] li = lambda.im;
        int m = rows.length;
        boolean last = pass.lastEdge[b];
        boolean first = pass.firstEdge[b];
        for (int r = 0; r < n; r++) {
            int o = scratch.at[r];
            int in = r * WIDTH;
            DoubleVector t = DoubleVector.zero(SPECIES);
            DoubleVector zrBefore = t;
            DoubleVector ziBefore = t;
            DoubleVector urBefore = t;
            DoubleVector uiBefore = t;
            if (first) {
                int edge = (last ? m + 1 : m) * ROW + in;
                int at = rows[0] * lanes + o;
                t = DoubleVector.fromArray(SPECIES, xr, at).fma(DoubleVector.fromArray(SPECIES, mr, edge), t);
                t = DoubleVector.fromArray(SPECIES, xi, at).fma(DoubleVector.fromArray(SPECIES, mi, edge), t);
            }
            for (int i = 0; i < m; i++) {
                int at = rows[i] * lanes + o;
                int row = i * ROW + in;
                DoubleVector zr = DoubleVector.fromArray(SPECIES, xr, at);
                DoubleVector zi = DoubleVector.fromArray(SPECIES, xi, at);
                DoubleVector ur = DoubleVector.fromArray(SPECIES, mr, row);
                DoubleVector ui = DoubleVector.fromArray(SPECIES, mi, row);
                DoubleVector up = ui.fma(ziBefore, ur.mul(zrBefore));
                DoubleVector down = uiBefore.fma(zi, urBefore.mul(zr));
                t = up.sub(down).fma(DoubleVector.broadcast(SPECIES, w[i]), t);
                ur.intoArray(lr, at);
                ui.intoArray(li, at);
                zrBefore = zr;
                ziBefore = zi;
                urBefore = ur;
                uiBefore = ui;
            }
            if (last) {
                int edge = m * ROW + in;
                t = zrBefore.fma(DoubleVector.fromArray(SPECIES, mr, edge), t);
                t = ziBefore.fma(DoubleVector.fromArray(SPECIES, mi, edge), t);
            }
            int to = o % lanes;
            DoubleVector.fromArray(SPECIES, sums, to).add(t).intoArray(sums, to);
        }
    }

    /** The first two inner sums of phases go along with the rest, because there are seldom more. */
    private static void turned(
            RealPass pass, Scratch scratch, int b, int n, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        int[] rows = pass.rows[b];
        double[] w = pass.couplings[b];
        double[] re = pass.phaseRe;
        double[] im = pass.phaseIm;
        double[] mr = scratch.outRe;
        double[] mi = scratch.outIm;
        double[] xr = x.re;
        double[] xi = x.im;
        double[] lr = lambda.re;
        double[] li = lambda.im;
        int m = rows.length;
        boolean last = pass.lastEdge[b];
        boolean first = pass.firstEdge[b];
        int inner = pass.inner.length;
        double[] f0 = inner > 0 ? pass.inner[0][b] : w;
        double[] f1 = inner > 1 ? pass.inner[1][b] : w;
        for (int r = 0; r < n; r++) {
            int o = scratch.at[r];
            int amplitude = o / lanes;
            int in = r * WIDTH;
            DoubleVector t = DoubleVector.zero(SPECIES);
            DoubleVector total = t;
            DoubleVector part0 = t;
            DoubleVector part1 = t;
            DoubleVector zrBefore = t;
            DoubleVector ziBefore = t;
            DoubleVector urBefore = t;
            DoubleVector uiBefore = t;
            if (first) {
                int edge = (last ? m + 1 : m) * ROW + in;
                int at = rows[0] * lanes + o;
                DoubleVector c = DoubleVector.broadcast(SPECIES, re[rows[0] + amplitude]);
                DoubleVector s = DoubleVector.broadcast(SPECIES, im[rows[0] + amplitude]);
                DoubleVector p = DoubleVector.fromArray(SPECIES, xr, at);
                DoubleVector q = DoubleVector.fromArray(SPECIES, xi, at);
                t = c.fma(p, s.mul(q).neg()).fma(DoubleVector.fromArray(SPECIES, mr, edge), t);
                t = c.fma(q, s.mul(p)).fma(DoubleVector.fromArray(SPECIES, mi, edge), t);
            }
            for (int i = 0; i < m; i++) {
                int at = rows[i] * lanes + o;
                int row = i * ROW + in;
                DoubleVector c = DoubleVector.broadcast(SPECIES, re[rows[i] + amplitude]);
                DoubleVector s = DoubleVector.broadcast(SPECIES, im[rows[i] + amplitude]);
                DoubleVector p = DoubleVector.fromArray(SPECIES, xr, at);
                DoubleVector q = DoubleVector.fromArray(SPECIES, xi, at);
                DoubleVector zr = c.fma(p, s.mul(q).neg());
                DoubleVector zi = c.fma(q, s.mul(p));
                DoubleVector ur = DoubleVector.fromArray(SPECIES, mr, row);
                DoubleVector ui = DoubleVector.fromArray(SPECIES, mi, row);
                DoubleVector up = ui.fma(ziBefore, ur.mul(zrBefore));
                DoubleVector down = uiBefore.fma(zi, urBefore.mul(zr));
                t = up.sub(down).fma(DoubleVector.broadcast(SPECIES, w[i]), t);
                DoubleVector turn = ui.mul(zr).sub(ur.mul(zi));
                total = total.add(turn);
                part0 = DoubleVector.broadcast(SPECIES, f0[i]).fma(turn, part0);
                part1 = DoubleVector.broadcast(SPECIES, f1[i]).fma(turn, part1);
                if (inner > 2) {
                    turn.intoArray(scratch.turn, row);
                }
                c.fma(ur, s.mul(ui)).intoArray(lr, at);
                c.fma(ui, s.mul(ur).neg()).intoArray(li, at);
                zrBefore = zr;
                ziBefore = zi;
                urBefore = ur;
                uiBefore = ui;
            }
            if (last) {
                int edge = m * ROW + in;
                t = zrBefore.fma(DoubleVector.fromArray(SPECIES, mr, edge), t);
                t = ziBefore.fma(DoubleVector.fromArray(SPECIES, mi, edge), t);
            }
            total.intoArray(scratch.total, in);
            int to = o % lanes;
            DoubleVector.fromArray(SPECIES, sums, to).add(t).intoArray(sums, to);
            if (inner > 0) {
                DoubleVector.fromArray(SPECIES, sums, to + lanes).add(part0).intoArray(sums, to + lanes);
            }
            if (inner > 1) {
                DoubleVector.fromArray(SPECIES, sums, to + 2 * lanes).add(part1).intoArray(sums, to + 2 * lanes);
            }
        }
        for (int j = 2; j < inner; j++) {
            inner(pass.inner[j][b], scratch, n, lanes, sums, (1 + j) * lanes);
        }
        for (int j = 0; j < pass.outer.length; j++) {
            outer(pass.outer[j], scratch, n, lanes, sums, (1 + inner + j) * lanes);
        }
    }

    private static void inner(double[] factors, Scratch scratch, int n, int lanes, double[] sums, int from) {
        for (int r = 0; r < n; r++) {
            DoubleVector part = DoubleVector.zero(SPECIES);
            for (int i = 0; i < factors.length; i++) {
                DoubleVector q = DoubleVector.fromArray(SPECIES, scratch.turn, i * ROW + r * WIDTH);
                part = DoubleVector.broadcast(SPECIES, factors[i]).fma(q, part);
            }
            int to = from + scratch.at[r] % lanes;
            DoubleVector.fromArray(SPECIES, sums, to).add(part).intoArray(sums, to);
        }
    }

    private static void outer(double[] factors, Scratch scratch, int n, int lanes, double[] sums, int from) {
        for (int r = 0; r < n; r++) {
            DoubleVector total = DoubleVector.fromArray(SPECIES, scratch.total, r * WIDTH);
            int to = from + scratch.at[r] % lanes;
            DoubleVector.broadcast(SPECIES, factors[scratch.column[r]])
                    .fma(total, DoubleVector.fromArray(SPECIES, sums, to))
                    .intoArray(sums, to);
        }
    }
}
