package org.everycore.photonics.measure;

import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.mixed.ModeLayout;

/**
 * One homodyne outcome of each listed mode of a ket, x cos φ + p sin φ, drawn jointly.
 *
 * <p>By the conditional chain: the first mode's outcome from its own distribution, the ket projected on it, the next mode's
 * from what is left. Each outcome takes one uniform number, inverted exactly. What the cut lost is made up by normalising.
 */
public final class HomodyneDraws implements KetReader {
    private final int cutoff;
    private final double[] angles;
    /** Where the amplitudes lie when the measured modes come first, in the order listed. */
    private final int[] order;

    private final QuadratureDistribution[] laws;
    private final SampleRandom random;
    private final double[] re;
    private final double[] im;
    private final double[] rhoRe;
    private final double[] rhoIm;
    private final double[] psi;
    private final double[] braRe;
    private final double[] braIm;

    public HomodyneDraws(int modes, int cutoff, int[] measured, double[] angles, long seed, int stream) {
        if (angles.length != measured.length) {
            throw new IllegalArgumentException(angles.length + " angles for " + measured.length + " modes");
        }
        this.cutoff = cutoff;
        this.angles = angles.clone();
        this.random = new SampleRandom(seed, stream);
        ModeLayout layout = new ModeLayout(modes, cutoff);
        int[] levels = layout.offsets(measured);
        int[] others = layout.others(measured);
        this.order = new int[levels.length * others.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = levels[i / others.length] + others[i % others.length];
        }
        this.laws = new QuadratureDistribution[measured.length];
        for (int i = 0; i < laws.length; i++) {
            laws[i] = new QuadratureDistribution(cutoff, angles[i]);
        }
        this.re = new double[order.length];
        this.im = new double[order.length];
        this.rhoRe = new double[cutoff * cutoff];
        this.rhoIm = new double[cutoff * cutoff];
        this.psi = new double[cutoff];
        this.braRe = new double[cutoff];
        this.braIm = new double[cutoff];
    }

    @Override
    public void read(double[] ketRe, double[] ketIm, long sample, double[] out, int at) {
        for (int i = 0; i < order.length; i++) {
            re[i] = ketRe[order[i]];
            im[i] = ketIm[order[i]];
        }
        random.seek(sample);
        int rest = order.length;
        for (int i = 0; i < laws.length; i++) {
            rest /= cutoff;
            reduce(rest);
            laws[i].set(rhoRe, rhoIm);
            out[at + i] = laws[i].quantile(random.nextDouble());
            if (i + 1 < laws.length) {
                project(rest, angles[i], out[at + i]);
            }
        }
    }

    /** The density matrix of the slowest mode; only its lower triangle is read. */
    private void reduce(int rest) {
        for (int n = 0; n < cutoff; n++) {
            for (int m = 0; m <= n; m++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int k = 0, a = n * rest, b = m * rest; k < rest; k++, a++, b++) {
                    sumRe += re[a] * re[b] + im[a] * im[b];
                    sumIm += im[a] * re[b] - re[a] * im[b];
                }
                rhoRe[n * cutoff + m] = sumRe;
                rhoIm[n * cutoff + m] = sumIm;
            }
        }
    }

    /** Applies the bra of an outcome to the slowest mode: Σ_n ψ_n(x) e^{-iφn} c[n, rest]; the result is normalised. */
    private void project(int rest, double phi, double x) {
        HermiteFunctions.fill(x, cutoff, psi);
        for (int n = 0; n < cutoff; n++) {
            braRe[n] = psi[n] * StrictMath.cos(phi * n);
            braIm[n] = -psi[n] * StrictMath.sin(phi * n);
        }
        double norm = 0;
        for (int k = 0; k < rest; k++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int n = 0; n < cutoff; n++) {
                double a = re[n * rest + k];
                double b = im[n * rest + k];
                sumRe += braRe[n] * a - braIm[n] * b;
                sumIm += braRe[n] * b + braIm[n] * a;
            }
            re[k] = sumRe;
            im[k] = sumIm;
            norm += sumRe * sumRe + sumIm * sumIm;
        }
        double scale = 1 / Math.sqrt(norm);
        for (int k = 0; k < rest; k++) {
            re[k] *= scale;
            im[k] *= scale;
        }
    }
}
