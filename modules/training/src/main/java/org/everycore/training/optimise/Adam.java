package org.everycore.training.optimise;

/**
 * Adam (Kingma and Ba, 2015, algorithm 1 in the form that folds the bias corrections into the rate): m and v follow gradient
 * and squared gradient, w -= rate √(1 - β2^t) / (1 - β1^t) m / (√v + ε). Powers are running products, so steps give the same
 * bits whether a run was interrupted or not.
 */
public final class Adam implements Optimiser {
    private static final double EPSILON = 1e-7;

    private final double beta1;
    private final double beta2;
    private final double[] first;
    private final double[] second;
    private final double[] powers = {1, 1};

    public Adam(int weights, double beta1, double beta2) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.first = new double[weights];
        this.second = new double[weights];
    }

    @Override
    public void step(double[] weights, double[] gradient, double rate) {
        powers[0] *= beta1;
        powers[1] *= beta2;
        double scaled = rate * Math.sqrt(1 - powers[1]) / (1 - powers[0]);
        double[] m = first;
        double[] v = second;
        double a = 1 - beta1;
        double b = 1 - beta2;
        for (int i = 0; i < m.length; i++) {
            double g = gradient[i];
            m[i] = m[i] + a * (g - m[i]);
            v[i] = v[i] + b * (g * g - v[i]);
            weights[i] -= scaled * m[i] / (Math.sqrt(v[i]) + EPSILON);
        }
    }

    @Override
    public double[][] state() {
        return new double[][] {first, second, powers};
    }
}
