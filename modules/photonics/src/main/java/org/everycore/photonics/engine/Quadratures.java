package org.everycore.photonics.engine;

import java.util.Arrays;
import org.everycore.photonics.fock.Roots;

/**
 * <x> and <p> of every mode for blocks of kets, read by the ladder structure: with A = Σ √(n+1) c[n]* c[n+1] a mode has
 * x = 2 Re A and p = 2 Im A. Value of mode m and lane s lies at {@code m * lanes + s}.
 */
public final class Quadratures {
    private final BlockKernel kernel;
    private final int modes;
    private final int cutoff;
    private final int dimension;
    private final double[] root;

    public Quadratures(int modes, int cutoff, BlockKernel kernel) {
        this.kernel = kernel;
        this.modes = modes;
        this.cutoff = cutoff;
        this.dimension = (int) Math.pow(cutoff, modes);
        this.root = Roots.upTo(cutoff + 1);
    }

    /** Writes <x> and <p> of every mode. */
    public void read(double[] re, double[] im, int lanes, double[] x, double[] p) {
        Arrays.fill(x, 0, modes * lanes, 0);
        Arrays.fill(p, 0, modes * lanes, 0);
        int stride = 1;
        for (int mode = modes - 1; mode >= 0; mode--) {
            for (int a = 0; a < dimension; a++) {
                int n = a / stride % cutoff;
                if (n + 1 < cutoff) {
                    kernel.overlap(2 * root[n + 1], re, im, a * lanes, (a + stride) * lanes, x, p, mode * lanes, lanes);
                }
            }
            stride *= cutoff;
        }
    }

    /** Adds to the cotangents of the kets what those of <x> and <p> are worth. */
    public void addCotangent(
            double[] x, double[] p, double[] re, double[] im, double[] toRe, double[] toIm, int lanes) {
        int stride = 1;
        for (int mode = modes - 1; mode >= 0; mode--) {
            for (int a = 0; a < dimension; a++) {
                int n = a / stride % cutoff;
                if (n + 1 < cutoff) {
                    int b = (a + stride) * lanes;
                    pull(2 * root[n + 1], x, p, mode * lanes, re, im, a * lanes, b, toRe, toIm, lanes);
                }
            }
            stride *= cutoff;
        }
    }

    private static void pull(
            double weight,
            double[] x,
            double[] p,
            int from,
            double[] re,
            double[] im,
            int a,
            int b,
            double[] toRe,
            double[] toIm,
            int lanes) {
        for (int s = 0; s < lanes; s++) {
            double gx = weight * x[from + s];
            double gp = weight * p[from + s];
            toRe[a + s] = Math.fma(gp, im[b + s], Math.fma(gx, re[b + s], toRe[a + s]));
            toIm[a + s] = Math.fma(-gp, re[b + s], Math.fma(gx, im[b + s], toIm[a + s]));
        }
        for (int s = 0; s < lanes; s++) {
            double gx = weight * x[from + s];
            double gp = weight * p[from + s];
            toRe[b + s] = Math.fma(-gp, im[a + s], Math.fma(gx, re[a + s], toRe[b + s]));
            toIm[b + s] = Math.fma(gp, re[a + s], Math.fma(gx, im[a + s], toIm[b + s]));
        }
    }
}
