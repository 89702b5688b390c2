package org.everycore.photonics.generator;

/**
 * Shifts all parameters by 0.1 tanh(W2 tanh(W1 z + b1) + b2) with 16 hidden units. Weights in the order W1 (16 x latent),
 * b1, W2 (parameters x 16), b2.
 */
final class NeuralEncoder extends WeightEncoder {
    private static final int HIDDEN = 16;
    private static final double SCALE = 0.1;

    private final int latentDim;
    private final int parameters;
    private final int bias1;
    private final int weight2;
    private final int bias2;
    private final double[] hidden;
    private final double[] output;
    private final double[] delta;
    private final double[] hiddenDelta;

    NeuralEncoder(int latentDim, int parameters, int maxLanes) {
        this.latentDim = latentDim;
        this.parameters = parameters;
        this.bias1 = HIDDEN * latentDim;
        this.weight2 = bias1 + HIDDEN;
        this.bias2 = weight2 + parameters * HIDDEN;
        this.hidden = new double[HIDDEN * maxLanes];
        this.output = new double[parameters * maxLanes];
        this.delta = new double[maxLanes];
        this.hiddenDelta = new double[HIDDEN * maxLanes];
    }

    @Override
    int count() {
        return bias2 + parameters;
    }

    @Override
    boolean[] shifted() {
        boolean[] shifted = new boolean[parameters];
        java.util.Arrays.fill(shifted, true);
        return shifted;
    }

    @Override
    double[] initial(long seed) {
        double[] weights = new double[count()];
        draw(seed, latentDim, weights, 0, bias1);
        draw(seed, HIDDEN, weights, weight2, bias2);
        return weights;
    }

    @Override
    void fill(double[] weights, double[] z, int lanes, double[] params) {
        for (int h = 0; h < HIDDEN; h++) {
            affine(weights, h * latentDim, latentDim, weights[bias1 + h], z, lanes, hidden, h * lanes);
            tanh(hidden, h * lanes, lanes);
        }
        for (int p = 0; p < parameters; p++) {
            affine(weights, weight2 + p * HIDDEN, HIDDEN, weights[bias2 + p], hidden, lanes, output, p * lanes);
            tanh(output, p * lanes, lanes);
            for (int s = p * lanes; s < (p + 1) * lanes; s++) {
                params[s] = Math.fma(SCALE, output[s], params[s]);
            }
        }
    }

    @Override
    void backward(double[] weights, double[] z, int lanes, double[] paramGradients, UnitSums gradient) {
        java.util.Arrays.fill(hiddenDelta, 0, HIDDEN * lanes, 0);
        for (int p = 0; p < parameters; p++) {
            delta(p, lanes, paramGradients);
            outer(gradient, weight2 + p * HIDDEN, delta, 0, hidden, HIDDEN, lanes);
            gradient.add(delta, 0, bias2 + p);
            affineBack(weights, weight2 + p * HIDDEN, HIDDEN, delta, 0, lanes, hiddenDelta);
        }
        throughHidden(lanes);
        for (int h = 0; h < HIDDEN; h++) {
            outer(gradient, h * latentDim, hiddenDelta, h * lanes, z, latentDim, lanes);
            gradient.add(hiddenDelta, h * lanes, bias1 + h);
        }
    }

    @Override
    void latent(double[] weights, int lanes, double[] paramGradients, double[] gradient) {
        java.util.Arrays.fill(hiddenDelta, 0, HIDDEN * lanes, 0);
        for (int p = 0; p < parameters; p++) {
            delta(p, lanes, paramGradients);
            affineBack(weights, weight2 + p * HIDDEN, HIDDEN, delta, 0, lanes, hiddenDelta);
        }
        throughHidden(lanes);
        java.util.Arrays.fill(gradient, 0, latentDim * lanes, 0);
        for (int h = 0; h < HIDDEN; h++) {
            affineBack(weights, h * latentDim, latentDim, hiddenDelta, h * lanes, lanes, gradient);
        }
    }

    private void delta(int p, int lanes, double[] paramGradients) {
        for (int s = 0; s < lanes; s++) {
            double t = output[p * lanes + s];
            delta[s] = SCALE * Math.fma(-t, t, 1) * paramGradients[p * lanes + s];
        }
    }

    private void throughHidden(int lanes) {
        for (int s = 0; s < HIDDEN * lanes; s++) {
            hiddenDelta[s] *= Math.fma(-hidden[s], hidden[s], 1);
        }
    }
}
