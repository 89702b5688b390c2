package org.everycore.photonics.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.PlainKernel;
import org.everycore.photonics.engine.RealPass;
import org.everycore.photonics.engine.Scratch;

/**
 * Passes over blocks with explicit vectors: some registers of a block's columns at a time are turned by the phases into the
 * first-level cache, multiplied there ({@link VectorProduct}), and written back where they were.
 *
 * <p>Registers that are taken together may belong to different bases, so that eight lanes fill as many as sixty-four. Every
 * number is the chain that {@link PlainKernel} computes.
 */
final class VectorBlocks {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    /** Registers of columns that are taken together. */
    static final int REGISTERS = 4;
    /** Where they lie in a row of the scratch. */
    static final int[] PLACES = places();
    /** Numbers from one row of the scratch to the next. */
    static final int ROW = REGISTERS * WIDTH;

    private VectorBlocks() {}

    private static int[] places() {
        int[] places = new int[REGISTERS];
        for (int r = 0; r < REGISTERS; r++) {
            places[r] = r * WIDTH;
        }
        return places;
    }

    /** Whole registers of lanes, or one lane with a long run. */
    static boolean forwardFits(RealPass pass, int lanes) {
        return lanes % WIDTH == 0 || lanes == 1 && pass.run >= 2 * WIDTH;
    }

    static void forward(RealPass pass, Scratch scratch, KetBlock x, KetBlock y, int lanes) {
        int width = pass.run * lanes;
        int whole = width / WIDTH * WIDTH;
        int[] at = scratch.at;
        for (int b = 0; b < pass.rows.length; b++) {
            int n = 0;
            for (int base : pass.bases) {
                int from = base * lanes;
                for (int o = from; o < from + whole; o += WIDTH) {
                    at[n++] = o;
                    if (n == REGISTERS) {
                        forward(pass, scratch, b, n, x, y, lanes);
                        n = 0;
                    }
                }
            }
            if (n > 0) {
                forward(pass, scratch, b, n, x, y, lanes);
            }
            if (whole < width) {
                PlainKernel.INSTANCE.columns(pass, scratch, x, y, lanes, b, whole, width);
            }
        }
    }

    private static void forward(RealPass pass, Scratch scratch, int b, int n, KetBlock x, KetBlock y, int lanes) {
        int[] rows = pass.rows[b];
        int m = rows.length;
        int pairs = pairs(scratch.at, n);
        if (pass.phaseRe == null && x != y) {
            VectorProduct.run(
                    pass.elements,
                    pass.at[b],
                    m,
                    m,
                    x.re,
                    x.im,
                    rows,
                    lanes,
                    scratch.at,
                    y.re,
                    y.im,
                    rows,
                    lanes,
                    scratch.at,
                    pairs);
            return;
        }
        if (pass.phaseRe == null) {
            load(rows, scratch.at, 2 * pairs, lanes, x.re, scratch.inRe);
            load(rows, scratch.at, 2 * pairs, lanes, x.im, scratch.inIm);
        } else if (lanes == 1) {
            turnRun(pass, rows, 2 * pairs, x, scratch);
        } else {
            turnLanes(pass, rows, 2 * pairs, lanes, x, scratch);
        }
        VectorProduct.run(
                pass.elements,
                pass.at[b],
                m,
                m,
                scratch.inRe,
                scratch.inIm,
                scratch.rows,
                ROW,
                PLACES,
                y.re,
                y.im,
                rows,
                lanes,
                scratch.at,
                pairs);
    }

    /** Pairs of n registers: the last one is taken twice when it has no other. */
    static int pairs(int[] at, int n) {
        if (n % 2 == 1) {
            at[n] = at[n - 1];
        }
        return (n + 1) / 2;
    }

    private static void load(int[] rows, int[] at, int n, int lanes, double[] x, double[] to) {
        for (int r = 0; r < n; r++) {
            for (int k = 0; k < rows.length; k++) {
                DoubleVector.fromArray(SPECIES, x, rows[k] * lanes + at[r]).intoArray(to, k * ROW + r * WIDTH);
            }
        }
    }

    /** z = phase x. Vectors are kept out of parameters and results: only inlining would keep those off the heap. */
    private static void turnLanes(RealPass pass, int[] rows, int n, int lanes, KetBlock x, Scratch scratch) {
        double[] re = pass.phaseRe;
        double[] im = pass.phaseIm;
        double[] xr = x.re;
        double[] xi = x.im;
        double[] toRe = scratch.inRe;
        double[] toIm = scratch.inIm;
        for (int r = 0; r < n; r++) {
            int o = scratch.at[r];
            int amplitude = o / lanes;
            for (int k = 0; k < rows.length; k++) {
                int from = rows[k] * lanes + o;
                int to = k * ROW + r * WIDTH;
                DoubleVector c = DoubleVector.broadcast(SPECIES, re[rows[k] + amplitude]);
                DoubleVector s = DoubleVector.broadcast(SPECIES, im[rows[k] + amplitude]);
                DoubleVector p = DoubleVector.fromArray(SPECIES, xr, from);
                DoubleVector q = DoubleVector.fromArray(SPECIES, xi, from);
                c.fma(p, s.mul(q).neg()).intoArray(toRe, to);
                c.fma(q, s.mul(p)).intoArray(toIm, to);
            }
        }
    }

    /** The same for amplitudes side by side of one lane. */
    private static void turnRun(RealPass pass, int[] rows, int n, KetBlock x, Scratch scratch) {
        for (int r = 0; r < n; r++) {
            int o = scratch.at[r];
            for (int k = 0; k < rows.length; k++) {
                int from = rows[k] + o;
                int to = k * ROW + r * WIDTH;
                DoubleVector c = DoubleVector.fromArray(SPECIES, pass.phaseRe, from);
                DoubleVector s = DoubleVector.fromArray(SPECIES, pass.phaseIm, from);
                DoubleVector p = DoubleVector.fromArray(SPECIES, x.re, from);
                DoubleVector q = DoubleVector.fromArray(SPECIES, x.im, from);
                c.fma(p, s.mul(q).neg()).intoArray(scratch.inRe, to);
                c.fma(q, s.mul(p)).intoArray(scratch.inIm, to);
            }
        }
    }
}
