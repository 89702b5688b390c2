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
 * The kernel with explicit vectors, of as many lanes as fill registers, once they are compiled; the plain one for all else.
 *
 * <p>Each lane of each sum is the same chain of fused multiply-adds as in {@link PlainKernel}, so the bits are the same: {@link
 * VectorComplex}, {@link VectorBlocks}, {@link VectorReverse}, {@link VectorGroup}, {@link VectorLadder}.
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

    private boolean cold(Warmup part) {
        return !always && !part.done();
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public boolean compiled() {
        return always || Warmup.settled();
    }

    @Override
    public void awaitCompiled(long nanos) throws InterruptedException {
        Warmup.startAll();
        BlockKernel.super.awaitCompiled(nanos);
    }

    @Override
    public int preferredLanes() {
        return STEP;
    }

    @Override
    public void real(RealPass pass, Scratch scratch, KetBlock x, KetBlock y, int lanes) {
        if (VectorBlocks.forwardFits(pass, lanes) && !cold(Warmup.PASSES)) {
            VectorBlocks.forward(pass, scratch, x, y, lanes);
        } else {
            PlainKernel.INSTANCE.real(pass, scratch, x, y, lanes);
        }
    }

    @Override
    public void reverse(RealPass pass, Scratch scratch, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        if (lanes % WIDTH == 0 && !cold(Warmup.REVERSE)) {
            VectorReverse.reverse(pass, scratch, x, lambda, lanes, sums);
        } else {
            PlainKernel.INSTANCE.reverse(pass, scratch, x, lambda, lanes, sums);
        }
    }

    @Override
    public void back(
            RealPass pass, Scratch scratch, KetBlock kept, KetBlock lambda, KetBlock to, int lanes, double[] sums) {
        if (lanes % WIDTH == 0 && !cold(Warmup.REVERSE)) {
            VectorGroup.back(pass, scratch, kept, lambda, to, lanes, sums);
        } else {
            PlainKernel.INSTANCE.back(pass, scratch, kept, lambda, to, lanes, sums);
        }
    }

    @Override
    public void slope(RealPass pass, Scratch scratch, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        if (lanes % WIDTH == 0 && !cold(Warmup.REVERSE)) {
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
        if (lanes < STEP || cold(Warmup.PRODUCTS)) {
            PlainKernel.INSTANCE.complex(ur, ui, rows, inner, xr, xi, yr, yi, lanes, add);
            return;
        }
        if (!add) {
            Arrays.fill(yr, 0, rows * lanes, 0);
            Arrays.fill(yi, 0, rows * lanes, 0);
        }
        VectorComplex.add(ur, ui, rows, inner, xr, xi, yr, yi, lanes);
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
        if (lanes % WIDTH != 0 || cold(Warmup.OWN)) {
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
        if (lanes % WIDTH != 0 || cold(Warmup.PRODUCTS)) {
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
        if (lanes % WIDTH != 0 || cold(Warmup.PRODUCTS)) {
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
        if (lanes % WIDTH != 0 || cold(Warmup.PRODUCTS)) {
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
        if (lanes % WIDTH != 0 || cold(Warmup.PRODUCTS)) {
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
        if (lanes % WIDTH != 0 || cold(Warmup.PRODUCTS)) {
            PlainKernel.INSTANCE.pull(weight, dimension, stride, gx, gp, from, re, im, toRe, toIm, lanes);
            return;
        }
        VectorLadder.pull(weight, dimension, stride, gx, gp, from, re, im, toRe, toIm, lanes);
    }
}
