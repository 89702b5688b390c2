package org.everycore.photonics.gbs;

import java.util.Arrays;
import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.generator.Streams;

/**
 * Draws where photons leave an interferometer; sample i depends on (experiment, seed, i) alone. Owned by one thread.
 *
 * <p>Clifford and Clifford, "The classical complexity of boson sampling" (SODA 2018): photons enter in random order, and the k-th one's output has probability
 * proportional to |perm|² of the first k columns and the k outputs so far, expanded along the new row. Their permanents of all sets of
 * columns are kept: F(S) = Σ_{j in S} a[row |S|][j] F(S\j), so that a sample of n photons takes 2ⁿ n/2 multiply-adds in all, with no inclusion and exclusion.
 */
public final class FockSampler {
    private final FockInterference experiment;
    private final SampleRandom random;
    private final int[] columns;
    private final int[] rows;
    private final double[] weights;
    private double[] re = new double[1];
    private double[] im = new double[1];
    private final double[] minorRe;
    private final double[] minorIm;

    /** Memory of one worker for so many photons. */
    public static double bytes(int photons) {
        return 16 * Math.pow(2, photons);
    }

    public FockSampler(FockInterference experiment, long seed) {
        this.experiment = experiment;
        this.random = new SampleRandom(seed, Streams.INTERFERENCE);
        int n = experiment.photons();
        this.columns = new int[n];
        this.rows = new int[n];
        this.minorRe = new double[n];
        this.minorIm = new double[n];
        this.weights = new double[experiment.modes()];
    }

    /** Draws photon numbers by output. */
    public void draw(long sample, double[] out, int at) {
        random.seek(sample);
        int m = experiment.modes();
        Arrays.fill(out, at, at + m, 0);
        int alike = 0;
        for (int mode = 0; mode < m; mode++) {
            for (int k = 0; k < experiment.input()[mode]; k++) {
                if (experiment.transmission()[mode] < 1
                        && random.nextDouble() >= experiment.transmission()[mode]) {
                    continue;
                }
                if (experiment.indistinguishability() < 1 && random.nextDouble() >= experiment.indistinguishability()) {
                    out[at + alone(mode)]++;
                } else {
                    columns[alike++] = mode;
                }
            }
        }
        for (int i = alike - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = columns[i];
            columns[i] = columns[j];
            columns[j] = swap;
        }
        if (re.length < 1 << alike) {
            re = new double[1 << alike];
            im = new double[1 << alike];
        }
        re[0] = 1;
        im[0] = 0;
        for (int k = 0; k < alike; k++) {
            rows[k] = next(k);
            out[at + rows[k]]++;
        }
    }

    /** Where a photon goes that interferes with none. */
    private int alone(int mode) {
        int m = experiment.modes();
        double[] ur = experiment.unitary().re();
        double[] ui = experiment.unitary().im();
        for (int i = 0; i < m; i++) {
            double a = ur[i * m + mode];
            double b = ui[i * m + mode];
            weights[i] = a * a + b * b;
        }
        return pick();
    }

    /** The output of photon k, given those of the photons before. */
    private int next(int k) {
        int m = experiment.modes();
        double[] ur = experiment.unitary().re();
        double[] ui = experiment.unitary().im();
        int fresh = 1 << k;
        // Sets with the new column and fewer elements than there are photons; all others are there already.
        for (int set = 0; set < fresh - 1; set++) {
            int row = rows[Integer.bitCount(set)] * m;
            int own = row + columns[k];
            double sumRe = ur[own] * re[set] - ui[own] * im[set];
            double sumIm = ur[own] * im[set] + ui[own] * re[set];
            for (int left = set; left != 0; left &= left - 1) {
                int bit = left & -left;
                int other = fresh + set - bit;
                int a = row + columns[Integer.numberOfTrailingZeros(bit)];
                sumRe = Math.fma(-ui[a], im[other], Math.fma(ur[a], re[other], sumRe));
                sumIm = Math.fma(ui[a], re[other], Math.fma(ur[a], im[other], sumIm));
            }
            re[fresh + set] = sumRe;
            im[fresh + set] = sumIm;
        }
        int full = 2 * fresh - 1;
        for (int j = 0; j <= k; j++) {
            minorRe[j] = re[full - (1 << j)];
            minorIm[j] = im[full - (1 << j)];
        }
        for (int i = 0; i < m; i++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int j = 0; j <= k; j++) {
                int a = i * m + columns[j];
                sumRe += ur[a] * minorRe[j] - ui[a] * minorIm[j];
                sumIm += ur[a] * minorIm[j] + ui[a] * minorRe[j];
            }
            weights[i] = sumRe * sumRe + sumIm * sumIm;
        }
        int drawn = pick();
        double fullRe = 0;
        double fullIm = 0;
        for (int j = 0; j <= k; j++) {
            int a = drawn * m + columns[j];
            fullRe += ur[a] * minorRe[j] - ui[a] * minorIm[j];
            fullIm += ur[a] * minorIm[j] + ui[a] * minorRe[j];
        }
        re[full] = fullRe;
        im[full] = fullIm;
        return drawn;
    }

    private int pick() {
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        double target = random.nextDouble() * sum;
        double reached = 0;
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            reached += weights[i];
            if (weights[i] > 0) {
                last = i;
                if (target < reached) {
                    return i;
                }
            }
        }
        return last;
    }
}
