package org.everycore.training.critic;

import org.everycore.training.random.FastNormals;

/**
 * Where each weight of a critic lies in its flat vector: for every hidden layer the dense matrix (inputs x width, row by row),
 * bias, gain and shift of the layer-norm; then the last dense column and its bias.
 */
public final class CriticShape {
    private final int inputs;
    private final int[] hidden;
    /** By layer, the output last. */
    private final int[] dense;

    private final int[] bias;
    private final int count;

    /** @param hidden widths of the hidden layers, one at least */
    public CriticShape(int inputs, int... hidden) {
        if (inputs < 1 || hidden.length < 1) {
            throw new IllegalArgumentException(inputs + " inputs, " + hidden.length + " hidden layers");
        }
        this.inputs = inputs;
        this.hidden = hidden.clone();
        this.dense = new int[hidden.length + 1];
        this.bias = new int[hidden.length + 1];
        int at = 0;
        int from = inputs;
        for (int k = 0; k <= hidden.length; k++) {
            int width = k < hidden.length ? hidden[k] : 1;
            dense[k] = at;
            bias[k] = at + from * width;
            at = bias[k] + (k < hidden.length ? 3 : 1) * width;
            from = width;
        }
        this.count = at;
    }

    public int inputs() {
        return inputs;
    }

    /** Number of weights. */
    public int count() {
        return count;
    }

    int layers() {
        return hidden.length;
    }

    int width(int layer) {
        return hidden[layer];
    }

    int widest() {
        int widest = 1;
        for (int width : hidden) {
            widest = Math.max(widest, width);
        }
        return widest;
    }

    /** Where a layer's matrix begins; layer {@link #layers} is the score's column. */
    public int dense(int layer) {
        return dense[layer];
    }

    public int bias(int layer) {
        return bias[layer];
    }

    public int gain(int layer) {
        return bias[layer] + hidden[layer];
    }

    public int shift(int layer) {
        return bias[layer] + 2 * hidden[layer];
    }

    /** First weights: matrices normal with a deviation, gains 1, all else 0. */
    public double[] initial(FastNormals normals, double deviation) {
        double[] weights = new double[count];
        for (int k = 0; k <= hidden.length; k++) {
            for (int i = dense[k]; i < bias[k]; i++) {
                weights[i] = deviation * normals.nextNormal();
            }
            if (k < hidden.length) {
                java.util.Arrays.fill(weights, gain(k), shift(k), 1);
            }
        }
        return weights;
    }
}
