package org.everycore.photonics.generator;

import org.everycore.photonics.engine.BlockKernel;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.Propagator;

/**
 * Turns latent vectors into samples. Owned by one worker: all buffers are made once. With one lane it is the plain
 * one-sample path; any number of lanes gives the same bits.
 */
public final class SampleEngine {
    private final GeneratorModel model;
    private final BlockKernel kernel;
    private final int maxLanes;
    private final int dimension;
    private final int latentDim;
    private final LaneReadout readout;
    private final double[] latent;
    private final double[] columns;
    private final double[] norms;
    private final InputEncoder input;
    private final WeightEncoder encoder;
    private final double[] laneParams;
    private final Propagator propagator;
    private final KetBlock start;
    private final KetBlock result;
    private double lossSum;
    private double lossMax;

    public SampleEngine(GeneratorModel model, Readout readout, BlockKernel kernel, int lanes) {
        GeneratorSpec spec = model.spec();
        this.model = model;
        this.kernel = kernel;
        this.maxLanes = lanes;
        this.dimension = spec.dimension();
        this.latentDim = spec.latentDim();
        this.readout = new LaneReadout(readout, spec.modes(), spec.cutoff(), kernel, lanes);
        this.latent = new double[latentDim * lanes];
        this.columns = new double[this.readout.columns() * lanes];
        this.norms = new double[lanes];
        boolean shared = spec.encoding().sharedCircuit();
        this.input = shared
                ? new InputEncoder(spec.encoding(), spec.modes(), spec.cutoff(), latentDim, model.seed(), kernel, lanes)
                : null;
        this.encoder = shared ? null : WeightEncoder.of(spec, model.layout(), model.seed(), lanes);
        this.laneParams = shared ? null : new double[model.layout().count() * lanes];
        if (model.plan().form() == ExecutionPlan.Form.OPERATOR) {
            this.propagator = null;
            this.start = new KetBlock(dimension, lanes);
            this.result = new KetBlock(dimension, lanes);
        } else {
            this.propagator = new Propagator(model.program(), kernel, lanes, shared ? null : encoder.shifted(), false);
            this.propagator.bind(model.weights().circuit());
            this.start = null;
            this.result = null;
        }
    }

    /** Numbers a sample. */
    public int columns() {
        return readout.columns();
    }

    /**
     * Computes samples.
     *
     * @param z latent vectors one after the other, from {@code zFrom}
     * @param out samples one after the other, from {@code outFrom}
     */
    public void run(double[] z, int zFrom, int samples, double[] out, int outFrom) {
        for (int done = 0; done < samples; done += maxLanes) {
            int valid = Math.min(maxLanes, samples - done);
            int lanes = laneCount(valid, maxLanes);
            gather(z, zFrom + done * latentDim, valid, lanes, latentDim, latent);
            KetBlock ket = propagate(lanes);
            readout.read(ket, lanes, columns);
            scatter(columns, valid, lanes, readout.columns(), out, outFrom + done * readout.columns());
            readout.norms(ket, lanes, norms);
            for (int s = 0; s < valid; s++) {
                double loss = 1 - norms[s];
                lossSum += loss;
                lossMax = Math.max(lossMax, loss);
            }
        }
    }

    private KetBlock propagate(int lanes) {
        if (start != null) {
            input.fill(latent, lanes, start);
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
            return result;
        }
        KetBlock ket = propagator.input();
        if (input != null) {
            input.fill(latent, lanes, ket);
        } else {
            vacuum(ket, dimension, lanes);
            spread(model.weights().circuit(), lanes, laneParams);
            encoder.fill(model.weights().encoder(), latent, lanes, laneParams);
            propagator.bindLanes(laneParams, lanes);
        }
        return propagator.forward(lanes);
    }

    /** Sum of 1 - norm since the last {@link #clearLoss}. */
    public double lossSum() {
        return lossSum;
    }

    /** Largest 1 - norm since the last {@link #clearLoss}. */
    public double lossMax() {
        return lossMax;
    }

    public void clearLoss() {
        lossSum = 0;
        lossMax = 0;
    }

    /** Lanes for so many samples: whole registers, as far as there is room. */
    static int laneCount(int valid, int maxLanes) {
        int step = ExecutionPlan.LANE_STEP;
        return Math.min(maxLanes, (valid + step - 1) / step * step);
    }

    /** Samples one after the other to lanes side by side; lanes beyond the valid ones are 0. */
    static void gather(double[] from, int at, int valid, int lanes, int width, double[] to) {
        for (int j = 0; j < width; j++) {
            for (int s = 0; s < valid; s++) {
                to[j * lanes + s] = from[at + s * width + j];
            }
            java.util.Arrays.fill(to, j * lanes + valid, (j + 1) * lanes, 0);
        }
    }

    static void scatter(double[] from, int valid, int lanes, int width, double[] to, int at) {
        for (int s = 0; s < valid; s++) {
            for (int j = 0; j < width; j++) {
                to[at + s * width + j] = from[j * lanes + s];
            }
        }
    }

    static void vacuum(KetBlock ket, int dimension, int lanes) {
        java.util.Arrays.fill(ket.re, 0, lanes, 1);
        java.util.Arrays.fill(ket.re, lanes, dimension * lanes, 0);
        java.util.Arrays.fill(ket.im, 0, dimension * lanes, 0);
    }

    /** One value for all lanes of each parameter. */
    static void spread(double[] values, int lanes, double[] to) {
        for (int p = 0; p < values.length; p++) {
            java.util.Arrays.fill(to, p * lanes, (p + 1) * lanes, values[p]);
        }
    }
}
