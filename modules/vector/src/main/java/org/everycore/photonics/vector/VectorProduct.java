package org.everycore.photonics.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of a small real matrix with two registers of columns, in tiles of four rows: a tile does 16 multiply-adds for 8
 * loads, and its sums stay in registers over all k.
 */
final class VectorProduct {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    private VectorProduct() {}

    /** {@link #pair} for each of some pairs of registers. */
    static void pairs(
            double[] u,
            int at,
            int count,
            int inner,
            double[] xr,
            double[] xi,
            int[] xRows,
            int xStride,
            int[] xAt,
            double[] yr,
            double[] yi,
            int[] yRows,
            int yStride,
            int[] yAt,
            int pairs) {
        for (int q = 0; q < 2 * pairs; q += 2) {
            pair(
                    u,
                    at,
                    count,
                    inner,
                    xr,
                    xi,
                    xRows,
                    xStride,
                    xAt[q],
                    xAt[q + 1],
                    yr,
                    yi,
                    yRows,
                    yStride,
                    yAt[q],
                    yAt[q + 1]);
        }
    }

    /**
     * y[i] = Σ_k u[at + i inner + k] x[k] for i below {@code count}, for two registers of columns, which may be the same one.
     * Row k of x lies at {@code xRows[k] * xStride} from x0 and from x1 on, row i of y likewise.
     */
    static void pair(
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
}
