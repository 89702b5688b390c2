package org.everycore.training.critic;

import java.util.Arrays;
import org.everycore.photonics.linear.RowSums;

/**
 * A network that scores samples: dense layers with layer-norm and leaky ReLU(0.2), and one score. Exact derivatives by weights
 * and inputs, and of the gradient penalty of WGAN-GP (Gulrajani et al. 2017). Owned by one worker.
 *
 * <p>The first layer is nearly all of the work, and it is done for the whole batch at once: an interpolate's products are those
 * of its two ends, mixed; the penalty needs |W δ|² = δᵀ (WᵀW) δ and not W δ itself. All sums run in a fixed order.
 */
public final class Critic {
    private static final double NORM_FLOOR = 1e-8;

    private final CriticShape shape;
    private final double[] w;
    private final Head head;
    private final int inputs;
    private final int width;
    /** The first layer's matrix, by input. */
    private final double[][] rows;
    /** Products of samples with it, by sample; then what goes back, by sample. */
    private double[][] products = new double[0][];

    private double[][] deltas = new double[0][];
    private final double[][] gram;
    private final double[][] twist;
    private final double[][] gradientRow;
    private final double[] along;

    /** A critic that reads the given weights; after changing them {@link #refresh} must be called. */
    public Critic(CriticShape shape, double[] weights) {
        if (weights.length != shape.count()) {
            throw new IllegalArgumentException(weights.length + " weights, not " + shape.count());
        }
        this.shape = shape;
        this.w = weights;
        this.head = new Head(shape, weights);
        this.inputs = shape.inputs();
        this.width = shape.width(0);
        this.rows = new double[inputs][width];
        this.gram = new double[width][width];
        this.twist = new double[width][width];
        this.gradientRow = new double[1][width];
        this.along = new double[width];
        refresh();
    }

    public CriticShape shape() {
        return shape;
    }

    /** The weights themselves, in the layout of the shape. */
    public double[] weights() {
        return w;
    }

    /** Takes changed weights. */
    public void refresh() {
        for (int p = 0; p < inputs; p++) {
            System.arraycopy(w, shape.dense(0) + p * width, rows[p], 0, width);
        }
    }

    /** Scores of samples that lie one after the other. */
    public void scores(double[] samples, int count, double[] out) {
        room(count);
        multiply(samples, count, 0);
        for (int s = 0; s < count; s++) {
            out[s] = start(products[s], null, 0);
        }
    }

    /**
     * Adds the derivatives of Σ scale[s] score(s) by the weights and writes those by the samples.
     *
     * @param gradient of the weights; null where it is not wanted
     * @param toSamples null where they are not wanted
     */
    public void backward(double[] samples, int count, double[] scale, double[] gradient, double[] toSamples) {
        room(count);
        multiply(samples, count, 0);
        for (int s = 0; s < count; s++) {
            start(products[s], null, 0);
            head.backward(scale[s], gradient, false);
            System.arraycopy(head.ga[0], 0, deltas[s], 0, width);
        }
        if (gradient != null) {
            addOuter(samples, count, 0, null, gradient);
        }
        if (toSamples != null) {
            for (int s = 0; s < count; s++) {
                for (int p = 0; p < inputs; p++) {
                    double sum = 0;
                    for (int j = 0; j < width; j++) {
                        sum = Math.fma(rows[p][j], deltas[s][j], sum);
                    }
                    toSamples[s * inputs + p] = sum;
                }
            }
        }
    }

    /**
     * What a step of WGAN-GP came to.
     *
     * @param penalty mean of (|∂ score / ∂ x| - 1)² at the interpolates
     */
    public record Step(double realScore, double fakeScore, double penalty) {
        /** What the critic lowers. */
        public double loss(double weight) {
            return fakeScore - realScore + weight * penalty;
        }
    }

    /**
     * Writes the gradient of mean score(fake) - mean score(real) + weight · mean (|∂ score / ∂ x| - 1)², x = ε real + (1 - ε)
     * fake.
     *
     * @param real samples one after the other
     * @param epsilon one number a pair
     */
    public Step wasserstein(
            double[] real, double[] fake, int count, double[] epsilon, double weight, double[] gradient) {
        room(3 * count);
        Arrays.fill(gradient, 0);
        multiply(real, count, 0);
        multiply(fake, count, count);
        double realScore = 0;
        double fakeScore = 0;
        for (int s = 0; s < count; s++) {
            realScore += start(products[s], null, 0) / count;
            head.backward(-1.0 / count, gradient, false);
            System.arraycopy(head.ga[0], 0, deltas[s], 0, width);
            fakeScore += start(products[count + s], null, 0) / count;
            head.backward(1.0 / count, gradient, false);
            System.arraycopy(head.ga[0], 0, deltas[count + s], 0, width);
        }
        double penalty = penalties(count, epsilon, weight, gradient);
        addOuter(real, count, 0, null, gradient);
        addOuter(fake, count, count, twist, gradient);
        return new Step(realScore, fakeScore, penalty);
    }

    private double penalties(int count, double[] epsilon, double weight, double[] gradient) {
        products();
        for (double[] row : twist) {
            Arrays.fill(row, 0);
        }
        double penalty = 0;
        for (int s = 0; s < count; s++) {
            double e = epsilon[s];
            start(products[s], products[count + s], e);
            head.backward(1, null, false);
            double[] delta = head.ga[0];
            double square = NORM_FLOOR;
            for (int i = 0; i < width; i++) {
                double sum = 0;
                for (int j = 0; j < width; j++) {
                    sum = Math.fma(gram[i][j], delta[j], sum);
                }
                along[i] = sum;
                square = Math.fma(delta[i], sum, square);
            }
            double norm = Math.sqrt(square);
            penalty += (norm - 1) * (norm - 1) / count;
            // v = factor W δ is the direction of the second run.
            double factor = weight / count * 2 * (norm - 1) / norm;
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    twist[i][j] = Math.fma(factor * delta[i], delta[j], twist[i][j]);
                }
                head.da[0][i] = factor * along[i];
            }
            head.forward(true);
            head.backward(1, gradient, true);
            for (int j = 0; j < width; j++) {
                deltas[s][j] = Math.fma(e, head.dga[0][j], deltas[s][j]);
                deltas[count + s][j] = Math.fma(1 - e, head.dga[0][j], deltas[count + s][j]);
            }
        }
        return penalty;
    }

    /** WᵀW. */
    private void products() {
        for (int i = 0; i < width; i++) {
            Arrays.fill(gram[i], 0);
            RowSums.add(w, shape.dense(0) + i, width, rows, 0, 1, inputs, gram[i], width);
        }
    }

    private void room(int count) {
        if (products.length < count) {
            products = new double[count][width];
            deltas = new double[count][width];
        }
    }

    private void multiply(double[] samples, int count, int first) {
        for (int s = 0; s < count; s++) {
            Arrays.fill(products[first + s], 0);
            RowSums.add(samples, s * inputs, 1, rows, 0, 1, inputs, products[first + s], width);
        }
    }

    /** Adds the bias and runs the head; with an other product, of the mixture e one + (1 - e) other. */
    private double start(double[] one, double[] other, double e) {
        int bias = shape.bias(0);
        for (int j = 0; j < width; j++) {
            double value = other == null ? one[j] : e * one[j] + (1 - e) * other[j];
            head.a[0][j] = value + w[bias + j];
        }
        return head.forward(false);
    }

    /** gradient += Σ_s sample(s) ⊗ δ(s), and W times a matrix where there is one. */
    private void addOuter(double[] samples, int count, int first, double[][] matrix, double[] gradient) {
        double[] row = gradientRow[0];
        for (int p = 0; p < inputs; p++) {
            int at = shape.dense(0) + p * width;
            System.arraycopy(gradient, at, row, 0, width);
            RowSums.add(samples, p, inputs, deltas, first, 1, count, row, width);
            if (matrix != null) {
                RowSums.add(rows[p], 0, 1, matrix, 0, 1, width, row, width);
            }
            System.arraycopy(row, 0, gradient, at, width);
        }
    }
}
