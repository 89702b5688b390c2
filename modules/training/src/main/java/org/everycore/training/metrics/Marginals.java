package org.everycore.training.metrics;

/**
 * The Wasserstein-1 distance of two densities' marginals, in grid cells: the mean over the two axes of Σ |F - G|, marginals cut
 * below at 1e-10 and divided by their sums.
 */
final class Marginals {
    private static final double FLOOR = 1e-10;

    private Marginals() {}

    /** Writes both cumulated marginals of a density, x first: 2 x side numbers. */
    static void cumulated(double[] density, int from, int side, double[] out, int to) {
        java.util.Arrays.fill(out, to, to + 2 * side, 0);
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                double p = density[from + i * side + j];
                out[to + i] += p;
                out[to + side + j] += p;
            }
        }
        for (int axis = 0; axis < 2; axis++) {
            int at = to + axis * side;
            double sum = 0;
            for (int i = at; i < at + side; i++) {
                out[i] = Math.max(out[i], FLOOR);
                sum += out[i];
            }
            double total = 0;
            for (int i = at; i < at + side; i++) {
                total += out[i] / sum;
                out[i] = total;
            }
        }
    }

    static double distance(double[] a, int aFrom, double[] b, int bFrom, int side) {
        double sum = 0;
        for (int i = 0; i < 2 * side; i++) {
            sum += Math.abs(a[aFrom + i] - b[bFrom + i]);
        }
        return 0.5 * sum;
    }
}
