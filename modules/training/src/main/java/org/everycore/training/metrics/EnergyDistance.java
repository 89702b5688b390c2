package org.everycore.training.metrics;

import java.util.Arrays;
import org.everycore.photonics.linear.RowSums;

/**
 * The energy distance of two densities on a square grid, 2 pᵀDq - pᵀDp - qᵀDq with D the Euclidean distance of two points in
 * the axis's units; not square-rooted (Székely and Rizzo 2013). 0 for equal densities. Owned by one thread.
 */
public final class EnergyDistance {
    private static final int LANES = 16;

    private final int side;
    /** By distance along x, then along y. */
    private final double[][] distance;
    /** By point: the densities of a block, side by side. */
    private final double[][] lanes;

    private final double[] sum;

    /** @param step distance of two neighbours */
    public EnergyDistance(int side, double step) {
        this.side = side;
        this.distance = new double[side][2 * side - 1];
        for (int dx = 0; dx < side; dx++) {
            for (int dy = 0; dy < side; dy++) {
                double d = step * Math.sqrt((double) dx * dx + (double) dy * dy);
                distance[dx][side - 1 + dy] = d;
                distance[dx][side - 1 - dy] = d;
            }
        }
        this.lanes = new double[side * side][LANES];
        this.sum = new double[LANES];
    }

    /** Writes D p of densities that lie one after the other. */
    public void potentials(double[] densities, int count, double[] out) {
        int points = side * side;
        for (int from = 0; from < count; from += LANES) {
            int valid = Math.min(LANES, count - from);
            for (int p = 0; p < points; p++) {
                for (int s = 0; s < LANES; s++) {
                    lanes[p][s] = s < valid ? densities[(from + s) * points + p] : 0;
                }
            }
            for (int i = 0; i < side; i++) {
                for (int j = 0; j < side; j++) {
                    Arrays.fill(sum, 0);
                    for (int k = 0; k < side; k++) {
                        RowSums.add(distance[Math.abs(i - k)], side - 1 - j, 1, lanes, k * side, 1, side, sum, LANES);
                    }
                    for (int s = 0; s < valid; s++) {
                        out[(from + s) * points + i * side + j] = sum[s];
                    }
                }
            }
        }
    }

    /** Σ a b over a density's points. */
    public static double dot(double[] a, int aFrom, double[] b, int bFrom, int points) {
        double x = 0;
        double y = 0;
        for (int i = 0; i + 1 < points; i += 2) {
            x = Math.fma(a[aFrom + i], b[bFrom + i], x);
            y = Math.fma(a[aFrom + i + 1], b[bFrom + i + 1], y);
        }
        if ((points & 1) == 1) {
            x = Math.fma(a[aFrom + points - 1], b[bFrom + points - 1], x);
        }
        return x + y;
    }
}
