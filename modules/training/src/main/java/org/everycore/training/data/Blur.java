package org.everycore.training.data;

/**
 * A Gaussian blur of square grids: weights e^{-d²/2σ²} up to radius ⌈3σ⌉, normalised to sum 1, zeros outside the grid. It is
 * symmetric, so its transpose is itself.
 */
public final class Blur {
    private final int side;
    private final int radius;
    private final double[] kernel;
    private final double[] half;

    public Blur(int side, double sigma) {
        if (!(sigma > 0 && sigma <= side)) {
            throw new IllegalArgumentException("sigma is " + sigma);
        }
        this.side = side;
        this.radius = (int) Math.ceil(3 * sigma);
        this.kernel = new double[2 * radius + 1];
        double sum = 0;
        for (int d = -radius; d <= radius; d++) {
            kernel[d + radius] = StrictMath.exp(-d * d / (2 * sigma * sigma));
            sum += kernel[d + radius];
        }
        for (int d = 0; d < kernel.length; d++) {
            kernel[d] /= sum;
        }
        this.half = new double[side * side];
    }

    /** Blurs a grid in place. */
    public void apply(double[] values, int from) {
        line(values, from, half, 0, side, 1);
        line(half, 0, values, from, 1, side);
    }

    /** Along one axis: neighbours lie {@code step} apart, lines {@code across}. */
    private void line(double[] in, int inFrom, double[] out, int outFrom, int across, int step) {
        for (int a = 0; a < side; a++) {
            for (int b = 0; b < side; b++) {
                double sum = 0;
                for (int d = Math.max(-radius, -b); d <= Math.min(radius, side - 1 - b); d++) {
                    sum = Math.fma(kernel[d + radius], in[inFrom + a * across + (b + d) * step], sum);
                }
                out[outFrom + a * across + b * step] = sum;
            }
        }
    }
}
