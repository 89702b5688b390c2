package org.everycore.photonics.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.LanePass;
import org.everycore.photonics.engine.PhasePass;

/** What is done lane by lane, in whole registers: matrices of each lane's own, phases, products of states. */
final class VectorLanes {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    private VectorLanes() {}

    static void blocks(LanePass pass, boolean transposed, KetBlock x, KetBlock y, int lanes) {
        double[] u = pass.elements;
        for (int b = 0; b < pass.rows.length; b++) {
            int[] rows = pass.rows[b];
            int m = rows.length;
            int at = pass.at[b];
            int step = (transposed ? m : 1) * lanes;
            for (int first : pass.bases) {
                for (int base = first; base < first + pass.run; base++) {
                    for (int i = 0; i < m; i++) {
                        int element = (transposed ? at + i : at + i * m) * lanes;
                        int to = (base + rows[i]) * lanes;
                        for (int s = 0; s < lanes; s += WIDTH) {
                            ownRow(u, element + s, step, rows, base * lanes + s, x.re, x.im, y.re, y.im, to + s, lanes);
                        }
                    }
                }
            }
        }
    }

    private static void ownRow(
            double[] u,
            int element,
            int step,
            int[] rows,
            int from,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int to,
            int lanes) {
        DoubleVector re = DoubleVector.zero(SPECIES);
        DoubleVector im = re;
        int e = element;
        for (int k = 0; k < rows.length; k++, e += step) {
            int x = from + rows[k] * lanes;
            DoubleVector a = DoubleVector.fromArray(SPECIES, u, e);
            re = a.fma(DoubleVector.fromArray(SPECIES, xr, x), re);
            im = a.fma(DoubleVector.fromArray(SPECIES, xi, x), im);
        }
        re.intoArray(yr, to);
        im.intoArray(yi, to);
    }

    static void phases(PhasePass pass, KetBlock x, KetBlock y, double sign, int lanes) {
        if (pass.perLane) {
            lanePhases(pass, x, y, sign, lanes);
            return;
        }
        for (int a = 0; a < pass.dimension; a++) {
            scale(pass.re[a], sign * pass.im[a], x, y, a * lanes, lanes);
        }
    }

    private static void scale(double cr, double ci, KetBlock x, KetBlock y, int at, int lanes) {
        DoubleVector r = DoubleVector.broadcast(SPECIES, cr);
        DoubleVector i = DoubleVector.broadcast(SPECIES, ci);
        for (int s = at; s < at + lanes; s += WIDTH) {
            DoubleVector p = DoubleVector.fromArray(SPECIES, x.re, s);
            DoubleVector q = DoubleVector.fromArray(SPECIES, x.im, s);
            r.fma(p, i.mul(q).neg()).intoArray(y.re, s);
            r.fma(q, i.mul(p)).intoArray(y.im, s);
        }
    }

    /** The last mode's phases take x to y, the ones before it y to y. */
    private static void lanePhases(PhasePass pass, KetBlock x, KetBlock y, double sign, int lanes) {
        int[] active = pass.active;
        for (int a = 0; a < pass.dimension; a++) {
            int digits = a;
            KetBlock from = x;
            int next = active.length - 1;
            for (int mode = pass.modes - 1; mode >= 0 && next >= 0; mode--) {
                int n = digits % pass.cutoff;
                digits /= pass.cutoff;
                if (active[next] == mode) {
                    next--;
                    double[] cr = pass.laneRe[mode];
                    double[] ci = pass.laneIm[mode];
                    multiply(cr, ci, n * lanes, sign, from.re, from.im, a * lanes, y.re, y.im, a * lanes, lanes);
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
        for (int s = 0; s < lanes; s += WIDTH) {
            DoubleVector r = DoubleVector.fromArray(SPECIES, cr, c + s);
            DoubleVector i = DoubleVector.fromArray(SPECIES, ci, c + s).mul(sign);
            DoubleVector p = DoubleVector.fromArray(SPECIES, xr, x + s);
            DoubleVector q = DoubleVector.fromArray(SPECIES, xi, x + s);
            r.fma(p, i.mul(q).neg()).intoArray(yr, y + s);
            r.fma(q, i.mul(p)).intoArray(yi, y + s);
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
        for (int s = 0; s < lanes; s += WIDTH) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, to, y + s);
            sum.add(DoubleVector.fromArray(SPECIES, from, x + s)).intoArray(to, y + s);
        }
    }
}
