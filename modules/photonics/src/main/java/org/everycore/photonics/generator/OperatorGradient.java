package org.everycore.photonics.generator;

import java.util.Arrays;
import org.everycore.photonics.engine.BlockKernel;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.Propagator;

/** The derivative by a circuit's operator, G = Σ_samples λ x†, and its way back to the circuit's parameters. */
final class OperatorGradient {
    final KetBlock start;
    final KetBlock result;
    final KetBlock lambda;
    private final int dimension;
    /** Conjugate start kets, one sample after the other: the right factor of λ x†. */
    private final KetBlock conjugate;

    private final KetBlock gradient;

    OperatorGradient(int dimension, int lanes) {
        this.dimension = dimension;
        this.start = new KetBlock(dimension, lanes);
        this.result = new KetBlock(dimension, lanes);
        this.lambda = new KetBlock(dimension, lanes);
        this.conjugate = new KetBlock(dimension, lanes);
        this.gradient = new KetBlock(dimension, dimension);
    }

    void clear() {
        Arrays.fill(gradient.re, 0);
        Arrays.fill(gradient.im, 0);
    }

    void forward(GeneratorModel model, BlockKernel kernel, int lanes) {
        kernel.complex(
                model.operatorRe(),
                model.operatorIm(),
                dimension,
                dimension,
                start.re,
                start.im,
                result.re,
                result.im,
                lanes,
                false);
    }

    /** G += λ x†, one sample after the other; lanes that do not count have λ = 0. */
    void accumulate(BlockKernel kernel, int lanes) {
        for (int s = 0; s < lanes; s++) {
            for (int a = 0; a < dimension; a++) {
                conjugate.re[s * dimension + a] = start.re[a * lanes + s];
                conjugate.im[s * dimension + a] = -start.im[a * lanes + s];
            }
        }
        kernel.complex(
                lambda.re,
                lambda.im,
                dimension,
                lanes,
                conjugate.re,
                conjugate.im,
                gradient.re,
                gradient.im,
                dimension,
                true);
    }

    /** Follows G's columns back through the passes; the propagator's sums then hold the derivatives by its angles. */
    void toWeights(Propagator propagator) {
        int most = propagator.maxLanes();
        for (int from = 0; from < dimension; from += most) {
            int lanes = Math.min(most, dimension - from);
            GeneratorModel.identity(propagator.tapedInput(), dimension, from, lanes);
            propagator.forwardTaped(lanes);
            KetBlock cotangent = propagator.cotangent();
            for (int i = 0; i < dimension; i++) {
                System.arraycopy(gradient.re, i * dimension + from, cotangent.re, i * lanes, lanes);
                System.arraycopy(gradient.im, i * dimension + from, cotangent.im, i * lanes, lanes);
            }
            propagator.backward(lanes, lanes, null, false);
        }
    }
}
