package org.everycore.training.data;

/**
 * How a user's coordinates lie on the grid: grid = (own - offset) / factor, axis by axis. It is kept with a run, so that
 * samples are given back in the user's units.
 */
public record Scaling(double offsetX, double factorX, double offsetY, double factorY) {
    public static final Scaling NONE = new Scaling(0, 1, 0, 1);

    /** From the grid to the user's x. */
    public double ownX(double x) {
        return offsetX + factorX * x;
    }

    public double ownY(double y) {
        return offsetY + factorY * y;
    }

    double gridX(double x) {
        return (x - offsetX) / factorX;
    }

    double gridY(double y) {
        return (y - offsetY) / factorY;
    }
}
