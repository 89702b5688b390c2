package org.everycore.photonics.generator;

import java.nio.DoubleBuffer;
import java.util.Locale;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.NormGuard;
import org.everycore.photonics.engine.Propagator;
import org.everycore.photonics.measure.KetReader;

/**
 * Turns latent vectors into samples. Owned by one worker: all buffers are made once. With one lane it is the plain
 * one-sample path; any number of lanes gives the same bits.
 */
public final class SampleEngine implements BlockSampler {
    /** Less than this left of a state by its cut is no state to read. */
    private static final double VANISHED = 1e-12;

    private final GeneratorModel model;
    private final Kernels kernels;
    private final int maxLanes;
    private final int dimension;
    private final int latentDim;
    private final LaneReadout readout;
    private final Reading reading;
    /** Reads kets one by one; null for expectation values, which {@link #readout} reads lane by lane. */
    private final KetReader reader;

    private final double[] ketRe;
    private final double[] ketIm;
    private final double[] row;
    private final double[] latent;
    private final double[] columns;
    private final double[] norms;
    private final InputEncoder input;
    private final WeightEncoder encoder;
    private final double[] laneParams;
    private final Propagator propagator;
    private final KetBlock start;
    private final KetBlock result;

    /** Gives expectation values. */
    public SampleEngine(GeneratorModel model, Readout readout, Kernels kernels, int lanes) {
        this(model, Reading.of(readout, model.spec()), kernels, lanes);
    }

    /** Gives any readout; outcomes are drawn under the model's seed. */
    public SampleEngine(GeneratorModel model, Reading reading, Kernels kernels, int lanes) {
        GeneratorSpec spec = model.spec();
        this.model = model;
        this.kernels = kernels;
        this.maxLanes = lanes;
        this.dimension = spec.dimension();
        this.latentDim = spec.latentDim();
        this.reading = reading;
        Readout mean = reading.readout().mean().orElse(null);
        this.readout =
                new LaneReadout(mean == null ? Readout.X : mean, spec.modes(), spec.cutoff(), kernels.passes(), lanes);
        this.reader = mean == null ? reading.reader(model.seed()) : null;
        this.ketRe = new double[mean == null ? dimension : 0];
        this.ketIm = new double[ketRe.length];
        this.row = new double[mean == null ? reading.columns() : 0];
        this.latent = new double[latentDim * lanes];
        this.columns = new double[this.readout.columns() * lanes];
        this.norms = new double[lanes];
        boolean shared = spec.encoding().sharedCircuit();
        this.input = shared
                ? new InputEncoder(
                        spec.encoding(), spec.modes(), spec.cutoff(), latentDim, model.seed(), kernels.passes(), lanes)
                : null;
        this.encoder = shared ? null : WeightEncoder.of(spec, model.layout(), model.seed(), lanes);
        this.laneParams = shared ? null : new double[model.layout().count() * lanes];
        if (model.plan().form() == ExecutionPlan.Form.OPERATOR) {
            this.propagator = null;
            this.start = new KetBlock(dimension, lanes);
            this.result = new KetBlock(dimension, lanes);
        } else {
            this.propagator =
                    new Propagator(model.program(), kernels.passes(), lanes, shared ? null : encoder.shifted(), false);
            this.propagator.bind(model.bound());
            this.start = null;
            this.result = null;
        }
    }

    @Override
    public int columns() {
        return reading.columns();
    }

    @Override
    public int atOnce() {
        return maxLanes;
    }

    @Override
    public void run(SampleBatch batch) {
        for (int done = 0; done < batch.count(); ) {
            int left = Math.min(maxLanes, batch.count() - done);
            int lanes = model.plan().lanesFor(left, maxLanes);
            int valid = Math.min(left, lanes);
            int at = batch.at() + done;
            long number = batch.first() + done;
            gather(batch.z(), at * latentDim, valid, lanes, latentDim, latent);
            KetBlock ket = propagate(lanes);
            readout.norms(ket, lanes, norms);
            for (int s = 0; s < valid; s++) {
                requireState(norms[s], number + s);
                if (NormGuard.grew(1, norms[s])) {
                    throw LostDigits.of(model, input, latent, laneParams, lanes, s, number + s, norms[s]);
                }
                batch.losses()[at + s] = 1 - norms[s];
            }
            if (reader == null) {
                readout.read(ket, lanes, columns);
                scatter(columns, valid, lanes, columns(), batch.values(), at * columns());
            } else {
                for (int s = 0; s < valid; s++) {
                    for (int a = 0; a < dimension; a++) {
                        ketRe[a] = ket.re[a * lanes + s];
                        ketIm[a] = ket.im[a * lanes + s];
                    }
                    reader.read(ketRe, ketIm, number + s, row, 0);
                    for (int j = 0; j < row.length; j++) {
                        batch.values().put((at + s) * row.length + j, row[j]);
                    }
                }
            }
            done += valid;
        }
    }

    private void requireState(double norm, long sample) {
        if (!(norm > VANISHED)) {
            throw new SpecException(
                    "generator.cutoff",
                    model.spec().cutoff(),
                    String.format(
                            Locale.ROOT,
                            "leaves nothing of the state of sample %d (norm %.1e): use a higher cutoff, or smaller weights"
                                    + " or latent vectors",
                            sample,
                            norm));
        }
    }

    private KetBlock propagate(int lanes) {
        if (start != null) {
            input.fill(latent, lanes, start);
            kernels.operators().multiply(model.operator(), start, result, lanes);
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

    /** Samples one after the other to lanes side by side; lanes beyond the valid ones are 0. */
    static void gather(double[] from, int at, int valid, int lanes, int width, double[] to) {
        for (int j = 0; j < width; j++) {
            for (int s = 0; s < valid; s++) {
                to[j * lanes + s] = from[at + s * width + j];
            }
            java.util.Arrays.fill(to, j * lanes + valid, (j + 1) * lanes, 0);
        }
    }

    static void gather(DoubleBuffer from, int at, int valid, int lanes, int width, double[] to) {
        for (int j = 0; j < width; j++) {
            for (int s = 0; s < valid; s++) {
                to[j * lanes + s] = from.get(at + s * width + j);
            }
            java.util.Arrays.fill(to, j * lanes + valid, (j + 1) * lanes, 0);
        }
    }

    static void scatter(double[] from, int valid, int lanes, int width, DoubleBuffer to, int at) {
        for (int s = 0; s < valid; s++) {
            for (int j = 0; j < width; j++) {
                to.put(at + s * width + j, from[j * lanes + s]);
            }
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
