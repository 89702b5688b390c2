package org.everycore.photonics.observe;

import java.util.List;
import org.everycore.photonics.observe.Observable.Letter;

/**
 * A product of quadratures and photon numbers of one mode as a matrix between photon numbers: the exact operator, cut to the
 * cutoff, never the product of cut matrices. It couples levels that lie at most {@code band} apart.
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays; never compared
record ModeMatrix(int size, int band, double[] re, double[] im) {
    /** The product, leftmost first; each factor moves a photon number by one at most, so as many more levels hold it exactly. */
    static ModeMatrix product(List<Letter> letters, int cutoff) {
        int n = cutoff + letters.size();
        double[] re = new double[n * n];
        double[] im = new double[n * n];
        for (int i = 0; i < n; i++) {
            re[i * n + i] = 1;
        }
        int band = 0;
        for (Letter letter : letters) {
            double[] nextRe = new double[n * n];
            double[] nextIm = new double[n * n];
            double c = StrictMath.cos(letter.angle());
            double s = StrictMath.sin(letter.angle());
            for (int i = 0; i < n; i++) {
                for (int k = Math.max(0, i - band); k < Math.min(n, i + band + 1); k++) {
                    double a = re[i * n + k];
                    double b = im[i * n + k];
                    if (letter.number()) {
                        nextRe[i * n + k] += a * k;
                        nextIm[i * n + k] += b * k;
                        continue;
                    }
                    // x cos φ + p sin φ = e^{-iφ} a + e^{iφ} a†: √k e^{iφ} leads from k - 1 to k.
                    if (k > 0) {
                        double root = Math.sqrt(k);
                        nextRe[i * n + k - 1] += root * (a * c - b * s);
                        nextIm[i * n + k - 1] += root * (a * s + b * c);
                    }
                    if (k + 1 < n) {
                        double root = Math.sqrt(k + 1);
                        nextRe[i * n + k + 1] += root * (a * c + b * s);
                        nextIm[i * n + k + 1] += root * (b * c - a * s);
                    }
                }
            }
            re = nextRe;
            im = nextIm;
            band += letter.number() ? 0 : 1;
        }
        return new ModeMatrix(cutoff, band, cut(re, n, cutoff), cut(im, n, cutoff));
    }

    /** A real diagonal. */
    static ModeMatrix diagonal(double[] values) {
        double[] re = new double[values.length * values.length];
        for (int i = 0; i < values.length; i++) {
            re[i * values.length + i] = values[i];
        }
        return new ModeMatrix(values.length, 0, re, new double[re.length]);
    }

    private static double[] cut(double[] matrix, int from, int to) {
        double[] smaller = new double[to * to];
        for (int i = 0; i < to; i++) {
            System.arraycopy(matrix, i * from, smaller, i * to, to);
        }
        return smaller;
    }

    ModeMatrix adjoint() {
        double[] outRe = new double[re.length];
        double[] outIm = new double[re.length];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                outRe[j * size + i] = re[i * size + j];
                outIm[j * size + i] = -im[i * size + j];
            }
        }
        return new ModeMatrix(size, band, outRe, outIm);
    }

    /** Multiplies along one axis: levels of the mode lie {@code stride} numbers apart. */
    void apply(int stride, double[] fromRe, double[] fromIm, double[] toRe, double[] toIm) {
        for (int outer = 0; outer < fromRe.length; outer += size * stride) {
            for (int i = 0; i < size; i++) {
                int to = outer + i * stride;
                java.util.Arrays.fill(toRe, to, to + stride, 0);
                java.util.Arrays.fill(toIm, to, to + stride, 0);
                for (int k = Math.max(0, i - band); k < Math.min(size, i + band + 1); k++) {
                    double a = re[i * size + k];
                    double b = im[i * size + k];
                    if (a == 0 && b == 0) {
                        continue;
                    }
                    int from = outer + k * stride;
                    for (int j = 0; j < stride; j++) {
                        toRe[to + j] += a * fromRe[from + j] - b * fromIm[from + j];
                        toIm[to + j] += a * fromIm[from + j] + b * fromRe[from + j];
                    }
                }
            }
        }
    }
}
