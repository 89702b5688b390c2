package org.everycore.photonics.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.everycore.photonics.engine.BlockKernel;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.PlainKernel;
import org.everycore.photonics.engine.RealPass;
import org.everycore.photonics.engine.Scratch;

/**
 * The kernel with explicit vectors: tiles of four rows by two registers of lanes, whose sums stay in registers over all k.
 *
 * <p>Each lane of each sum is the same chain of fused multiply-adds as in {@link PlainKernel}, so the bits are the same. A
 * tile of a complex product does 32 multiply-adds for 12 loads. Passes over blocks: {@link VectorBlocks}. Lanes that do not fill two
 * registers, and rows that do not fill a tile, take the same chains one register or one number at a time.
 */
public final class VectorKernel implements BlockKernel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int STEP = 2 * WIDTH;

    private final boolean always;

    /** @param always whether to use vectors from the start, compiled or not; else the plain loops until they are */
    VectorKernel(boolean always) {
        this.always = always;
    }

    private boolean cold() {
        return !always && !Warmup.done();
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public boolean compiled() {
        return !cold();
    }

    @Override
    public int preferredLanes() {
        return STEP;
    }

    @Override
    public void real(RealPass pass, Scratch scratch, KetBlock x, KetBlock y, int lanes) {
        if (VectorBlocks.forwardFits(pass, lanes) && !cold()) {
            VectorBlocks.forward(pass, scratch, x, y, lanes);
        } else {
            PlainKernel.INSTANCE.real(pass, scratch, x, y, lanes);
        }
    }

    @Override
    public void reverse(RealPass pass, Scratch scratch, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        if (lanes % WIDTH == 0 && !cold()) {
            VectorReverse.reverse(pass, scratch, x, lambda, lanes, sums);
        } else {
            PlainKernel.INSTANCE.reverse(pass, scratch, x, lambda, lanes, sums);
        }
    }

    @Override
    public void back(
            RealPass pass, Scratch scratch, KetBlock kept, KetBlock lambda, KetBlock to, int lanes, double[] sums) {
        if (lanes % WIDTH == 0 && !cold()) {
            VectorGroup.back(pass, scratch, kept, lambda, to, lanes, sums);
        } else {
            PlainKernel.INSTANCE.back(pass, scratch, kept, lambda, to, lanes, sums);
        }
    }

    @Override
    public void slope(RealPass pass, Scratch scratch, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        if (lanes % WIDTH == 0 && !cold()) {
            VectorGroup.slope(pass, x, lambda, lanes, sums);
        } else {
            PlainKernel.INSTANCE.slope(pass, scratch, x, lambda, lanes, sums);
        }
    }

    @Override
    public void complex(
            double[] ur,
            double[] ui,
            int rows,
            int inner,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes,
            boolean add) {
        if (lanes < STEP || cold()) {
            PlainKernel.INSTANCE.complex(ur, ui, rows, inner, xr, xi, yr, yi, lanes, add);
            return;
        }
        if (!add) {
            Arrays.fill(yr, 0, rows * lanes, 0);
            Arrays.fill(yi, 0, rows * lanes, 0);
        }
        int whole = lanes / STEP * STEP;
        // Lanes outside, rows inside: two registers' width of x stays in the first-level cache for all rows.
        for (int s = 0; s < whole; s += STEP) {
            int i = 0;
            for (; i + 3 < rows; i += 4) {
                complexTile(ur, ui, i, inner, xr, xi, yr, yi, lanes, s);
            }
            for (; i < rows; i++) {
                complexRow(ur, ui, i, inner, xr, xi, yr, yi, lanes, s);
                complexRow(ur, ui, i, inner, xr, xi, yr, yi, lanes, s + WIDTH);
            }
        }
        if (whole < lanes) {
            complexRest(ur, ui, rows, inner, xr, xi, yr, yi, lanes, whole);
        }
    }

    private static void complexTile(
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

    private static void complexRow(
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

    private static void complexRest(
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

    @Override
    public void ownReal(
            double[] u,
            int at,
            boolean transposed,
            int[] rows,
            int[] bases,
            int run,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes) {
        if (lanes % WIDTH != 0 || cold()) {
            PlainKernel.INSTANCE.ownReal(u, at, transposed, rows, bases, run, xr, xi, yr, yi, lanes);
            return;
        }
        int m = rows.length;
        int step = (transposed ? m : 1) * lanes;
        for (int first : bases) {
            for (int base = first; base < first + run; base++) {
                for (int i = 0; i < m; i++) {
                    int element = (transposed ? at + i : at + i * m) * lanes;
                    int to = (base + rows[i]) * lanes;
                    for (int s = 0; s < lanes; s += WIDTH) {
                        ownRow(u, element + s, step, rows, base * lanes + s, xr, xi, yr, yi, to + s, lanes);
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

    @Override
    public void multiply(
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
        if (lanes % WIDTH != 0 || cold()) {
            PlainKernel.INSTANCE.multiply(cr, ci, c, sign, xr, xi, x, yr, yi, y, lanes);
            return;
        }
        for (int s = 0; s < lanes; s += WIDTH) {
            DoubleVector r = DoubleVector.fromArray(SPECIES, cr, c + s);
            DoubleVector i = DoubleVector.fromArray(SPECIES, ci, c + s).mul(sign);
            DoubleVector p = DoubleVector.fromArray(SPECIES, xr, x + s);
            DoubleVector q = DoubleVector.fromArray(SPECIES, xi, x + s);
            r.fma(p, i.mul(q).neg()).intoArray(yr, y + s);
            r.fma(q, i.mul(p)).intoArray(yi, y + s);
        }
    }

    @Override
    public void scale(double cr, double ci, double[] xr, double[] xi, double[] yr, double[] yi, int at, int lanes) {
        if (lanes % WIDTH != 0 || cold()) {
            PlainKernel.INSTANCE.scale(cr, ci, xr, xi, yr, yi, at, lanes);
            return;
        }
        DoubleVector r = DoubleVector.broadcast(SPECIES, cr);
        DoubleVector i = DoubleVector.broadcast(SPECIES, ci);
        for (int s = at; s < at + lanes; s += WIDTH) {
            DoubleVector p = DoubleVector.fromArray(SPECIES, xr, s);
            DoubleVector q = DoubleVector.fromArray(SPECIES, xi, s);
            r.fma(p, i.mul(q).neg()).intoArray(yr, s);
            r.fma(q, i.mul(p)).intoArray(yi, s);
        }
    }

    @Override
    public void add(double[] from, int x, double[] to, int y, int lanes) {
        if (lanes % WIDTH != 0 || cold()) {
            PlainKernel.INSTANCE.add(from, x, to, y, lanes);
            return;
        }
        for (int s = 0; s < lanes; s += WIDTH) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, to, y + s);
            sum.add(DoubleVector.fromArray(SPECIES, from, x + s)).intoArray(to, y + s);
        }
    }

    @Override
    public void quadratures(
            double[] weight,
            int dimension,
            int stride,
            double[] re,
            double[] im,
            double[] x,
            double[] p,
            int to,
            int lanes) {
        if (lanes % WIDTH != 0 || cold()) {
            PlainKernel.INSTANCE.quadratures(weight, dimension, stride, re, im, x, p, to, lanes);
            return;
        }
        VectorLadder.quadratures(weight, dimension, stride, re, im, x, p, to, lanes);
    }

    @Override
    public void pull(
            double[] weight,
            int dimension,
            int stride,
            double[] gx,
            double[] gp,
            int from,
            double[] re,
            double[] im,
            double[] toRe,
            double[] toIm,
            int lanes) {
        if (lanes % WIDTH != 0 || cold()) {
            PlainKernel.INSTANCE.pull(weight, dimension, stride, gx, gp, from, re, im, toRe, toIm, lanes);
            return;
        }
        VectorLadder.pull(weight, dimension, stride, gx, gp, from, re, im, toRe, toIm, lanes);
    }
}
