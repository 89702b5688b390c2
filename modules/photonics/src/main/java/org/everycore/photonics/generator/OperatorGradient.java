package org.everycore.photonics.generator;

import java.util.Arrays;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.Operator;
import org.everycore.photonics.engine.OperatorKernel;
import org.everycore.photonics.engine.Propagator;

/** The derivative by a circuit's operator, G = Σ_samples λ x†, and its way back to the circuit's parameters. */
final class OperatorGradient {
    private static final int COLUMNS_AT_ONCE = 64;

    final KetBlock start;
    final KetBlock result;
    final KetBlock lambda;
    private final int dimension;
    /** Columns of G and of the conjugates: the dimension, filled up with zeros to whole registers. */
    private final int width;
    /** Conjugate start kets, one sample after the other: the right factor of λ x†. */
    private final KetBlock conjugate;

    private final KetBlock gradient;
    /** λ as the left factor of λ x†, by the samples in use. */
    private final Operator[] left;

    OperatorGradient(int dimension, int lanes) {
        this.dimension = dimension;
        this.width = padded(dimension);
        this.start = new KetBlock(dimension, lanes);
        this.result = new KetBlock(dimension, lanes);
        this.lambda = new KetBlock(dimension, lanes);
        this.conjugate = new KetBlock(width, lanes);
        this.gradient = new KetBlock(dimension, width);
        this.left = new Operator[lanes + 1];
    }

    /** Columns taken back at once. */
    static int columns(int dimension) {
        return Math.min(COLUMNS_AT_ONCE, padded(dimension));
    }

    private static int padded(int count) {
        int step = ExecutionPlan.LANE_STEP;
        return (count + step - 1) / step * step;
    }

    void clear() {
        Arrays.fill(gradient.re, 0);
        Arrays.fill(gradient.im, 0);
    }

    void forward(GeneratorModel model, OperatorKernel kernel, int lanes) {
        kernel.multiply(model.operator(), start, result, lanes);
    }

    /** G += λ x†, one sample after the other; lanes that do not count have λ = 0. */
    void accumulate(OperatorKernel kernel, int lanes) {
        for (int s = 0; s < lanes; s++) {
            for (int a = 0; a < dimension; a++) {
                conjugate.re[s * width + a] = start.re[a * lanes + s];
                conjugate.im[s * width + a] = -start.im[a * lanes + s];
            }
        }
        if (left[lanes] == null) {
            left[lanes] = new Operator(lambda.re, lambda.im, dimension, lanes);
        }
        kernel.multiplyAdd(left[lanes], conjugate, gradient, width);
    }

    /** Writes G to a unit, re and then im, each row by row. */
    void store(double[] unit, int at) {
        int size = dimension * dimension;
        for (int i = 0; i < dimension; i++) {
            System.arraycopy(gradient.re, i * width, unit, at + i * dimension, dimension);
            System.arraycopy(gradient.im, i * width, unit, at + size + i * dimension, dimension);
        }
    }

    /** Takes G from a sum of units. */
    void load(double[] sum, int at) {
        clear();
        int size = dimension * dimension;
        for (int i = 0; i < dimension; i++) {
            System.arraycopy(sum, at + i * dimension, gradient.re, i * width, dimension);
            System.arraycopy(sum, at + size + i * dimension, gradient.im, i * width, dimension);
        }
    }

    /** Follows G's columns back through the passes; the propagator's sums then hold the derivatives by its angles. */
    void toWeights(Propagator propagator) {
        int lanes = columns(dimension);
        for (int from = 0; from < dimension; from += lanes) {
            GeneratorModel.identity(propagator.tapedInput(), dimension, from, lanes);
            propagator.forwardTaped(lanes);
            KetBlock cotangent = propagator.cotangent();
            int count = Math.min(lanes, width - from);
            for (int i = 0; i < dimension; i++) {
                System.arraycopy(gradient.re, i * width + from, cotangent.re, i * lanes, count);
                System.arraycopy(gradient.im, i * width + from, cotangent.im, i * lanes, count);
                Arrays.fill(cotangent.re, i * lanes + count, (i + 1) * lanes, 0);
                Arrays.fill(cotangent.im, i * lanes + count, (i + 1) * lanes, 0);
            }
            propagator.backward(lanes, Math.min(lanes, dimension - from), null);
        }
    }
}
