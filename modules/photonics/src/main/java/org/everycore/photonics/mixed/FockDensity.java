package org.everycore.photonics.mixed;

import static java.util.Objects.requireNonNull;

import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.FockKet.Moments;

/**
 * A density matrix of some modes up to a cutoff, row by row, kets and bras in C order with mode 0 slowest; hbar = 2.
 *
 * <p>Nothing is normalised: moments are traces over the cut matrix, with exact elements of x² and p². Arrays are owned.
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
public record FockDensity(int modes, int cutoff, double[] re, double[] im) {
    public FockDensity {
        requireNonNull(re, "re is null");
        requireNonNull(im, "im is null");
        if (re.length != Math.pow(cutoff, 2.0 * modes) || im.length != re.length) {
            throw new IllegalArgumentException("a density matrix of " + modes + " modes at cutoff " + cutoff
                    + " has not " + re.length + " elements");
        }
    }

    /** |ket><ket|. */
    public static FockDensity of(FockKet ket) {
        int d = ket.re().length;
        double[] re = new double[Math.multiplyExact(d, d)];
        double[] im = new double[re.length];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                re[i * d + j] = ket.re()[i] * ket.re()[j] + ket.im()[i] * ket.im()[j];
                im[i * d + j] = ket.im()[i] * ket.re()[j] - ket.re()[i] * ket.im()[j];
            }
        }
        return new FockDensity(ket.modes(), ket.cutoff(), re, im);
    }

    /** The state of some modes of a ket, in the order listed, the others traced out. */
    public static FockDensity reduced(FockKet ket, int... on) {
        ModeLayout layout = new ModeLayout(ket.modes(), ket.cutoff());
        int[] levels = layout.offsets(on);
        int[] others = layout.others(on);
        int d = levels.length;
        double[] re = new double[Math.multiplyExact(d, d)];
        double[] im = new double[re.length];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int rest : others) {
                    int a = levels[i] + rest;
                    int b = levels[j] + rest;
                    sumRe += ket.re()[a] * ket.re()[b] + ket.im()[a] * ket.im()[b];
                    sumIm += ket.im()[a] * ket.re()[b] - ket.re()[a] * ket.im()[b];
                }
                re[i * d + j] = sumRe;
                im[i * d + j] = sumIm;
            }
        }
        return new FockDensity(on.length, ket.cutoff(), re, im);
    }

    /** cutoff^modes. */
    public int dimension() {
        return (int) Math.round(Math.sqrt(re.length));
    }

    /** The trace; 1 - norm is what truncation lost. */
    public double norm() {
        double sum = 0;
        for (int i = 0, d = dimension(); i < d; i++) {
            sum += re[i * d + i];
        }
        return sum;
    }

    /** Tr ρ² / (Tr ρ)². */
    public double purity() {
        double sum = 0;
        for (int i = 0; i < re.length; i++) {
            sum += re[i] * re[i] + im[i] * im[i];
        }
        return sum / (norm() * norm());
    }

    /** The diagonal: every joint photon number's probability. */
    public double[] probabilities() {
        int d = dimension();
        double[] probabilities = new double[d];
        for (int i = 0; i < d; i++) {
            probabilities[i] = re[i * d + i];
        }
        return probabilities;
    }

    /** The state of some modes, in the order listed, the others traced out. */
    public FockDensity reduced(int... on) {
        ModeLayout layout = new ModeLayout(modes, cutoff);
        int[] levels = layout.offsets(on);
        int[] others = layout.others(on);
        int d = levels.length;
        int full = dimension();
        double[] outRe = new double[d * d];
        double[] outIm = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                for (int rest : others) {
                    int at = (levels[i] + rest) * full + levels[j] + rest;
                    outRe[i * d + j] += re[at];
                    outIm[i * d + j] += im[at];
                }
            }
        }
        return new FockDensity(on.length, cutoff, outRe, outIm);
    }

    public Moments moments(int mode) {
        FockDensity one = modes == 1 ? this : reduced(mode);
        double aRe = 0;
        double aIm = 0;
        double a2Re = 0;
        double n1 = 0;
        double n2 = 0;
        double total = 0;
        for (int n = 0; n < cutoff; n++) {
            double p = one.re[n * cutoff + n];
            total += p;
            n1 += n * p;
            n2 += (double) n * n * p;
            if (n + 1 < cutoff) {
                aRe += Math.sqrt(n + 1) * one.re[(n + 1) * cutoff + n];
                aIm += Math.sqrt(n + 1) * one.im[(n + 1) * cutoff + n];
            }
            if (n + 2 < cutoff) {
                a2Re += Math.sqrt((n + 1.0) * (n + 2.0)) * one.re[(n + 2) * cutoff + n];
            }
        }
        double x = 2 * aRe;
        double p = 2 * aIm;
        return new Moments(
                x, p, 2 * a2Re + 2 * n1 + total - x * x, -2 * a2Re + 2 * n1 + total - p * p, n1, n2 - n1 * n1);
    }
}
