package org.everycore.photonics.generator;

import java.util.Arrays;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.PassKernel;
import org.everycore.photonics.engine.QuadratureBlock;
import org.everycore.photonics.engine.Quadratures;

/** Reads a block of kets into the columns of samples, and takes cotangents of columns back to the kets. */
final class LaneReadout {
    private final Readout readout;
    private final int modes;
    private final int cutoff;
    private final int dimension;
    private final Quadratures quadratures;
    private final QuadratureBlock xp;

    LaneReadout(Readout readout, int modes, int cutoff, PassKernel kernel, int maxLanes) {
        this.readout = readout;
        this.modes = modes;
        this.cutoff = cutoff;
        this.dimension = (int) Math.pow(cutoff, modes);
        this.quadratures = new Quadratures(modes, cutoff, kernel);
        this.xp = new QuadratureBlock(modes, maxLanes);
    }

    int columns() {
        return readout.columns(modes);
    }

    /** Column c of lane s goes to {@code c * lanes + s}. */
    void read(KetBlock ket, int lanes, double[] out) {
        int size = modes * lanes;
        switch (readout) {
            case X -> {
                quadratures.read(ket, xp, lanes);
                System.arraycopy(xp.x(), 0, out, 0, size);
            }
            case P -> {
                quadratures.read(ket, xp, lanes);
                System.arraycopy(xp.p(), 0, out, 0, size);
            }
            case XP -> {
                quadratures.read(ket, xp, lanes);
                System.arraycopy(xp.x(), 0, out, 0, size);
                System.arraycopy(xp.p(), 0, out, size, size);
            }
            case PHOTON_NUMBER -> numbers(ket, lanes, out);
        }
    }

    private void numbers(KetBlock ket, int lanes, double[] out) {
        Arrays.fill(out, 0, modes * lanes, 0);
        int stride = 1;
        for (int mode = modes - 1; mode >= 0; mode--) {
            for (int a = 0; a < dimension; a++) {
                int n = a / stride % cutoff;
                for (int s = 0; s < lanes && n > 0; s++) {
                    double re = ket.re[a * lanes + s];
                    double im = ket.im[a * lanes + s];
                    out[mode * lanes + s] = Math.fma(n * im, im, Math.fma(n * re, re, out[mode * lanes + s]));
                }
            }
            stride *= cutoff;
        }
    }

    /** Writes the cotangent of the kets, given that of the columns. */
    void adjoint(double[] columns, KetBlock ket, int lanes, KetBlock to) {
        Arrays.fill(to.re, 0, dimension * lanes, 0);
        Arrays.fill(to.im, 0, dimension * lanes, 0);
        if (readout == Readout.PHOTON_NUMBER) {
            numbersAdjoint(columns, ket, lanes, to);
            return;
        }
        int size = modes * lanes;
        Arrays.fill(xp.x(), 0, size, 0);
        Arrays.fill(xp.p(), 0, size, 0);
        if (readout != Readout.P) {
            System.arraycopy(columns, 0, xp.x(), 0, size);
        }
        if (readout != Readout.X) {
            System.arraycopy(columns, readout == Readout.XP ? size : 0, xp.p(), 0, size);
        }
        quadratures.addCotangent(xp, ket, to, lanes);
    }

    private void numbersAdjoint(double[] columns, KetBlock ket, int lanes, KetBlock to) {
        int stride = 1;
        for (int mode = modes - 1; mode >= 0; mode--) {
            for (int a = 0; a < dimension; a++) {
                double twice = 2.0 * (a / stride % cutoff);
                for (int s = 0; s < lanes; s++) {
                    double weight = twice * columns[mode * lanes + s];
                    int at = a * lanes + s;
                    to.re[at] = Math.fma(weight, ket.re[at], to.re[at]);
                    to.im[at] = Math.fma(weight, ket.im[at], to.im[at]);
                }
            }
            stride *= cutoff;
        }
    }

    /** Writes the norm of each lane's ket. */
    void norms(KetBlock ket, int lanes, double[] out) {
        Arrays.fill(out, 0, lanes, 0);
        for (int a = 0; a < dimension; a++) {
            square(ket.re, ket.im, a * lanes, out, lanes);
        }
    }

    private static void square(double[] re, double[] im, int at, double[] out, int lanes) {
        for (int s = 0; s < lanes; s++) {
            out[s] = Math.fma(im[at + s], im[at + s], Math.fma(re[at + s], re[at + s], out[s]));
        }
    }
}
