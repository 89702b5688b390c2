package org.everycore.photonics.readout;

import org.everycore.photonics.measure.KetReader;
import org.everycore.photonics.mixed.ModeLayout;

/**
 * The position density of one or two modes of a ket on a grid, as {@link PositionDensity} gives it, for one ket after the
 * other: P(x) = Σ_k |Σ_n c[n,k] φ_n(x)|², P(x, y) = Σ_k |Σ_nm c[n,m,k] φ_n(x) φ_m(y)|², x slowest.
 *
 * <p>In {@link PositionUnits#HERMITE} the numbers of a ket are divided by their sum, as recorded generators' are; in
 * {@link PositionUnits#CONSISTENT} they are densities whose integral is the ket's norm.
 */
public final class KetDensity implements KetReader {
    private final int cutoff;
    private final int points;
    private final boolean two;
    private final boolean shares;
    private final int[] levels;
    private final int[] others;
    private final double[] basis;
    private final double[] halfRe;
    private final double[] halfIm;

    /** On one mode, or on two: the first is x. */
    public KetDensity(int modes, int cutoff, int[] on, double[] grid, PositionUnits units) {
        this(modes, cutoff, on, grid.length, units.basis(grid, cutoff), units == PositionUnits.HERMITE);
    }

    /** With the functions of the levels at every point, row by row. */
    KetDensity(int modes, int cutoff, int[] on, int points, double[] basis, boolean shares) {
        if (on.length < 1 || on.length > 2) {
            throw new IllegalArgumentException("a density of " + on.length + " modes");
        }
        ModeLayout layout = new ModeLayout(modes, cutoff);
        this.cutoff = cutoff;
        this.points = points;
        this.two = on.length == 2;
        this.shares = shares;
        this.levels = layout.offsets(on);
        this.others = layout.others(on);
        this.basis = basis;
        this.halfRe = new double[cutoff];
        this.halfIm = new double[cutoff];
    }

    @Override
    public void read(double[] re, double[] im, long sample, double[] out, int at) {
        int size = two ? points * points : points;
        java.util.Arrays.fill(out, at, at + size, 0);
        for (int rest : others) {
            for (int i = 0; i < points; i++) {
                if (two) {
                    row(re, im, rest, i, out, at + i * points);
                } else {
                    double sumRe = 0;
                    double sumIm = 0;
                    for (int n = 0; n < cutoff; n++) {
                        sumRe += basis[i * cutoff + n] * re[levels[n] + rest];
                        sumIm += basis[i * cutoff + n] * im[levels[n] + rest];
                    }
                    out[at + i] += sumRe * sumRe + sumIm * sumIm;
                }
            }
        }
        if (shares) {
            double sum = 0;
            for (int i = at; i < at + size; i++) {
                sum += out[i];
            }
            for (int i = at; i < at + size; i++) {
                out[i] /= sum;
            }
        }
    }

    /** Adds what one level of the other modes gives to the densities at (grid[i], y) for every y. */
    private void row(double[] re, double[] im, int rest, int i, double[] out, int at) {
        for (int m = 0; m < cutoff; m++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int n = 0; n < cutoff; n++) {
                int from = levels[n * cutoff + m] + rest;
                sumRe += basis[i * cutoff + n] * re[from];
                sumIm += basis[i * cutoff + n] * im[from];
            }
            halfRe[m] = sumRe;
            halfIm[m] = sumIm;
        }
        for (int j = 0; j < points; j++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int m = 0; m < cutoff; m++) {
                sumRe += halfRe[m] * basis[j * cutoff + m];
                sumIm += halfIm[m] * basis[j * cutoff + m];
            }
            out[at + j] += sumRe * sumRe + sumIm * sumIm;
        }
    }
}
