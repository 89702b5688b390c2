package org.everycore.training.metrics;

import java.util.Arrays;
import org.everycore.photonics.linear.RowSums;

/**
 * The energy distance of two densities on a square grid, 2 pᵀDq - pᵀDp - qᵀDq with D the Euclidean distance of two points in
 * the axis's units; not square-rooted (Székely and Rizzo 2013). 0 for equal densities. Owned by one thread.
 *
 * <p>D p is a convolution, and on n points an axis it equals one of period 2n, whose kernel is even along both axes: cosines and
 * sines of the even and odd parts of p, times the kernel's transform, and back. That is exact but for rounding, and takes
 * 6 n³ products where the sum over all pairs of points takes n⁴.
 */
public final class EnergyDistance {
    private static final int LANES = 8;
    /** Frequencies of the first axis that go through the second together: their rows stay in the first-level cache. */
    private static final int TILE = 10;

    private final int side;
    private final int period;
    /** Points at or above the middle, and above it. */
    private final int evens;

    private final int odds;
    /** How many of the frequencies are cosines; sines follow. */
    private final int cosines;
    /** By frequency: its cosine or sine at the points from the middle on. */
    private final double[] waves;
    /** By frequency of y, then of x: the kernel's transform, with what the way back divides by. */
    private final double[] factor;
    /** Even and odd parts along y, by point: (x, lane). */
    private final double[][] even;

    private final double[][] odd;
    /** By frequency of y: (x, lane). */
    private final double[][] alongY;
    /** Even and odd parts along x, by point: (frequency of y within the tile, lane). */
    private final double[][] evenX;

    private final double[][] oddX;
    /** By frequency of x: the same. */
    private final double[][] alongX;

    private final double[] one;
    private final double[] other;

    /** @param step distance of two neighbours */
    public EnergyDistance(int side, double step) {
        this.side = side;
        this.period = 2 * side;
        this.evens = (side + 1) / 2;
        this.odds = side / 2;
        // The middle lies between two points, or on one: a cosine, or a sine, of the highest frequency is 0 on all of
        // them.
        this.cosines = side % 2 == 0 ? side : side + 1;
        this.waves = new double[period * evens];
        for (int a = 0; a < period; a++) {
            for (int p = 0; p < evens; p++) {
                double angle = Math.PI * frequency(a) * (side - evens + p - 0.5 * (side - 1)) / side;
                waves[a * evens + p] = a < cosines ? StrictMath.cos(angle) : StrictMath.sin(angle);
            }
        }
        this.factor = factors(step);
        int row = side * LANES;
        this.even = new double[evens][row];
        this.odd = new double[evens][row];
        this.alongY = new double[period][row];
        this.evenX = new double[evens][TILE * LANES];
        this.oddX = new double[evens][TILE * LANES];
        this.alongX = new double[period][TILE * LANES];
        this.one = new double[Math.max(row, TILE * LANES)];
        this.other = new double[one.length];
    }

    private int frequency(int a) {
        return a < cosines ? a : a - cosines + 1;
    }

    private double[] factors(double step) {
        double[] turn = new double[period];
        Arrays.setAll(turn, k -> StrictMath.cos(Math.PI * k / side));
        double[][] half = new double[side + 1][side + 1];
        for (int dx = 0; dx <= side; dx++) {
            for (int m = 0; m <= side; m++) {
                for (int dy = 0; dy <= side; dy++) {
                    double both = dy == 0 || dy == side ? 1 : 2;
                    double distance = step * Math.sqrt((double) dx * dx + (double) dy * dy);
                    half[dx][m] += both * distance * turn[m * dy % period];
                }
            }
        }
        double[] all = new double[period * period];
        for (int a = 0; a < period; a++) {
            int m = frequency(a);
            for (int b = 0; b < period; b++) {
                int k = frequency(b);
                double sum = 0;
                for (int dx = 0; dx <= side; dx++) {
                    sum += (dx == 0 || dx == side ? 1 : 2) * half[dx][m] * turn[k * dx % period];
                }
                double twice = (m == 0 || m == side ? 1 : 2) * (k == 0 || k == side ? 1 : 2);
                all[a * period + b] = sum * twice / period / period;
            }
        }
        return all;
    }

    /** Writes D p of densities that lie one after the other. */
    public void potentials(double[] densities, int count, double[] out) {
        int points = side * side;
        for (int from = 0; from < count; from += LANES) {
            int lanes = Math.min(LANES, count - from);
            part(densities, from * points, lanes);
            forwardY(lanes);
            for (int a = 0; a < period; a += TILE) {
                throughX(a, Math.min(TILE, period - a), lanes);
            }
            backY(lanes, out, from * points);
        }
    }

    private void part(double[] densities, int from, int lanes) {
        int points = side * side;
        for (int p = 0; p < evens; p++) {
            int j = side - evens + p;
            int mirror = side - 1 - j;
            for (int s = 0; s < lanes; s++) {
                int at = from + s * points;
                for (int i = 0; i < side; i++) {
                    double plus = densities[at + i * side + j];
                    double minus = densities[at + i * side + mirror];
                    even[p][i * lanes + s] = j == mirror ? plus : plus + minus;
                    odd[p][i * lanes + s] = plus - minus;
                }
            }
        }
    }

    private void forwardY(int lanes) {
        int row = side * lanes;
        for (int a = 0; a < period; a++) {
            Arrays.fill(alongY[a], 0, row, 0);
            wave(a, even, odd, alongY[a], row);
        }
    }

    /** Adds the sum over points of a frequency. */
    private void wave(int a, double[][] evenRows, double[][] oddRows, double[] to, int row) {
        if (a < cosines) {
            RowSums.add(waves, a * evens, 1, evenRows, 0, 1, evens, to, row);
        } else {
            int first = evens - odds;
            RowSums.add(waves, a * evens + first, 1, oddRows, first, 1, odds, to, row);
        }
    }

    /** Along x, times the kernel's transform, and back, for some frequencies of y. */
    private void throughX(int a, int count, int lanes) {
        int row = count * lanes;
        for (int p = 0; p < evens; p++) {
            int plus = (side - evens + p) * lanes;
            int minus = (evens - 1 - p) * lanes;
            for (int t = 0; t < count; t++) {
                double[] from = alongY[a + t];
                for (int s = 0; s < lanes; s++) {
                    evenX[p][t * lanes + s] = plus == minus ? from[plus + s] : from[plus + s] + from[minus + s];
                    oddX[p][t * lanes + s] = from[plus + s] - from[minus + s];
                }
            }
        }
        for (int b = 0; b < period; b++) {
            double[] to = alongX[b];
            Arrays.fill(to, 0, row, 0);
            wave(b, evenX, oddX, to, row);
            for (int t = 0; t < count; t++) {
                double scale = factor[(a + t) * period + b];
                for (int s = 0; s < lanes; s++) {
                    to[t * lanes + s] *= scale;
                }
            }
        }
        for (int p = 0; p < evens; p++) {
            back(p, alongX, row);
            int plus = (side - evens + p) * lanes;
            int minus = (evens - 1 - p) * lanes;
            for (int t = 0; t < count; t++) {
                double[] to = alongY[a + t];
                for (int s = 0; s < lanes; s++) {
                    double c = one[t * lanes + s];
                    double d = other[t * lanes + s];
                    to[minus + s] = c - d;
                    to[plus + s] = c + d;
                }
            }
        }
    }

    /** The cosines of all frequencies at a point, and the sines. */
    private void back(int p, double[][] rows, int row) {
        Arrays.fill(one, 0, row, 0);
        Arrays.fill(other, 0, row, 0);
        RowSums.add(waves, p, evens, rows, 0, 1, cosines, one, row);
        RowSums.add(waves, cosines * evens + p, evens, rows, cosines, 1, period - cosines, other, row);
    }

    private void backY(int lanes, double[] out, int to) {
        int points = side * side;
        for (int p = 0; p < evens; p++) {
            back(p, alongY, side * lanes);
            int j = side - evens + p;
            int mirror = side - 1 - j;
            for (int s = 0; s < lanes; s++) {
                int at = to + s * points;
                for (int i = 0; i < side; i++) {
                    double c = one[i * lanes + s];
                    double d = other[i * lanes + s];
                    out[at + i * side + mirror] = c - d;
                    out[at + i * side + j] = c + d;
                }
            }
        }
    }

    /** Σ a b over a density's points. */
    public static double dot(double[] a, int aFrom, double[] b, int bFrom, int points) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < points; i += 4) {
            s0 = Math.fma(a[aFrom + i], b[bFrom + i], s0);
            s1 = Math.fma(a[aFrom + i + 1], b[bFrom + i + 1], s1);
            s2 = Math.fma(a[aFrom + i + 2], b[bFrom + i + 2], s2);
            s3 = Math.fma(a[aFrom + i + 3], b[bFrom + i + 3], s3);
        }
        for (; i < points; i++) {
            s0 = Math.fma(a[aFrom + i], b[bFrom + i], s0);
        }
        return (s0 + s1) + (s2 + s3);
    }
}
