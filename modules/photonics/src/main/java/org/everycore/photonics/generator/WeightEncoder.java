package org.everycore.photonics.generator;

import org.everycore.jobs.random.SampleRandom;

/**
 * Encodes latent vectors as shifts of the circuit's parameters, so that every sample has its own circuit. Its own weights
 * are trainable. Owned by one worker: it keeps the activations of the last {@link #fill} for {@link #backward}.
 */
abstract class WeightEncoder {
    /** Number of trainable weights. */
    abstract int count();

    /** Which circuit parameters differ between samples. */
    abstract boolean[] shifted();

    /**
     * Adds the shifts to lane parameters.
     *
     * @param z number j of lane s at {@code j * lanes + s}
     * @param params parameter p of lane s at {@code p * lanes + s}; holds the circuit's weights, is added to
     */
    abstract void fill(double[] weights, double[] z, int lanes, double[] params);

    /** Adds the derivatives by the encoder's weights, given those by each lane's parameters. */
    abstract void backward(double[] weights, double[] z, int lanes, double[] paramGradients, UnitSums gradient);

    /**
     * Writes the derivatives by z, given those by each lane's parameters; after {@link #fill} with the same weights and z.
     *
     * @param gradient number j of lane s at {@code j * lanes + s}
     */
    abstract void latent(double[] weights, int lanes, double[] paramGradients, double[] gradient);

    /** First weights: normal / √inputs for matrices, 0 for biases. */
    abstract double[] initial(long seed);

    /** The encoder of a generator whose encoding shifts parameters. */
    static WeightEncoder of(GeneratorSpec spec, ParameterLayout layout, long seed, int maxLanes) {
        return switch (spec.encoding()) {
            case CLASSICAL_NEURAL -> new NeuralEncoder(spec.latentDim(), layout.count(), maxLanes);
            case ANGLE_ENCODING ->
                new LinearEncoder(spec.latentDim(), layout.rotations(), layout.count(), true, Math.PI, maxLanes);
            case SPARSE_PARAMETER ->
                new LinearEncoder(
                        spec.latentDim(), selection(layout.count(), seed), layout.count(), false, 0.1, maxLanes);
            default -> throw new IllegalArgumentException(spec.encoding() + " does not shift parameters");
        };
    }

    /** 30 % of the parameters (at least one), drawn without repetition, ascending. */
    static int[] selection(int parameters, long seed) {
        SampleRandom random = new SampleRandom(seed, Streams.SELECTION);
        int[] all = new int[parameters];
        for (int i = 0; i < parameters; i++) {
            all[i] = i;
        }
        int chosen = Math.max(1, (int) Math.round(0.3 * parameters));
        for (int i = 0; i < chosen; i++) {
            int other = i + random.nextInt(parameters - i);
            int swap = all[i];
            all[i] = all[other];
            all[other] = swap;
        }
        int[] selection = java.util.Arrays.copyOf(all, chosen);
        java.util.Arrays.sort(selection);
        return selection;
    }

    /** Normal draws / √inputs into a part of a weight vector. */
    static void draw(long seed, int inputs, double[] weights, int from, int to) {
        SampleRandom random = new SampleRandom(seed, Streams.ENCODER_WEIGHTS);
        double scale = 1 / Math.sqrt(inputs);
        for (int i = from; i < to; i++) {
            random.seek(i);
            weights[i] = scale * random.nextNormal();
        }
    }

    /** out[o] = bias + Σ_i w[o, i] in[i] for each lane, i ascending. */
    static void affine(double[] w, int at, int inputs, double bias, double[] in, int lanes, double[] out, int to) {
        java.util.Arrays.fill(out, to, to + lanes, bias);
        for (int i = 0; i < inputs; i++) {
            double weight = w[at + i];
            int from = i * lanes;
            for (int s = 0; s < lanes; s++) {
                out[to + s] = Math.fma(weight, in[from + s], out[to + s]);
            }
        }
    }

    /** in[i] += w[i] delta for each lane: the transpose of one row of {@link #affine}. */
    static void affineBack(double[] w, int at, int inputs, double[] delta, int from, int lanes, double[] in) {
        for (int i = 0; i < inputs; i++) {
            double weight = w[at + i];
            for (int s = 0; s < lanes; s++) {
                in[i * lanes + s] = Math.fma(weight, delta[from + s], in[i * lanes + s]);
            }
        }
    }

    static void tanh(double[] values, int from, int lanes) {
        for (int s = from; s < from + lanes; s++) {
            values[s] = StrictMath.tanh(values[s]);
        }
    }

    /** gradient[at + i] += Σ_lanes delta in[i]. */
    static void outer(UnitSums gradient, int at, double[] delta, int from, double[] in, int inputs, int lanes) {
        for (int i = 0; i < inputs; i++) {
            gradient.addProducts(delta, from, in, i * lanes, at + i);
        }
    }
}
