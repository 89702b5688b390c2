package org.everycore.photonics.generator;

/** Shifts chosen parameters by scale · z W, or by scale · tanh(z W). */
final class LinearEncoder extends WeightEncoder {
    private final int latentDim;
    private final int[] chosen;
    private final int parameters;
    private final boolean tanh;
    private final double scale;
    private final double[] shift;
    private final double[] delta;

    LinearEncoder(int latentDim, int[] chosen, int parameters, boolean tanh, double scale, int maxLanes) {
        this.latentDim = latentDim;
        this.chosen = chosen;
        this.parameters = parameters;
        this.tanh = tanh;
        this.scale = scale;
        this.shift = new double[chosen.length * maxLanes];
        this.delta = new double[maxLanes];
    }

    @Override
    int count() {
        return chosen.length * latentDim;
    }

    @Override
    boolean[] shifted() {
        boolean[] shifted = new boolean[parameters];
        for (int index : chosen) {
            shifted[index] = true;
        }
        return shifted;
    }

    @Override
    double[] initial(long seed) {
        double[] weights = new double[count()];
        draw(seed, latentDim, weights, 0, weights.length);
        return weights;
    }

    @Override
    void fill(double[] weights, double[] z, int lanes, double[] params) {
        for (int c = 0; c < chosen.length; c++) {
            affine(weights, c * latentDim, latentDim, 0, z, lanes, shift, c * lanes);
            if (tanh) {
                tanh(shift, c * lanes, lanes);
            }
            int to = chosen[c] * lanes;
            for (int s = 0; s < lanes; s++) {
                params[to + s] = Math.fma(scale, shift[c * lanes + s], params[to + s]);
            }
        }
    }

    @Override
    void backward(double[] weights, double[] z, int lanes, double[] paramGradients, UnitSums gradient) {
        for (int c = 0; c < chosen.length; c++) {
            delta(c, lanes, paramGradients);
            outer(gradient, c * latentDim, delta, 0, z, latentDim, lanes);
        }
    }

    @Override
    void latent(double[] weights, int lanes, double[] paramGradients, double[] gradient) {
        java.util.Arrays.fill(gradient, 0, latentDim * lanes, 0);
        for (int c = 0; c < chosen.length; c++) {
            delta(c, lanes, paramGradients);
            affineBack(weights, c * latentDim, latentDim, delta, 0, lanes, gradient);
        }
    }

    private void delta(int c, int lanes, double[] paramGradients) {
        int from = chosen[c] * lanes;
        for (int s = 0; s < lanes; s++) {
            double t = shift[c * lanes + s];
            delta[s] = scale * (tanh ? Math.fma(-t, t, 1) : 1) * paramGradients[from + s];
        }
    }
}
