package org.everycore.photonics.readout;

import org.everycore.photonics.circuit.CircuitException;

/** How many of some draws fall into each cell of a grid, as a density: counts / (draws x cell size). */
public final class SampleDensity {
    private SampleDensity() {}

    /** Two columns of the rows on the cells around the grid's points, x slowest; draws outside count as draws. */
    public static double[] of(double[][] rows, int columnX, int columnY, double[] grid) {
        requireColumns(rows, Math.max(columnX, columnY));
        double step = grid[1] - grid[0];
        double[] density = new double[grid.length * grid.length];
        double weight = 1 / (rows.length * step * step);
        for (double[] row : rows) {
            long i = Math.round((row[columnX] - grid[0]) / step);
            long j = Math.round((row[columnY] - grid[0]) / step);
            if (i >= 0 && i < grid.length && j >= 0 && j < grid.length) {
                density[(int) i * grid.length + (int) j] += weight;
            }
        }
        return density;
    }

    /** One column of the rows. */
    public static double[] of(double[][] rows, int column, double[] grid) {
        requireColumns(rows, column);
        double step = grid[1] - grid[0];
        double[] density = new double[grid.length];
        for (double[] row : rows) {
            long i = Math.round((row[column] - grid[0]) / step);
            if (i >= 0 && i < grid.length) {
                density[(int) i] += 1 / (rows.length * step);
            }
        }
        return density;
    }

    private static void requireColumns(double[][] rows, int column) {
        if (rows.length == 0 || column >= rows[0].length) {
            throw new CircuitException("has no column " + column + " in " + rows.length + " draws");
        }
    }
}
