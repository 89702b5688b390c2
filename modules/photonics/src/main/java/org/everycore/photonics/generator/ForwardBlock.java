package org.everycore.photonics.generator;

import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.PassKernel;
import org.everycore.photonics.engine.Propagator;

/** Takes blocks of samples forward through the passes without keeping anything. Owned by one worker. */
final class ForwardBlock {
    private static final int LANES = ExecutionPlan.LANE_STEP;

    private final LatentStart start;
    private final Propagator propagator;
    private final BlockReading reading;
    private final LaneReadout norm;
    private final double[] columns;
    private final double[] norms = new double[LANES];

    ForwardBlock(GeneratorModel model, Reading reading, PassKernel kernel) {
        GeneratorSpec spec = model.spec();
        this.start = new LatentStart(model, kernel, LANES);
        this.propagator = new Propagator(model.program(), kernel, LANES, start.shifted(), false);
        this.reading = BlockReading.of(reading, kernel, LANES);
        this.norm = new LaneReadout(Readout.X, spec.modes(), spec.cutoff(), kernel, LANES);
        this.columns = new double[this.reading.columns() * LANES];
    }

    void bind(double[] weights, long number) {
        start.bind(weights, number, propagator);
    }

    void run(double[] z, int samples, double[] out, double[] outNorms) {
        int width = reading.columns();
        for (int first = 0; first < samples; first += LANES) {
            int valid = Math.min(LANES, samples - first);
            int lanes = LatentStart.lanes(valid, LANES);
            start.fill(z, first, valid, lanes, propagator.input(), propagator);
            KetBlock ket = propagator.forward(lanes);
            if (outNorms != null) {
                norm.norms(ket, lanes, norms);
                System.arraycopy(norms, 0, outNorms, first, valid);
            }
            reading.read(ket, lanes, columns);
            SampleEngine.scatter(columns, valid, lanes, width, out, first * width);
        }
    }
}
