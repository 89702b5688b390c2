package org.everycore.training.optimise;

/** Gradient descent with momentum: v = momentum v + gradient, w -= rate v. */
public final class Descent implements Optimiser {
    private final double momentum;
    private final double[] velocity;

    public Descent(int weights, double momentum) {
        this.momentum = momentum;
        this.velocity = new double[weights];
    }

    @Override
    public void step(double[] weights, double[] gradient, double rate) {
        for (int i = 0; i < velocity.length; i++) {
            velocity[i] = Math.fma(momentum, velocity[i], gradient[i]);
            weights[i] -= rate * velocity[i];
        }
    }

    @Override
    public double[][] state() {
        return new double[][] {velocity};
    }
}
