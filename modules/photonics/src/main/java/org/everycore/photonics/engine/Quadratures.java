package org.everycore.photonics.engine;

import java.util.Arrays;
import org.everycore.photonics.fock.Roots;

/**
 * <x> and <p> of every mode for blocks of kets, read by the ladder structure: with A = Σ √(n+1) c[n]* c[n+1] a mode has
 * x = 2 Re A and p = 2 Im A. Values come as (x0, p0, x1, p1, ..), value v of lane s at {@code v * lanes + s}.
 */
final class Quadratures {
    private final int modes;
    private final int cutoff;
    private final int dimension;
    private final double[] root;

    Quadratures(int modes, int cutoff) {
        this.modes = modes;
        this.cutoff = cutoff;
        this.dimension = (int) Math.pow(cutoff, modes);
        this.root = Roots.upTo(cutoff + 1);
    }

    /** Writes 2 x modes values a lane. */
    void read(double[] re, double[] im, int lanes, double[] out) {
        Arrays.fill(out, 0, 2 * modes * lanes, 0);
        int stride = 1;
        for (int mode = modes - 1; mode >= 0; mode--) {
            int to = 2 * mode * lanes;
            for (int a = 0; a < dimension; a++) {
                int n = a / stride % cutoff;
                if (n + 1 < cutoff) {
                    overlap(2 * root[n + 1], re, im, a * lanes, (a + stride) * lanes, out, to, lanes);
                }
            }
            stride *= cutoff;
        }
    }

    private static void overlap(
            double weight, double[] re, double[] im, int a, int b, double[] out, int to, int lanes) {
        for (int s = 0; s < lanes; s++) {
            double ur = weight * re[a + s];
            double ui = weight * im[a + s];
            double vr = re[b + s];
            double vi = im[b + s];
            out[to + s] = Math.fma(ui, vi, Math.fma(ur, vr, out[to + s]));
            out[to + lanes + s] = Math.fma(-ui, vr, Math.fma(ur, vi, out[to + lanes + s]));
        }
    }

    /** Adds to the cotangent of the kets what the cotangents of the values, laid out like them, are worth. */
    void addCotangent(double[] values, double[] re, double[] im, double[] toRe, double[] toIm, int lanes) {
        int stride = 1;
        for (int mode = modes - 1; mode >= 0; mode--) {
            int from = 2 * mode * lanes;
            for (int a = 0; a < dimension; a++) {
                int n = a / stride % cutoff;
                if (n + 1 < cutoff) {
                    pull(2 * root[n + 1], values, from, re, im, a * lanes, (a + stride) * lanes, toRe, toIm, lanes);
                }
            }
            stride *= cutoff;
        }
    }

    private static void pull(
            double weight,
            double[] values,
            int from,
            double[] re,
            double[] im,
            int a,
            int b,
            double[] toRe,
            double[] toIm,
            int lanes) {
        for (int s = 0; s < lanes; s++) {
            double x = weight * values[from + s];
            double p = weight * values[from + lanes + s];
            double ur = re[a + s];
            double ui = im[a + s];
            double vr = re[b + s];
            double vi = im[b + s];
            toRe[a + s] = Math.fma(p, vi, Math.fma(x, vr, toRe[a + s]));
            toIm[a + s] = Math.fma(-p, vr, Math.fma(x, vi, toIm[a + s]));
            toRe[b + s] = Math.fma(-p, ui, Math.fma(x, ur, toRe[b + s]));
            toIm[b + s] = Math.fma(p, ur, Math.fma(x, ui, toIm[b + s]));
        }
    }
}
