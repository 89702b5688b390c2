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
    /** 2 √(n + 1) by n, for every n that has a next level. */
    private final double[] weight;

    public Quadratures(int modes, int cutoff, BlockKernel kernel) {
        this.kernel = kernel;
        this.modes = modes;
        this.cutoff = cutoff;
        this.dimension = (int) Math.pow(cutoff, modes);
        this.weight = new double[cutoff - 1];
        double[] root = Roots.upTo(cutoff);
        for (int n = 0; n + 1 < cutoff; n++) {
            weight[n] = 2 * root[n + 1];
        }
    }

    /** Writes <x> and <p> of every mode. */
    public void read(double[] re, double[] im, int lanes, double[] x, double[] p) {
        Arrays.fill(x, 0, modes * lanes, 0);
        Arrays.fill(p, 0, modes * lanes, 0);
        int stride = 1;
        for (int mode = modes - 1; mode >= 0; mode--) {
            kernel.quadratures(weight, dimension, stride, re, im, x, p, mode * lanes, lanes);
            stride *= cutoff;
        }
    }

    /** Adds to the cotangents of the kets what those of <x> and <p> are worth. */
    public void addCotangent(
            double[] x, double[] p, double[] re, double[] im, double[] toRe, double[] toIm, int lanes) {
        int stride = 1;
        for (int mode = modes - 1; mode >= 0; mode--) {
            kernel.pull(weight, dimension, stride, x, p, mode * lanes, re, im, toRe, toIm, lanes);
            stride *= cutoff;
        }
    }
}
