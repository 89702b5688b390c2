package org.everycore.photonics.readout;

/** Points of an axis. */
public final class Grids {
    private Grids() {}

    /** {@code count} equally spaced points from {@code from} to {@code to}, ends included. */
    public static double[] linear(double from, double to, int count) {
        if (count < 2 || !(from < to)) {
            throw new IllegalArgumentException("a grid of " + count + " points from " + from + " to " + to);
        }
        double[] points = new double[count];
        for (int i = 0; i < count; i++) {
            points[i] = from + (to - from) * i / (count - 1);
        }
        return points;
    }
}
