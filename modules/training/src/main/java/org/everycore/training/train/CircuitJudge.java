package org.everycore.training.train;

import org.everycore.photonics.generator.Encoding;
import org.everycore.photonics.generator.GeneratorSession;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.GeneratorTape;
import org.everycore.photonics.generator.Reading;
import org.everycore.photonics.generator.Readout;

/**
 * A circuit as judge: Dgate(x, 0) on the first mode, Dgate(y, 0) on the second, one layer, and <x> of the first mode as the
 * logit.
 */
final class CircuitJudge implements Judge {
    /** The encoding displaces by half of z. */
    private static final double TWICE = 2;

    private final GeneratorSession session;
    private final double[] weights;
    private double[] z = new double[0];
    private double[] values = new double[0];
    private double[] cotangents = new double[0];
    private final double[] own;

    /** @param weights of the layer; null for those that the seed draws */
    CircuitJudge(int cutoff, long seed, double[] weights) {
        GeneratorSpec spec = GeneratorSpec.of(2, 2, 1, cutoff, Encoding.DIRECT_DISPLACEMENT);
        this.session = GeneratorSession.open(spec, Reading.of(Readout.X, spec), seed);
        this.weights = weights == null ? session.initialWeights() : weights;
        this.own = new double[this.weights.length];
    }

    private void room(double[] points, int count) {
        if (z.length < 2 * count) {
            z = new double[2 * count];
            values = new double[2 * count];
            cotangents = new double[2 * count];
        }
        for (int i = 0; i < 2 * count; i++) {
            z[i] = TWICE * points[i];
        }
    }

    @Override
    public void logits(double[] points, int count, double[] out) {
        room(points, count);
        session.values(weights, z, count, values, null);
        for (int s = 0; s < count; s++) {
            out[s] = values[2 * s];
        }
    }

    @Override
    public void backward(double[] points, int count, double[] scale, double[] gradient, double[] toPoints) {
        room(points, count);
        try (GeneratorTape tape = session.forward(weights, z, count, values)) {
            for (int s = 0; s < count; s++) {
                cotangents[2 * s] = scale[s];
                cotangents[2 * s + 1] = 0;
            }
            session.vjp(tape, cotangents, own, toPoints);
        }
        for (int i = 0; i < own.length && gradient != null; i++) {
            gradient[i] += own[i];
        }
        for (int i = 0; toPoints != null && i < 2 * count; i++) {
            toPoints[i] *= TWICE;
        }
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public void refresh() {
        // The session compares weights itself.
    }
}
