package org.everycore.photonics.generator;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.NormGuard;
import org.everycore.photonics.engine.Propagator;

/**
 * Derivatives of a loss of samples by all weights, in reverse mode and exact. Owned by one worker.
 *
 * <p>With one operator U for all samples, a sample only adds λ x† to dL/dU; the chain from U to the weights is followed once, by
 * taking U's columns back through the passes. Otherwise, and for few samples ({@link ExecutionPlan#gradientByPasses}), every block of
 * samples goes forward and back through the passes. Sums are folded as {@link GradientFold} says.
 */
public final class GradientEngine implements BlockDifferentiator {
    private GeneratorModel model;
    private final Kernels kernels;
    private final int maxLanes;
    private final int dimension;
    private final int latentDim;
    private final int circuitCount;
    private final LaneReadout readout;
    private final double[] latent;
    private final LossLanes block;
    private final double[] norms;
    private final UnitSums sums = new UnitSums();
    private final UnitSums ofEncoder = new UnitSums();
    private final int encoderCount;
    private final InputEncoder input;
    private final WeightEncoder encoder;
    private final double[] laneParams;
    private final double[] laneGradients;
    private final Propagator propagator;
    /** Null unless the plan has an operator. */
    private final OperatorGradient operator;

    /** Of {@link #run(double[], int, Loss, double[])}. */
    private double[] units = new double[0];

    private double[] sum = new double[0];
    private GradientFold last;
    private long lastSamples = -1;

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
        this.norms = new double[maxLanes];
        this.block = new LossLanes(this.readout.columns(), maxLanes);
        this.encoderCount = shared ? 0 : encoder.count();
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
        return circuitCount + encoderCount;
    }

    @Override
    public int width(GradientFold fold) {
        return 1 + (fold.operator() ? 2 * dimension * dimension : weights());
    }

    @Override
    public int atOnce() {
        return maxLanes;
    }

    /** The fold of so many samples of this generator. */
    public GradientFold fold(long samples) {
        if (samples != lastSamples) {
            last = GradientFold.of(model.spec(), model.plan(), samples);
            lastSamples = samples;
        }
        return last;
    }

    /**
     * Adds the derivatives of Σ loss over samples to {@code gradient} (circuit weights, then the encoding's): the whole fold.
     *
     * @param z latent vectors one after the other
     * @return Σ loss
     */
    public double run(double[] z, int samples, Loss loss, double[] gradient) {
        return run(DoubleBuffer.wrap(z), samples, loss, gradient);
    }

    /** The same, from memory of any kind. */
    public double run(DoubleBuffer z, int samples, Loss loss, double[] gradient) {
        GradientFold fold = fold(samples);
        int width = width(fold);
        int most = Math.max(fold.unit(), maxLanes / fold.unit() * fold.unit());
        units = fitting(units, fold.units(Math.min(most, samples)) * width);
        sum = fitting(sum, width);
        Arrays.fill(sum, 0);
        for (int done = 0; done < samples; done += most) {
            int count = Math.min(most, samples - done);
            units(fold, z, done, count, loss, units, 0);
            for (int u = 0; u < fold.units(count); u++) {
                GradientFold.add(units, u * width, sum);
            }
        }
        return finish(fold, sum, gradient);
    }

    private static double[] fitting(double[] array, int length) {
        return array.length == length ? array : new double[length];
    }

    @Override
    public void run(GradientBatch batch) {
        units(batch.fold(), batch.z(), 0, batch.count(), batch.loss(), batch.units(), batch.at());
    }

    /**
     * Adds what a sum of all units is worth to {@code gradient}.
     *
     * @return its loss
     */
    public double finish(GradientFold fold, double[] folded, double[] gradient) {
        if (fold.operator()) {
            propagator.clearSums();
            operator.load(folded, 1);
            operator.toWeights(propagator);
            propagator.addSharedGradients(0, gradient, 0);
        } else {
            for (int w = 0; w < weights(); w++) {
                gradient[w] += folded[1 + w];
            }
        }
        return folded[0];
    }

    /** A block of lanes is of one unit, or of several whole ones. */
    private void units(
            GradientFold fold, DoubleBuffer z, int first, int samples, Loss loss, double[] out, int outFrom) {
        int unit = fold.unit();
        int width = width(fold);
        int room = fold.operator() ? maxLanes : Math.min(maxLanes, propagator.maxLanes());
        int most = unit >= room ? room : room / unit * unit;
        Arrays.fill(out, outFrom, outFrom + fold.units(samples) * width, 0);
        for (int done = 0; done < samples; ) {
            int end = unit >= most ? Math.min(samples, (done / unit + 1) * unit) : samples;
            int valid = Math.min(most, end - done);
            int lanes = fold.operator() ? model.plan().lanesFor(valid, most) : passLanes(valid, most);
            valid = Math.min(valid, lanes);
            sums.into(out, outFrom + done / unit * width, width);
            sums.over(unit - done % unit, valid);
            if (done % unit == 0) {
                clear(fold);
            }
            SampleEngine.gather(z, (first + done) * latentDim, valid, lanes, latentDim, latent);
            KetBlock ket = forward(fold, lanes);
            readout.norms(ket, lanes, norms);
            for (int s = 0; s < valid; s++) {
                if (NormGuard.grew(1, norms[s])) {
                    throw LostDigits.of(model, input, latent, laneParams, lanes, s, first + done + s, norms[s]);
                }
            }
            readout.read(ket, lanes, block.values());
            Arrays.fill(block.cotangents(), 0);
            block.over(first + done, lanes, valid);
            loss.write(block);
            sums.add(block.losses(), 0, 0);
            backward(fold, ket, lanes);
            done += valid;
            if (done % unit == 0 || done == samples) {
                store(fold);
            }
        }
    }

    /** Passes take half a step too, so that few samples do not drag as many empty lanes along; one goes alone. */
    private static int passLanes(int valid, int most) {
        int half = ExecutionPlan.LANE_STEP / 2;
        return valid == 1 ? 1 : Math.min(most, (valid + half - 1) / half * half);
    }

    private void clear(GradientFold fold) {
        if (fold.operator()) {
            operator.clear();
        } else {
            propagator.clearSums();
        }
    }

    /** Writes what was summed apart from the units: G, or the sums by shared angles. */
    private void store(GradientFold fold) {
        if (fold.operator()) {
            operator.store(sums.to(), sums.at(0) + 1);
            return;
        }
        for (int unit = 0; unit < sums.units(); unit++) {
            propagator.addSharedGradients(unit, sums.to(), sums.at(unit) + 1);
        }
    }

    private KetBlock forward(GradientFold fold, int lanes) {
        if (fold.operator()) {
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

    private void backward(GradientFold fold, KetBlock ket, int lanes) {
        if (fold.operator()) {
            readout.adjoint(block.cotangents(), ket, lanes, operator.lambda);
            operator.accumulate(kernels.operators(), lanes);
            return;
        }
        readout.adjoint(block.cotangents(), ket, lanes, propagator.cotangent());
        if (encoder != null) {
            Arrays.fill(laneGradients, 0, circuitCount * lanes, 0);
        }
        propagator.backward(lanes, sums.valid(), sums.lanesPerUnit(), laneGradients);
        if (encoder != null) {
            for (int p = 0; p < circuitCount; p++) {
                sums.add(laneGradients, p * lanes, 1 + p);
            }
            ofEncoder.into(sums.to(), sums.at(0) + 1 + circuitCount, sums.at(1) - sums.at(0));
            ofEncoder.over(sums.lanesPerUnit(), sums.valid());
            encoder.backward(model.weights().encoder(), latent, lanes, laneGradients, ofEncoder);
        }
    }
}
