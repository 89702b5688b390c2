package org.everycore.photonics.generator;

import java.util.Arrays;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.PassKernel;
import org.everycore.photonics.engine.Propagator;

/** One block of samples taken forward through the passes, kept so that it can be taken back. Owned by one worker. */
final class TapeBlock {
    private final int dimension;
    private final LatentStart start;
    private final Propagator propagator;
    private final BlockReading reading;
    private final LaneReadout norm;
    private final double[] values;
    private final double[] cotangents;
    private final double[] norms;
    private KetBlock ket;
    private int lanes;
    private int valid;

    TapeBlock(GeneratorModel model, Reading reading, PassKernel kernel, int maxLanes) {
        GeneratorSpec spec = model.spec();
        this.dimension = spec.dimension();
        this.start = new LatentStart(model, kernel, maxLanes);
        this.propagator = new Propagator(model.program(), kernel, maxLanes, start.shifted(), true);
        this.reading = BlockReading.of(reading, kernel, maxLanes);
        this.norm = new LaneReadout(Readout.X, spec.modes(), spec.cutoff(), kernel, maxLanes);
        this.values = new double[this.reading.columns() * maxLanes];
        this.cotangents = new double[values.length];
        this.norms = new double[maxLanes];
    }

    void bind(double[] weights, long number) {
        start.bind(weights, number, propagator);
    }

    /** Samples from {@code first} on; writes their columns one sample after the other, and their norms. */
    void forward(double[] z, int first, int count, double[] out, double[] outNorms) {
        valid = count;
        lanes = LatentStart.lanes(valid, propagator.maxLanes());
        start.fill(z, first, valid, lanes, propagator.tapedInput(), propagator);
        ket = propagator.forwardTaped(lanes);
        norm.norms(ket, lanes, norms);
        System.arraycopy(norms, 0, outNorms, first, valid);
        reading.read(ket, lanes, values);
        SampleEngine.scatter(values, valid, lanes, reading.columns(), out, first * reading.columns());
    }

    /**
     * Takes cotangents of the block's columns and norms back.
     *
     * @param cotangent by sample, then column, for all samples of the tape
     * @param ofNorms by sample; null for none
     * @param gradient of the weights, added to
     * @param dz by sample, written; null where it is not wanted
     */
    void backward(int first, double[] cotangent, double[] ofNorms, double[] gradient, double[] dz) {
        SampleEngine.gather(cotangent, first * reading.columns(), valid, lanes, reading.columns(), cotangents);
        KetBlock to = propagator.cotangent();
        reading.pull(cotangents, values, ket, lanes, to);
        if (ofNorms != null) {
            pullNorms(ofNorms, first, to);
        }
        start.backward(propagator, first, valid, lanes, gradient, dz);
    }

    private void pullNorms(double[] ofNorms, int first, KetBlock to) {
        double[] twice = new double[lanes];
        Arrays.setAll(twice, s -> s < valid ? 2 * ofNorms[first + s] : 0);
        for (int a = 0; a < dimension; a++) {
            for (int s = 0; s < lanes; s++) {
                int at = a * lanes + s;
                to.re[at] = Math.fma(twice[s], ket.re[at], to.re[at]);
                to.im[at] = Math.fma(twice[s], ket.im[at], to.im[at]);
            }
        }
    }

    /** Bytes that a block of this generator takes, about. */
    static long bytes(GeneratorModel model, int columns, int lanes) {
        return 16L * model.spec().dimension() * lanes * 8 + 24L * columns * lanes + (6L << 20);
    }
}
