package org.everycore.photonics.generator;

import java.util.Arrays;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.Propagator;

/**
 * Derivatives of a loss of samples by all weights, in reverse mode and exact. Owned by one worker.
 *
 * <p>With one operator U for all samples, a sample only adds λ x† to dL/dU; the chain from U to the weights is followed once
 * a call, by taking U's columns back through the passes. Otherwise, and in calls of few samples ({@link
 * ExecutionPlan#gradientByPasses}), every block of samples goes forward and back through the passes. All sums run over samples
 * in order, so any number of lanes gives the same bits.
 */
public final class GradientEngine {
    private GeneratorModel model;
    private final Kernels kernels;
    private final int maxLanes;
    private final int dimension;
    private final int latentDim;
    private final int circuitCount;
    private final LaneReadout readout;
    private final double[] latent;
    private final double[] values;
    private final double[] cotangents;
    private final double[] circuitGradient;
    private final double[] encoderGradient;
    private final InputEncoder input;
    private final WeightEncoder encoder;
    private final double[] laneParams;
    private final double[] laneGradients;
    private final Propagator propagator;
    /** Null unless the plan has an operator. */
    private final OperatorGradient operator;

    /** Whether the samples of the call in progress go through the passes. */
    private boolean byPasses;

    public GradientEngine(GeneratorModel model, Readout readout, Kernels kernels, int lanes) {
        GeneratorSpec spec = model.spec();
        this.model = model;
        this.kernels = kernels;
        this.dimension = spec.dimension();
        this.maxLanes = Math.min(lanes, model.plan().reverseLanes(dimension));
        this.latentDim = spec.latentDim();
        this.circuitCount = model.layout().count();
        this.readout = new LaneReadout(readout, spec.modes(), spec.cutoff(), kernels.passes(), maxLanes);
        this.latent = new double[latentDim * maxLanes];
        this.values = new double[this.readout.columns() * maxLanes];
        this.cotangents = new double[values.length];
        boolean shared = spec.encoding().sharedCircuit();
        this.input = shared
                ? new InputEncoder(
                        spec.encoding(),
                        spec.modes(),
                        spec.cutoff(),
                        latentDim,
                        model.seed(),
                        kernels.passes(),
                        maxLanes)
                : null;
        this.encoder = shared ? null : WeightEncoder.of(spec, model.layout(), model.seed(), maxLanes);
        this.laneParams = shared ? null : new double[circuitCount * maxLanes];
        this.laneGradients = shared ? null : new double[circuitCount * maxLanes];
        this.circuitGradient = new double[circuitCount];
        this.encoderGradient = new double[shared ? 0 : encoder.count()];
        if (model.plan().form() == ExecutionPlan.Form.OPERATOR) {
            this.operator = new OperatorGradient(dimension, maxLanes);
            this.propagator =
                    new Propagator(model.program(), kernels.passes(), OperatorGradient.columns(dimension), null, true);
        } else {
            this.operator = null;
            this.propagator = new Propagator(
                    model.program(), kernels.passes(), maxLanes, shared ? null : encoder.shifted(), true);
        }
        propagator.bind(model.bound());
    }

    /** Goes on with another model of the same generator. */
    void use(GeneratorModel other) {
        if (!other.spec().equals(model.spec()) || other.seed() != model.seed()) {
            throw new IllegalArgumentException("the model is of another generator");
        }
        model = other;
        propagator.bind(other.bound());
    }

    /** Numbers a sample. */
    public int columns() {
        return readout.columns();
    }

    /** Number of weights. */
    public int weights() {
        return circuitCount + encoderGradient.length;
    }

    /**
     * Adds the derivatives of Σ loss over samples to {@code gradient} (circuit weights, then the encoding's).
     *
     * @param z latent vectors one after the other, from {@code zFrom}
     * @return Σ loss
     */
    public double run(double[] z, int zFrom, int samples, Loss loss, double[] gradient, int gradientFrom) {
        Arrays.fill(circuitGradient, 0);
        Arrays.fill(encoderGradient, 0);
        propagator.clearSums();
        byPasses = model.plan().gradientByPasses(samples);
        if (!byPasses) {
            operator.clear();
        }
        double sum = 0;
        int most = byPasses ? Math.min(maxLanes, propagator.maxLanes()) : maxLanes;
        for (int done = 0; done < samples; done += most) {
            int valid = Math.min(most, samples - done);
            int lanes = byPasses ? lanes(valid, most) : SampleEngine.laneCount(valid, most);
            SampleEngine.gather(z, zFrom + done * latentDim, valid, lanes, latentDim, latent);
            KetBlock ket = forward(lanes);
            readout.read(ket, lanes, values);
            Arrays.fill(cotangents, 0);
            sum = loss.add(done, values, readout.columns(), lanes, valid, cotangents, sum);
            backward(ket, lanes, valid);
        }
        if (!byPasses) {
            operator.toWeights(propagator);
        }
        propagator.addSharedGradients(circuitGradient);
        add(circuitGradient, gradient, gradientFrom);
        add(encoderGradient, gradient, gradientFrom + circuitCount);
        return sum;
    }

    /** Passes take half a step too, so that few samples do not drag as many empty lanes along. */
    private static int lanes(int valid, int most) {
        int half = ExecutionPlan.LANE_STEP / 2;
        return Math.min(most, (valid + half - 1) / half * half);
    }

    private static void add(double[] from, double[] to, int at) {
        for (int i = 0; i < from.length; i++) {
            to[at + i] += from[i];
        }
    }

    private KetBlock forward(int lanes) {
        if (!byPasses) {
            input.fill(latent, lanes, operator.start);
            operator.forward(model, kernels.operators(), lanes);
            return operator.result;
        }
        KetBlock start = propagator.tapedInput();
        if (input != null) {
            input.fill(latent, lanes, start);
        } else {
            SampleEngine.vacuum(start, dimension, lanes);
            SampleEngine.spread(model.weights().circuit(), lanes, laneParams);
            encoder.fill(model.weights().encoder(), latent, lanes, laneParams);
            propagator.bindLanes(laneParams, lanes);
        }
        return propagator.forwardTaped(lanes);
    }

    private void backward(KetBlock ket, int lanes, int valid) {
        if (!byPasses) {
            readout.adjoint(cotangents, ket, lanes, operator.lambda);
            operator.accumulate(kernels.operators(), lanes);
            return;
        }
        readout.adjoint(cotangents, ket, lanes, propagator.cotangent());
        if (encoder != null) {
            Arrays.fill(laneGradients, 0, circuitCount * lanes, 0);
        }
        propagator.backward(lanes, valid, laneGradients);
        if (encoder != null) {
            for (int p = 0; p < circuitCount; p++) {
                double sum = circuitGradient[p];
                for (int s = 0; s < valid; s++) {
                    sum += laneGradients[p * lanes + s];
                }
                circuitGradient[p] = sum;
            }
            encoder.backward(model.weights().encoder(), latent, lanes, valid, laneGradients, encoderGradient);
        }
    }
}
