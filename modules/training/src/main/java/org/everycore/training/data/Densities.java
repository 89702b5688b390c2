package org.everycore.training.data;

/** Densities on square grids: [x][y] flat, x slowest, sum 1. */
public final class Densities {
    private Densities() {}

    /** A function of two positions. */
    @FunctionalInterface
    public interface Function {
        double at(double x, double y);
    }

    /** A function on a grid, divided by its sum. */
    public static double[] of(double[] axis, Function function) {
        int n = axis.length;
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                values[i * n + j] = function.at(axis[i], axis[j]);
            }
        }
        return normalised(values);
    }

    /** A round Gaussian. */
    public static double[] gaussian(double[] axis, double cx, double cy, double sigma) {
        return of(axis, (x, y) -> StrictMath.exp(-((x - cx) * (x - cx) + (y - cy) * (y - cy)) / (2 * sigma * sigma)));
    }

    /** Divides by the sum, in place. */
    public static double[] normalised(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("a density whose sum is " + sum);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
        return values;
    }
}
