package org.everycore.photonics.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.PlainKernel;
import org.everycore.photonics.engine.RealPass;
import org.everycore.photonics.engine.Scratch;

/**
 * Passes over blocks with explicit vectors: two registers of a block's columns at a time are turned by the phases into the
 * first-level cache, multiplied there ({@link VectorProduct}), and written back where they were.
 *
 * <p>The two registers may belong to different bases, so eight lanes alone fill both. Every number is the chain that {@link
 * PlainKernel} computes.
 */
final class VectorBlocks {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int STEP = 2 * WIDTH;

    private VectorBlocks() {}

    /** Whole registers of lanes, or one lane with a long run. */
    static boolean fits(RealPass pass, int lanes) {
        return lanes % WIDTH == 0 || lanes == 1 && pass.run >= STEP;
    }

    static void apply(RealPass pass, KetBlock x, KetBlock y, int lanes) {
        Scratch scratch = pass.scratch;
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
                        pair(pass, scratch, b, before, o, x, y, lanes);
                        before = -1;
                    }
                }
            }
            if (before >= 0) {
                pair(pass, scratch, b, before, before, x, y, lanes);
            }
            if (whole < width) {
                PlainKernel.INSTANCE.columns(pass, x, y, lanes, new PlainKernel.Columns(b, whole, width));
            }
        }
    }

    private static void pair(RealPass pass, Scratch scratch, int b, int o0, int o1, KetBlock x, KetBlock y, int lanes) {
        int[] rows = pass.rows[b];
        int m = rows.length;
        if (pass.phaseRe == null && x != y) {
            VectorProduct.pair(
                    pass.elements, pass.at[b], m, m, x.re, x.im, rows, lanes, o0, o1, y.re, y.im, rows, lanes, o0, o1);
            return;
        }
        if (pass.phaseRe == null) {
            load(rows, o0, o1, lanes, x.re, scratch.inRe);
            load(rows, o0, o1, lanes, x.im, scratch.inIm);
        } else {
            turn(pass, rows, o0, o1, lanes, x, scratch);
        }
        VectorProduct.pair(
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
}
