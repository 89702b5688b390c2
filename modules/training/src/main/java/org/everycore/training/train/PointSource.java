package org.everycore.training.train;

/** Points drawn from a density on a grid: a cell by inversion, then a place in it. */
final class PointSource {
    private final double[] axis;
    private final double[] cumulated;

    PointSource(double[] density, double[] axis) {
        this.axis = axis;
        this.cumulated = new double[density.length];
        double sum = 0;
        for (int i = 0; i < density.length; i++) {
            sum += density[i];
            cumulated[i] = sum;
        }
    }

    /** Writes points (x, y) from three uniform numbers each. */
    void draw(double[] uniforms, int count, double[] points) {
        int side = axis.length;
        double step = axis[1] - axis[0];
        for (int s = 0; s < count; s++) {
            double u = uniforms[3 * s] * cumulated[cumulated.length - 1];
            int at = java.util.Arrays.binarySearch(cumulated, u);
            int cell = Math.min(at < 0 ? -at - 1 : at + 1, cumulated.length - 1);
            points[2 * s] = axis[cell / side] + step * (uniforms[3 * s + 1] - 0.5);
            points[2 * s + 1] = axis[cell % side] + step * (uniforms[3 * s + 2] - 0.5);
        }
    }
}
