package org.everycore.photonics.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of a complex matrix with registers of lanes, in tiles of four rows by two registers, whose sums stay in registers over
 * all k: 32 multiply-adds for 12 loads. Lanes that do not fill two registers, and rows that do not fill a tile, take the same
 * chains one register or one number at a time.
 */
final class VectorComplex {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int STEP = 2 * WIDTH;

    private VectorComplex() {}

    /** y += U x, for whole pairs of registers and then for the lanes that are left. */
    static void add(
            double[] ur,
            double[] ui,
            int rows,
            int inner,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes) {
        int whole = lanes / STEP * STEP;
        // Lanes outside, rows inside: two registers' width of x stays in the first-level cache for all rows.
        for (int s = 0; s < whole; s += STEP) {
            int i = 0;
            for (; i + 3 < rows; i += 4) {
                tile(ur, ui, i, inner, xr, xi, yr, yi, lanes, s);
            }
            for (; i < rows; i++) {
                row(ur, ui, i, inner, xr, xi, yr, yi, lanes, s);
                row(ur, ui, i, inner, xr, xi, yr, yi, lanes, s + WIDTH);
            }
        }
        if (whole < lanes) {
            rest(ur, ui, rows, inner, xr, xi, yr, yi, lanes, whole);
        }
    }

    private static void tile(
            double[] ur,
            double[] ui,
            int row,
            int inner,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes,
            int s) {
        int y0 = row * lanes + s;
        int y1 = y0 + lanes;
        int y2 = y1 + lanes;
        int y3 = y2 + lanes;
        DoubleVector r00 = DoubleVector.fromArray(SPECIES, yr, y0);
        DoubleVector r01 = DoubleVector.fromArray(SPECIES, yr, y0 + WIDTH);
        DoubleVector r10 = DoubleVector.fromArray(SPECIES, yr, y1);
        DoubleVector r11 = DoubleVector.fromArray(SPECIES, yr, y1 + WIDTH);
        DoubleVector r20 = DoubleVector.fromArray(SPECIES, yr, y2);
        DoubleVector r21 = DoubleVector.fromArray(SPECIES, yr, y2 + WIDTH);
        DoubleVector r30 = DoubleVector.fromArray(SPECIES, yr, y3);
        DoubleVector r31 = DoubleVector.fromArray(SPECIES, yr, y3 + WIDTH);
        DoubleVector i00 = DoubleVector.fromArray(SPECIES, yi, y0);
        DoubleVector i01 = DoubleVector.fromArray(SPECIES, yi, y0 + WIDTH);
        DoubleVector i10 = DoubleVector.fromArray(SPECIES, yi, y1);
        DoubleVector i11 = DoubleVector.fromArray(SPECIES, yi, y1 + WIDTH);
        DoubleVector i20 = DoubleVector.fromArray(SPECIES, yi, y2);
        DoubleVector i21 = DoubleVector.fromArray(SPECIES, yi, y2 + WIDTH);
        DoubleVector i30 = DoubleVector.fromArray(SPECIES, yi, y3);
        DoubleVector i31 = DoubleVector.fromArray(SPECIES, yi, y3 + WIDTH);
        int u0 = row * inner;
        int u1 = u0 + inner;
        int u2 = u1 + inner;
        int u3 = u2 + inner;
        int x = s;
        for (int k = 0; k < inner; k++, x += lanes) {
            DoubleVector p0 = DoubleVector.fromArray(SPECIES, xr, x);
            DoubleVector p1 = DoubleVector.fromArray(SPECIES, xr, x + WIDTH);
            DoubleVector q0 = DoubleVector.fromArray(SPECIES, xi, x);
            DoubleVector q1 = DoubleVector.fromArray(SPECIES, xi, x + WIDTH);
            DoubleVector n0 = q0.neg();
            DoubleVector n1 = q1.neg();
            DoubleVector a = DoubleVector.broadcast(SPECIES, ur[u0 + k]);
            DoubleVector b = DoubleVector.broadcast(SPECIES, ui[u0 + k]);
            r00 = b.fma(n0, a.fma(p0, r00));
            r01 = b.fma(n1, a.fma(p1, r01));
            i00 = b.fma(p0, a.fma(q0, i00));
            i01 = b.fma(p1, a.fma(q1, i01));
            a = DoubleVector.broadcast(SPECIES, ur[u1 + k]);
            b = DoubleVector.broadcast(SPECIES, ui[u1 + k]);
            r10 = b.fma(n0, a.fma(p0, r10));
            r11 = b.fma(n1, a.fma(p1, r11));
            i10 = b.fma(p0, a.fma(q0, i10));
            i11 = b.fma(p1, a.fma(q1, i11));
            a = DoubleVector.broadcast(SPECIES, ur[u2 + k]);
            b = DoubleVector.broadcast(SPECIES, ui[u2 + k]);
            r20 = b.fma(n0, a.fma(p0, r20));
            r21 = b.fma(n1, a.fma(p1, r21));
            i20 = b.fma(p0, a.fma(q0, i20));
            i21 = b.fma(p1, a.fma(q1, i21));
            a = DoubleVector.broadcast(SPECIES, ur[u3 + k]);
            b = DoubleVector.broadcast(SPECIES, ui[u3 + k]);
            r30 = b.fma(n0, a.fma(p0, r30));
            r31 = b.fma(n1, a.fma(p1, r31));
            i30 = b.fma(p0, a.fma(q0, i30));
            i31 = b.fma(p1, a.fma(q1, i31));
        }
        r00.intoArray(yr, y0);
        r01.intoArray(yr, y0 + WIDTH);
        i00.intoArray(yi, y0);
        i01.intoArray(yi, y0 + WIDTH);
        r10.intoArray(yr, y1);
        r11.intoArray(yr, y1 + WIDTH);
        i10.intoArray(yi, y1);
        i11.intoArray(yi, y1 + WIDTH);
        r20.intoArray(yr, y2);
        r21.intoArray(yr, y2 + WIDTH);
        i20.intoArray(yi, y2);
        i21.intoArray(yi, y2 + WIDTH);
        r30.intoArray(yr, y3);
        r31.intoArray(yr, y3 + WIDTH);
        i30.intoArray(yi, y3);
        i31.intoArray(yi, y3 + WIDTH);
    }

    private static void row(
            double[] ur,
            double[] ui,
            int row,
            int inner,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes,
            int s) {
        int y = row * lanes + s;
        DoubleVector re = DoubleVector.fromArray(SPECIES, yr, y);
        DoubleVector im = DoubleVector.fromArray(SPECIES, yi, y);
        for (int k = 0; k < inner; k++) {
            DoubleVector p = DoubleVector.fromArray(SPECIES, xr, k * lanes + s);
            DoubleVector q = DoubleVector.fromArray(SPECIES, xi, k * lanes + s);
            DoubleVector a = DoubleVector.broadcast(SPECIES, ur[row * inner + k]);
            DoubleVector b = DoubleVector.broadcast(SPECIES, ui[row * inner + k]);
            re = b.fma(q.neg(), a.fma(p, re));
            im = b.fma(p, a.fma(q, im));
        }
        re.intoArray(yr, y);
        im.intoArray(yi, y);
    }

    private static void rest(
            double[] ur,
            double[] ui,
            int rows,
            int inner,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes,
            int from) {
        for (int i = 0; i < rows; i++) {
            for (int s = from; s < lanes; s++) {
                double re = yr[i * lanes + s];
                double im = yi[i * lanes + s];
                for (int k = 0; k < inner; k++) {
                    double a = ur[i * inner + k];
                    double b = ui[i * inner + k];
                    double p = xr[k * lanes + s];
                    double q = xi[k * lanes + s];
                    re = Math.fma(-b, q, Math.fma(a, p, re));
                    im = Math.fma(b, p, Math.fma(a, q, im));
                }
                yr[i * lanes + s] = re;
                yi[i * lanes + s] = im;
            }
        }
    }
}
