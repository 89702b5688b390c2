package org.everycore.photonics.generator;

import java.util.Arrays;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.PassKernel;
import org.everycore.photonics.engine.Propagator;

/** What the encoding does before a block of samples goes through the passes, with the weights that are bound, and its way back. */
final class LatentStart {
    private final int latentDim;
    private final int dimension;
    private final int circuitCount;
    /** Null where z shifts weights. */
    private final InputEncoder input;
    /** Null where z makes the first ket. */
    private final WeightEncoder encoder;

    private final double[] laneParams;
    private final double[] laneGradients;
    private final double[] latent;
    private final double[] latentGradient;
    private double[] circuit = new double[0];
    private double[] encoding = new double[0];
    private long bound = -1;

    LatentStart(GeneratorModel model, PassKernel kernel, int maxLanes) {
        GeneratorSpec spec = model.spec();
        this.latentDim = spec.latentDim();
        this.dimension = spec.dimension();
        this.circuitCount = model.layout().count();
        boolean shared = spec.encoding().sharedCircuit();
        this.input = shared
                ? new InputEncoder(
                        spec.encoding(), spec.modes(), spec.cutoff(), latentDim, model.seed(), kernel, maxLanes)
                : null;
        this.encoder = shared ? null : WeightEncoder.of(spec, model.layout(), model.seed(), maxLanes);
        this.laneParams = shared ? null : new double[circuitCount * maxLanes];
        this.laneGradients = shared ? null : new double[circuitCount * maxLanes];
        this.latent = new double[latentDim * maxLanes];
        this.latentGradient = new double[latent.length];
    }

    /** Which parameters differ by lane; null for none. */
    boolean[] shifted() {
        return encoder == null ? null : encoder.shifted();
    }

    /** Takes weights, circuit first; does nothing when they have the number that is bound. */
    void bind(double[] weights, long number, Propagator propagator) {
        if (number != bound) {
            circuit = Arrays.copyOf(weights, circuitCount);
            encoding = Arrays.copyOfRange(weights, circuitCount, weights.length);
            propagator.bind(circuit);
            bound = number;
        }
    }

    /** Lanes for so many samples: half registers, as far as there is room. */
    static int lanes(int samples, int maxLanes) {
        int half = ExecutionPlan.LANE_STEP / 2;
        return Math.min(maxLanes, (samples + half - 1) / half * half);
    }

    /** Writes the kets that samples from {@code first} on start from. */
    void fill(double[] z, int first, int valid, int lanes, KetBlock start, Propagator propagator) {
        SampleEngine.gather(z, first * latentDim, valid, lanes, latentDim, latent);
        if (input != null) {
            input.fill(latent, lanes, start);
        } else {
            SampleEngine.vacuum(start, dimension, lanes);
            SampleEngine.spread(circuit, lanes, laneParams);
            encoder.fill(encoding, latent, lanes, laneParams);
            propagator.bindLanes(laneParams, lanes);
        }
    }

    /** Takes the propagator's cotangent back: adds to the weights' gradient; writes that of z where it is wanted. */
    void backward(Propagator propagator, int first, int valid, int lanes, double[] gradient, double[] dz) {
        if (encoder != null) {
            Arrays.fill(laneGradients, 0, circuitCount * lanes, 0);
        }
        propagator.clearSums();
        KetBlock back = propagator.backward(lanes, valid, laneGradients);
        propagator.addSharedGradients(gradient);
        if (encoder != null) {
            addLanes(lanes, valid, gradient);
            double[] own = new double[encoding.length];
            encoder.backward(encoding, latent, lanes, laneGradients, UnitSums.one(own, 0, valid));
            for (int i = 0; i < own.length; i++) {
                gradient[circuitCount + i] += own[i];
            }
        }
        if (dz != null) {
            if (encoder == null) {
                input.backward(latent, lanes, propagator.tapedInput(), back, latentGradient);
            } else {
                encoder.latent(encoding, lanes, laneGradients, latentGradient);
            }
            SampleEngine.scatter(latentGradient, valid, lanes, latentDim, dz, first * latentDim);
        }
    }

    private void addLanes(int lanes, int valid, double[] gradient) {
        for (int p = 0; p < circuitCount; p++) {
            double sum = 0;
            for (int s = 0; s < valid; s++) {
                sum += laneGradients[p * lanes + s];
            }
            gradient[p] += sum;
        }
    }
}
