package org.everycore.photonics.engine;

import java.util.Arrays;
import org.everycore.photonics.fock.Roots;

/**
 * <x> and <p> of every mode for blocks of kets, read by the ladder structure: with A = Σ √(n+1) c[n]* c[n+1] a mode has
 * x = 2 Re A and p = 2 Im A. Value of mode m and lane s lies at {@code m * lanes + s}.
 */
public final class Quadratures {
    private final PassKernel kernel;
    private final int modes;
    /** From the last mode, whose levels lie closest. */
    private final Ladder[] ladders;

    public Quadratures(int modes, int cutoff, PassKernel kernel) {
        this.kernel = kernel;
        this.modes = modes;
        double[] root = Roots.upTo(cutoff);
        double[] weight = new double[cutoff - 1];
        for (int n = 0; n + 1 < cutoff; n++) {
            weight[n] = 2 * root[n + 1];
        }
        this.ladders = new Ladder[modes];
        int dimension = (int) Math.pow(cutoff, modes);
        int stride = 1;
        for (int i = 0; i < modes; i++) {
            ladders[i] = new Ladder(modes - 1 - i, stride, dimension, weight);
            stride *= cutoff;
        }
    }

    /** Writes <x> and <p> of every mode. */
    public void read(KetBlock ket, QuadratureBlock to, int lanes) {
        Arrays.fill(to.x(), 0, modes * lanes, 0);
        Arrays.fill(to.p(), 0, modes * lanes, 0);
        for (Ladder ladder : ladders) {
            kernel.quadratures(ladder, ket, to, lanes);
        }
    }

    /** Adds to the cotangents of the kets what those of <x> and <p> contribute. */
    public void addCotangent(QuadratureBlock cotangent, KetBlock ket, KetBlock to, int lanes) {
        for (Ladder ladder : ladders) {
            kernel.quadraturesAdjoint(ladder, cotangent, ket, to, lanes);
        }
    }
}
