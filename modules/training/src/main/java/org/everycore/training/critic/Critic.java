package org.everycore.training.critic;

import java.util.Arrays;
import org.everycore.photonics.linear.RowSums;

/**
 * A network that scores samples: dense layers with layer-norm and leaky ReLU(0.2), and one score. Exact derivatives by weights
 * and inputs, and of the gradient penalty of WGAN-GP (Gulrajani et al. 2017). Owned by one worker.
 *
 * <p>The first layer is nearly all of the work, and it is done for the whole batch at once: an interpolate's products are those
 * of its two ends, mixed; the penalty needs |W δ|² = δᵀ (WᵀW) δ and not W δ itself. Its matrix is kept by neuron, in rows as long
 * as a sample. Every sum is one chain of fused multiply-adds in ascending order.
 */
public final class Critic {
    private static final double NORM_FLOOR = 1e-8;
    private static final int PAIR = 2;
    private static final int QUAD = 4;

    private final CriticShape shape;
    private final double[] w;
    private final Head head;
    private final int inputs;
    private final int width;
    /** The first layer's matrix and its gradient, by neuron. */
    private final double[][] rows;

    private final double[][] toRows;
    /** Samples, and their products with the matrix; then what goes back, by sample. */
    private double[][] seen = new double[0][];

    private double[][] products = new double[0][];

    private double[][] deltas = new double[0][];
    private final double[][] gram;
    private final double[][] twist;
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
        this.rows = new double[width][inputs];
        this.toRows = new double[width][inputs];
        this.gram = new double[width][width];
        this.twist = new double[width][width];
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
        int at = shape.dense(0);
        for (int p = 0; p < inputs; p++) {
            for (int j = 0; j < width; j++) {
                rows[j][p] = w[at + p * width + j];
            }
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
            take(gradient);
            addOuter(count, 0);
            put(gradient);
        }
        if (toSamples != null) {
            for (int s = 0; s < count; s++) {
                Arrays.fill(seen[s], 0);
                RowSums.add(deltas[s], 0, 1, rows, 0, 1, width, seen[s], inputs);
                System.arraycopy(seen[s], 0, toSamples, s * inputs, inputs);
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
        take(gradient);
        addOuter(count, 0);
        addOuter(count, count);
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < width; i++) {
                along[i] = twist[i][j];
            }
            RowSums.add(along, 0, 1, rows, 0, 1, width, toRows[j], inputs);
        }
        put(gradient);
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
        for (int i = 0; i < width; i += PAIR) {
            for (int j = i / QUAD * QUAD; j < width; j += QUAD) {
                dots(rows, i, rows, j, width, gram);
            }
        }
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < i; j++) {
                gram[i][j] = gram[j][i];
            }
        }
    }

    private void room(int count) {
        if (products.length < count) {
            seen = new double[count][inputs];
            products = new double[count][width];
            deltas = new double[count][width];
        }
    }

    private void multiply(double[] samples, int count, int first) {
        for (int s = 0; s < count; s++) {
            System.arraycopy(samples, s * inputs, seen[first + s], 0, inputs);
        }
        for (int s = 0; s < count; s += PAIR) {
            for (int j = 0; j < width; j += QUAD) {
                dots(seen, first + s, rows, j, first + count, products);
            }
        }
    }

    /**
     * Products of two rows with four, each a chain of its own: eight chains are what a core needs to have one result a cycle. Rows
     * beyond the end are computed and left out.
     */
    private void dots(double[][] two, int a, double[][] four, int b, int end, double[][] out) {
        double[] x = two[a];
        double[] y = two[Math.min(a + 1, end - 1)];
        int last = width - 1;
        double[] r = four[b];
        double[] s = four[Math.min(b + 1, last)];
        double[] t = four[Math.min(b + 2, last)];
        double[] u = four[Math.min(b + 3, last)];
        double xr = 0;
        double xs = 0;
        double xt = 0;
        double xu = 0;
        double yr = 0;
        double ys = 0;
        double yt = 0;
        double yu = 0;
        for (int p = 0; p < inputs; p++) {
            xr = Math.fma(x[p], r[p], xr);
            xs = Math.fma(x[p], s[p], xs);
            xt = Math.fma(x[p], t[p], xt);
            xu = Math.fma(x[p], u[p], xu);
            yr = Math.fma(y[p], r[p], yr);
            ys = Math.fma(y[p], s[p], ys);
            yt = Math.fma(y[p], t[p], yt);
            yu = Math.fma(y[p], u[p], yu);
        }
        keep(out[a], b, xr, xs, xt, xu);
        if (a + 1 < end) {
            keep(out[a + 1], b, yr, ys, yt, yu);
        }
    }

    private void keep(double[] row, int b, double r, double s, double t, double u) {
        row[b] = r;
        if (b + 1 < width) {
            row[b + 1] = s;
        }
        if (b + 2 < width) {
            row[b + 2] = t;
        }
        if (b + 3 < width) {
            row[b + 3] = u;
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

    /** By neuron: += Σ_s δ(s) sample(s). */
    private void addOuter(int count, int first) {
        double[] of = new double[count];
        for (int j = 0; j < width; j++) {
            for (int s = 0; s < count; s++) {
                of[s] = deltas[first + s][j];
            }
            RowSums.add(of, 0, 1, seen, first, 1, count, toRows[j], inputs);
        }
    }

    private void take(double[] gradient) {
        int at = shape.dense(0);
        for (int p = 0; p < inputs; p++) {
            for (int j = 0; j < width; j++) {
                toRows[j][p] = gradient[at + p * width + j];
            }
        }
    }

    private void put(double[] gradient) {
        int at = shape.dense(0);
        for (int p = 0; p < inputs; p++) {
            for (int j = 0; j < width; j++) {
                gradient[at + p * width + j] = toRows[j][p];
            }
        }
    }
}
