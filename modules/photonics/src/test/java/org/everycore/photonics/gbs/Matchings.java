package org.everycore.photonics.gbs;

import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.gaussian.GaussianState;
import org.everycore.photonics.linear.ComplexMatrix;
import org.everycore.photonics.linear.GateSymplectic;

/** Definitions in naive form, and random states, for tests of this package. */
final class Matchings {
    private Matchings() {}

    /** The loop hafnian as the sum over all matchings of the rows listed; a row alone is a loop. */
    static double[] loopHafnian(int[] rows, int from, double[] re, double[] im, int width, double[] gRe, double[] gIm) {
        if (from == rows.length) {
            return new double[] {1, 0};
        }
        int first = rows[from];
        double[] sum = times(gRe[first], gIm[first], loopHafnian(rows, from + 1, re, im, width, gRe, gIm));
        for (int k = from + 1; k < rows.length; k++) {
            int second = rows[k];
            rows[k] = rows[from + 1];
            rows[from + 1] = second;
            double[] term = times(
                    re[first * width + second],
                    im[first * width + second],
                    loopHafnian(rows, from + 2, re, im, width, gRe, gIm));
            rows[from + 1] = rows[k];
            rows[k] = second;
            sum[0] += term[0];
            sum[1] += term[1];
        }
        return sum;
    }

    private static double[] times(double re, double im, double[] by) {
        return new double[] {re * by[0] - im * by[1], re * by[1] + im * by[0]};
    }

    /** Rows of a pattern: row i as often as mode i has photons. */
    static int[] rows(int[] pattern) {
        int total = 0;
        for (int n : pattern) {
            total += n;
        }
        int[] rows = new int[total];
        int at = 0;
        for (int i = 0; i < pattern.length; i++) {
            for (int k = 0; k < pattern[i]; k++) {
                rows[at++] = i;
            }
        }
        return rows;
    }

    /** A random state: thermal noise, squeezing, an interferometer, displacements. */
    static GaussianState state(int modes, double squeezing, double noise, double displacement, int number) {
        SampleRandom random = new SampleRandom(number, 91);
        int n = 2 * modes;
        ComplexMatrix u = unitary(modes, random);
        double[] s = GateSymplectic.passive(u).s();
        double[] variance = new double[n];
        for (int i = 0; i < modes; i++) {
            double nu = 1 + noise * random.nextDouble();
            double r = squeezing * (0.5 + random.nextDouble());
            variance[i] = nu * Math.exp(-2 * r);
            variance[i + modes] = nu * Math.exp(2 * r);
        }
        double[] v = new double[n * n];
        double[] mean = new double[n];
        for (int i = 0; i < n; i++) {
            mean[i] = displacement * random.nextNormal();
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    v[i * n + j] += s[i * n + k] * variance[k] * s[j * n + k];
                }
            }
        }
        return new GaussianState(modes, mean, v);
    }

    /** A random unitary: Gram and Schmidt on normal columns. */
    static ComplexMatrix unitary(int n, SampleRandom random) {
        double[] re = new double[n * n];
        double[] im = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                re[i * n + j] = random.nextNormal();
                im[i * n + j] = random.nextNormal();
            }
            for (int k = 0; k < i; k++) {
                double dotRe = 0;
                double dotIm = 0;
                for (int j = 0; j < n; j++) {
                    dotRe += re[k * n + j] * re[i * n + j] + im[k * n + j] * im[i * n + j];
                    dotIm += re[k * n + j] * im[i * n + j] - im[k * n + j] * re[i * n + j];
                }
                for (int j = 0; j < n; j++) {
                    re[i * n + j] -= dotRe * re[k * n + j] - dotIm * im[k * n + j];
                    im[i * n + j] -= dotRe * im[k * n + j] + dotIm * re[k * n + j];
                }
            }
            double norm = 0;
            for (int j = 0; j < n; j++) {
                norm += re[i * n + j] * re[i * n + j] + im[i * n + j] * im[i * n + j];
            }
            for (int j = 0; j < n; j++) {
                re[i * n + j] /= Math.sqrt(norm);
                im[i * n + j] /= Math.sqrt(norm);
            }
        }
        return new ComplexMatrix(n, re, im);
    }
}
