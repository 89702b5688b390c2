package org.everycore.photonics.engine;

import static java.util.Objects.requireNonNull;

/**
 * A ket of some modes up to a cutoff, and what can be read off it; hbar = 2, so the vacuum's variance is 1.
 *
 * <p>Amplitudes are in C order, mode 0 slowest. Nothing is normalised: all moments are traces over the cut ket, with the
 * exact elements of x² = a² + a†² + 2n + 1 and p² = -a² - a†² + 2n + 1. Arrays are owned by the record.
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
public record FockKet(int modes, int cutoff, double[] re, double[] im) {
    public FockKet {
        requireNonNull(re, "re is null");
        requireNonNull(im, "im is null");
        if (re.length != Math.pow(cutoff, modes) || im.length != re.length) {
            throw new IllegalArgumentException(
                    "a ket of " + modes + " modes at cutoff " + cutoff + " has not " + re.length + " amplitudes");
        }
    }

    /** Means and variances of a mode's x, p and photon number. */
    public record Moments(double meanX, double meanP, double varX, double varP, double meanN, double varN) {}

    /** Σ|c|²; 1 - norm is what truncation lost. */
    public double norm() {
        double sum = 0;
        for (int a = 0; a < re.length; a++) {
            sum = Math.fma(im[a], im[a], Math.fma(re[a], re[a], sum));
        }
        return sum;
    }

    /** |c|² of every joint photon number, in the order of the amplitudes. */
    public double[] probabilities() {
        double[] probabilities = new double[re.length];
        for (int a = 0; a < re.length; a++) {
            probabilities[a] = Math.fma(im[a], im[a], re[a] * re[a]);
        }
        return probabilities;
    }

    /** Photon-number distribution of one mode. */
    public double[] probabilities(int mode) {
        double[] marginal = new double[cutoff];
        int stride = stride(mode);
        for (int a = 0; a < re.length; a++) {
            marginal[a / stride % cutoff] += Math.fma(im[a], im[a], re[a] * re[a]);
        }
        return marginal;
    }

    public Moments moments(int mode) {
        int stride = stride(mode);
        double aRe = 0;
        double aIm = 0;
        double a2Re = 0;
        double n1 = 0;
        double n2 = 0;
        double total = 0;
        for (int a = 0; a < re.length; a++) {
            int n = a / stride % cutoff;
            double p = Math.fma(im[a], im[a], re[a] * re[a]);
            total += p;
            n1 = Math.fma(n, p, n1);
            n2 = Math.fma((double) n * n, p, n2);
            if (n + 1 < cutoff) {
                int b = a + stride;
                double root = Math.sqrt(n + 1);
                aRe = Math.fma(root, re[a] * re[b] + im[a] * im[b], aRe);
                aIm = Math.fma(root, re[a] * im[b] - im[a] * re[b], aIm);
            }
            if (n + 2 < cutoff) {
                int b = a + 2 * stride;
                a2Re = Math.fma(Math.sqrt((n + 1.0) * (n + 2.0)), re[a] * re[b] + im[a] * im[b], a2Re);
            }
        }
        double x = 2 * aRe;
        double p = 2 * aIm;
        return new Moments(
                x, p, 2 * a2Re + 2 * n1 + total - x * x, -2 * a2Re + 2 * n1 + total - p * p, n1, n2 - n1 * n1);
    }

    private int stride(int mode) {
        int stride = 1;
        for (int m = modes - 1; m > mode; m--) {
            stride *= cutoff;
        }
        return stride;
    }
}
