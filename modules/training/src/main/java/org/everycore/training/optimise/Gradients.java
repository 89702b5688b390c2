package org.everycore.training.optimise;

/** What is done to a gradient before a step. */
public final class Gradients {
    private Gradients() {}

    /** The Euclidean norm, squares added in order. */
    public static double norm(double[] gradient) {
        double square = 0;
        for (double g : gradient) {
            square = Math.fma(g, g, square);
        }
        return Math.sqrt(square);
    }

    /** Scales a gradient whose norm is above the limit down to it; 0 is no limit. Returns the norm before. */
    public static double clip(double[] gradient, double limit) {
        double norm = norm(gradient);
        if (limit > 0 && norm > limit) {
            double scale = limit / norm;
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= scale;
            }
        }
        return norm;
    }
}
