package org.everycore.training.critic;

/**
 * What a critic does to one sample after its first dense layer, forward and backward, with directional derivatives beside the
 * values where a gradient penalty asks for them: layer-norm, leaky ReLU and dense layers down to one score.
 *
 * <p>A second derivative is the directional derivative of a backward run: for v fixed, ∂(v·∂s/∂x)/∂w is what {@link #backward}
 * adds when every value carries its change along v (Pearlmutter 1994). Layer-norm: x̂ = (a - mean) / √(var + 1e-3).
 */
final class Head {
    private static final double EPSILON = 1e-3;
    private static final double LEAK = 0.2;

    private final CriticShape shape;
    private final double[] w;
    /** By hidden layer: input, normalised, output, each with its change. */
    final double[][] a;

    final double[][] da;
    private final double[][] x;
    private final double[][] dx;
    private final double[][] h;
    private final double[][] dh;
    private final double[] root;
    private final double[] dRoot;
    /** By hidden layer: the cotangent of the input, with its change. */
    final double[][] ga;

    final double[][] dga;
    private final double[] gh;
    private final double[] dgh;
    private final double[] gx;
    private final double[] dgx;

    Head(CriticShape shape, double[] weights) {
        this.shape = shape;
        this.w = weights;
        int layers = shape.layers();
        this.a = rows(shape);
        this.da = rows(shape);
        this.x = rows(shape);
        this.dx = rows(shape);
        this.h = rows(shape);
        this.dh = rows(shape);
        this.ga = rows(shape);
        this.dga = rows(shape);
        this.root = new double[layers];
        this.dRoot = new double[layers];
        int widest = shape.widest();
        this.gh = new double[widest];
        this.dgh = new double[widest];
        this.gx = new double[widest];
        this.dgx = new double[widest];
    }

    private static double[][] rows(CriticShape shape) {
        double[][] rows = new double[shape.layers()][];
        for (int k = 0; k < rows.length; k++) {
            rows[k] = new double[shape.width(k)];
        }
        return rows;
    }

    /** From {@code a[0]} (and {@code da[0]}, where duals are wanted) to the score. */
    double forward(boolean dual) {
        int layers = shape.layers();
        for (int k = 0; k < layers; k++) {
            normalise(k, dual);
            int gain = shape.gain(k);
            int shift = shape.shift(k);
            for (int i = 0; i < shape.width(k); i++) {
                double y = x[k][i] * w[gain + i] + w[shift + i];
                double slope = y > 0 ? 1 : LEAK;
                h[k][i] = slope * y;
                if (dual) {
                    dh[k][i] = slope * dx[k][i] * w[gain + i];
                }
            }
            if (k + 1 < layers) {
                dense(k, dual);
            }
        }
        int last = layers - 1;
        double score = w[shape.bias(layers)];
        for (int i = 0; i < shape.width(last); i++) {
            score += h[last][i] * w[shape.dense(layers) + i];
        }
        return score;
    }

    private void dense(int k, boolean dual) {
        int width = shape.width(k + 1);
        int at = shape.dense(k + 1);
        for (int j = 0; j < width; j++) {
            double sum = w[shape.bias(k + 1) + j];
            double dSum = 0;
            for (int i = 0; i < shape.width(k); i++) {
                sum += h[k][i] * w[at + i * width + j];
                if (dual) {
                    dSum += dh[k][i] * w[at + i * width + j];
                }
            }
            a[k + 1][j] = sum;
            da[k + 1][j] = dSum;
        }
    }

    private void normalise(int k, boolean dual) {
        int n = shape.width(k);
        double mean = 0;
        double dMean = 0;
        for (int i = 0; i < n; i++) {
            mean += a[k][i];
            dMean += dual ? da[k][i] : 0;
        }
        mean /= n;
        dMean /= n;
        double variance = 0;
        double dVariance = 0;
        for (int i = 0; i < n; i++) {
            double c = a[k][i] - mean;
            variance += c * c;
            dVariance += dual ? 2 * c * (da[k][i] - dMean) : 0;
        }
        double r = 1 / Math.sqrt(variance / n + EPSILON);
        double dr = -0.5 * r * r * r * (dVariance / n);
        for (int i = 0; i < n; i++) {
            x[k][i] = (a[k][i] - mean) * r;
            if (dual) {
                dx[k][i] = (da[k][i] - dMean) * r + (a[k][i] - mean) * dr;
            }
        }
        root[k] = r;
        dRoot[k] = dr;
    }

    /**
     * The way back of scale times score; {@code ga[0]} (and {@code dga[0]}) are left for the first layer.
     *
     * @param gradient of all weights but the first dense ones, added to: of values, or of their changes when dual; null for none
     */
    void backward(double scale, double[] gradient, boolean dual) {
        int layers = shape.layers();
        int last = layers - 1;
        for (int i = 0; i < shape.width(last); i++) {
            gh[i] = scale * w[shape.dense(layers) + i];
            dgh[i] = 0;
            if (gradient != null) {
                gradient[shape.dense(layers) + i] += scale * (dual ? dh[last][i] : h[last][i]);
            }
        }
        if (gradient != null && !dual) {
            gradient[shape.bias(layers)] += scale;
        }
        for (int k = last; k >= 0; k--) {
            throughActivation(k, gradient, dual);
            throughNorm(k, dual);
            if (gradient != null) {
                for (int i = 0; i < shape.width(k); i++) {
                    gradient[shape.bias(k) + i] += dual ? dga[k][i] : ga[k][i];
                }
            }
            if (k > 0) {
                throughDense(k, gradient, dual);
            }
        }
    }

    private void throughActivation(int k, double[] gradient, boolean dual) {
        int gain = shape.gain(k);
        int shift = shape.shift(k);
        for (int i = 0; i < shape.width(k); i++) {
            double y = x[k][i] * w[gain + i] + w[shift + i];
            double slope = y > 0 ? 1 : LEAK;
            double g = slope * gh[i];
            double dg = dual ? slope * dgh[i] : 0;
            if (gradient != null) {
                gradient[gain + i] += dual ? dg * x[k][i] + g * dx[k][i] : g * x[k][i];
                gradient[shift + i] += dual ? dg : g;
            }
            gx[i] = g * w[gain + i];
            dgx[i] = dg * w[gain + i];
        }
    }

    private void throughNorm(int k, boolean dual) {
        int n = shape.width(k);
        double mean = 0;
        double along = 0;
        double dMean = 0;
        double dAlong = 0;
        for (int i = 0; i < n; i++) {
            mean += gx[i];
            along += gx[i] * x[k][i];
            if (dual) {
                dMean += dgx[i];
                dAlong += dgx[i] * x[k][i] + gx[i] * dx[k][i];
            }
        }
        mean /= n;
        along /= n;
        dMean /= n;
        dAlong /= n;
        for (int i = 0; i < n; i++) {
            double t = gx[i] - mean - x[k][i] * along;
            ga[k][i] = root[k] * t;
            dga[k][i] = dual ? dRoot[k] * t + root[k] * (dgx[i] - dMean - dx[k][i] * along - x[k][i] * dAlong) : 0;
        }
    }

    private void throughDense(int k, double[] gradient, boolean dual) {
        int width = shape.width(k);
        int at = shape.dense(k);
        for (int i = 0; i < shape.width(k - 1); i++) {
            double g = 0;
            double dg = 0;
            for (int j = 0; j < width; j++) {
                double weight = w[at + i * width + j];
                g += weight * ga[k][j];
                dg += dual ? weight * dga[k][j] : 0;
                if (gradient != null) {
                    gradient[at + i * width + j] +=
                            dual ? dh[k - 1][i] * ga[k][j] + h[k - 1][i] * dga[k][j] : h[k - 1][i] * ga[k][j];
                }
            }
            gh[i] = g;
            dgh[i] = dg;
        }
    }
}
