package org.everycore.photonics.engine;

import java.util.Arrays;
import java.util.List;

/**
 * Finds norms that grew: a unitary cut to a cutoff never adds to a norm, so growth proves that digits were lost, and whatever is
 * read from such a ket would be wrong.
 */
public final class NormGuard {
    /** Rounding of long circuits stays far below. */
    private static final double SLACK = 1e-9;

    private NormGuard() {}

    /** Whether a norm grew beyond rounding; a norm that overflowed is another failure. */
    public static boolean grew(double before, double after) {
        return after > before * (1 + SLACK) && after < Double.POSITIVE_INFINITY;
    }

    /** The pass of a program that lets the norm of a ket grow most, with its modes: what a message names. */
    public static String culprit(Program program, double[] params, double[] re, double[] im) {
        String worst = "the circuit";
        double most = 0;
        double[] nowRe = re.clone();
        double[] nowIm = im.clone();
        for (Pass pass : program.passes()) {
            Program one = new Program(
                    program.modes(), program.cutoff(), program.dimension(), program.parameters(), List.of(pass));
            Propagator propagator = new Propagator(one, PlainKernel.INSTANCE, 1, null, false);
            propagator.bind(params);
            System.arraycopy(nowRe, 0, propagator.input().re, 0, nowRe.length);
            System.arraycopy(nowIm, 0, propagator.input().im, 0, nowIm.length);
            double before = norm(nowRe, nowIm);
            KetBlock after = propagator.forward(1);
            System.arraycopy(after.re, 0, nowRe, 0, nowRe.length);
            System.arraycopy(after.im, 0, nowIm, 0, nowIm.length);
            double growth = norm(nowRe, nowIm) / before;
            if (growth > 1 + SLACK / (2 * program.passes().size()) && growth > most) {
                most = growth;
                worst = pass instanceof Pass.Blocks blocks
                        ? "the " + pass.label() + " on " + (blocks.modes().length == 1 ? "mode " : "modes ")
                                + Arrays.toString(blocks.modes()).replaceAll("[\\[\\]]", "")
                        : pass.label();
            }
        }
        return worst;
    }

    /** Σ|c|² of one ket. */
    static double norm(double[] re, double[] im) {
        double sum = 0;
        for (int a = 0; a < re.length; a++) {
            sum = Math.fma(im[a], im[a], Math.fma(re[a], re[a], sum));
        }
        return sum;
    }
}
