package org.everycore.training.train;

import org.everycore.training.metrics.FamilyMetrics;

/** The mean Kullback-Leibler divergence of generated densities from a target: Σ t (log(t + 1e-10) - log(p + 1e-10)). */
final class Divergence implements Trainer {
    private static final double FLOOR = 1e-10;

    private final double[] target;

    Divergence(double[] target) {
        this.target = target;
    }

    @Override
    public double loss(int epoch, double[] values, int samples, double[] cotangents, boolean wanted) {
        int points = target.length;
        double sum = wanted ? 0 : Double.NaN;
        for (int s = 0; s < samples; s++) {
            for (int p = 0; p < points; p++) {
                cotangents[s * points + p] = -target[p] / (values[s * points + p] + FLOOR) / samples;
            }
            if (wanted) {
                sum += FamilyMetrics.divergence(target, 0, values, s * points, points) / samples;
            }
        }
        return sum;
    }
}
