package org.everycore.gpu;

import java.nio.DoubleBuffer;
import java.util.Optional;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.NormGuard;
import org.everycore.photonics.engine.Operator;
import org.everycore.photonics.generator.BlockSampler;
import org.everycore.photonics.generator.ExecutionPlan;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.LaneWeights;
import org.everycore.photonics.generator.Reading;
import org.everycore.photonics.generator.SampleBatch;
import org.everycore.photonics.generator.SampleEngine;
import org.everycore.photonics.measure.KetReader;

/**
 * Turns latent vectors into samples on a device, with the bits of {@link SampleEngine}: every number is the same chain. Samples whose
 * state is none are given to that engine, which knows what to say of them.
 */
final class DeviceSampler implements BlockSampler {
    /** A chain of a norm that truncation left; less is for the cores' engine to refuse. */
    private static final double LEAST_NORM = 1e-12;

    private final DeviceWork work;
    private final GeneratorModel model;
    private final Reading reading;
    private final int most;
    private final int dimension;
    private final DeviceStart start;
    private final DeviceReadout readout;
    private final Kets ket;
    private final Kets other;
    private final long operatorRe;
    private final long operatorIm;
    /** Null where the circuit is one operator. */
    private final DevicePasses passes;

    private final Optional<OneLaunch> oneLaunch;
    /** Null where samples share the circuit. */
    private final LaneWeights laneWeights;

    private final long rows;
    private final double[] norms;
    private final double[] latents;
    private final double[] one;
    private final KetReader reader;

    /** @param most samples at once */
    DeviceSampler(DeviceQueue queue, GeneratorModel model, Reading reading, int most) {
        this.work = new DeviceWork(queue);
        this.model = model;
        this.reading = reading;
        this.most = most;
        GeneratorSpec spec = model.spec();
        this.dimension = spec.dimension();
        try {
            this.start = new DeviceStart(work, model, most);
            this.readout = new DeviceReadout(work, spec, reading, most);
            this.ket = Kets.room(work, dimension, most);
            this.other = Kets.room(work, dimension, most);
            boolean whole = model.plan().form() == ExecutionPlan.Form.OPERATOR;
            Operator operator = whole ? model.operator() : null;
            this.operatorRe = whole ? work.shared(operator.re()) : 0;
            this.operatorIm = whole ? work.shared(operator.im()) : 0;
            this.passes = whole ? null : new DevicePasses(work, model, most, false);
            this.oneLaunch = whole ? Optional.empty() : OneLaunch.of(work, passes, dimension);
            boolean onDevice = DeviceReadout.onDevice(reading.readout());
            this.rows = onDevice ? work.room((long) readout.columns() * most) : 0;
            this.reader = onDevice ? null : reading.reader(model.seed());
        } catch (RuntimeException e) {
            work.close();
            throw e;
        }
        boolean own = !spec.encoding().sharedCircuit();
        this.laneWeights = own ? new LaneWeights(model, most) : null;
        this.norms = new double[most];
        this.latents = new double[spec.latentDim() * (own ? most : 0)];
        this.one = new double[reader == null ? 0 : 2 * dimension * most];
    }

    /** Bytes that all samples share. */
    static long sharedBytes(GeneratorModel model) {
        long square = (long) model.spec().dimension() * model.spec().dimension();
        return 2 * Double.BYTES * (model.plan().form() == ExecutionPlan.Form.OPERATOR ? square : tables(model));
    }

    /** Numbers of a program's elements and phases. */
    static long tables(GeneratorModel model) {
        return model.program().passes().stream()
                .mapToLong(pass -> pass instanceof org.everycore.photonics.engine.Pass.Blocks blocks
                        ? 2L * blocks.layout().length()
                        : 2L * model.spec().dimension())
                .sum();
    }

    /** Bytes of each sample. */
    static long bytesPerSample(GeneratorModel model, Reading reading) {
        return DeviceStart.bytesPerLane(model.spec())
                + 2 * DeviceReadout.bytesPerLane(reading)
                + 4L * Double.BYTES * model.spec().dimension()
                + DevicePasses.ownBytesPerLane(model, false);
    }

    @Override
    public int columns() {
        return reading.columns();
    }

    @Override
    public int atOnce() {
        return most;
    }

    @Override
    public boolean draws() {
        return true;
    }

    @Override
    public void run(SampleBatch batch) {
        for (int done = 0; done < batch.count(); done += most) {
            some(batch.part(done, Math.min(most, batch.count() - done)));
        }
    }

    private void some(SampleBatch batch) {
        int lanes = batch.count();
        if (batch.z() == null) {
            start.draw(batch.first(), lanes);
        } else {
            start.bring(batch.z(), batch.at(), lanes);
        }
        if (laneWeights != null) {
            bindLanes(batch, lanes);
        }
        start.fill(ket, lanes);
        Kets result = propagate(lanes);
        if (reader == null) {
            readout.read(result, lanes);
            work.lanes("ec_scatter", columns(), lanes, readout.out(), columns(), rows);
        }
        readout.norms(result, norms, lanes);
        for (int s = 0; s < lanes; s++) {
            if (!(norms[s] > LEAST_NORM) || !(norms[s] < Double.POSITIVE_INFINITY) || NormGuard.grew(1, norms[s])) {
                refuse(batch, s);
            }
            batch.losses()[batch.at() + s] = 1 - norms[s];
        }
        if (reader == null) {
            work.get(rows, batch.values(), batch.at() * columns(), lanes * columns());
        } else {
            readHere(result, batch, lanes);
        }
    }

    private void bindLanes(SampleBatch batch, int lanes) {
        if (batch.z() == null) {
            start.latents(latents, lanes);
            passes.bindLanes(laneWeights.fill(DoubleBuffer.wrap(latents), 0, lanes), lanes, false);
        } else {
            passes.bindLanes(laneWeights.fill(batch.z(), batch.at(), lanes), lanes, false);
        }
    }

    private Kets propagate(int lanes) {
        if (passes == null) {
            int tall = (dimension + OPERATOR_ROWS - 1) / OPERATOR_ROWS;
            work.lanes(
                    "ec_operator",
                    tall,
                    lanes,
                    operatorRe,
                    operatorIm,
                    dimension,
                    dimension,
                    ket.re(),
                    ket.im(),
                    other.re(),
                    other.im());
            return other;
        }
        if (oneLaunch.isPresent()) {
            oneLaunch.get().run(work, ket, lanes);
            return ket;
        }
        return passes.forward(ket, other, lanes);
    }

    /** Amplitudes that a work item of {@code ec_operator} computes. */
    static final int OPERATOR_ROWS = 8;

    /** Kets come back for readouts that draw outcomes. */
    private void readHere(Kets result, SampleBatch batch, int lanes) {
        int size = dimension * lanes;
        work.get(result.re(), DoubleBuffer.wrap(one), 0, size);
        work.get(result.im(), DoubleBuffer.wrap(one), size, size);
        double[] re = new double[dimension];
        double[] im = new double[dimension];
        double[] row = new double[columns()];
        for (int s = 0; s < lanes; s++) {
            for (int a = 0; a < dimension; a++) {
                re[a] = one[a * lanes + s];
                im[a] = one[size + a * lanes + s];
            }
            reader.read(re, im, batch.first() + s, row, 0);
            for (int j = 0; j < row.length; j++) {
                batch.values().put((batch.at() + s) * row.length + j, row[j]);
            }
        }
    }

    /** Says what is wrong with a sample, in the words of the cores' engine. */
    private void refuse(SampleBatch batch, int lane) {
        int width = model.spec().latentDim();
        double[] z = new double[width];
        if (batch.z() == null) {
            double[] all = new double[width * batch.count()];
            start.latents(all, batch.count());
            System.arraycopy(all, lane * width, z, 0, width);
        } else {
            for (int j = 0; j < width; j++) {
                z[j] = batch.z().get((batch.at() + lane) * width + j);
            }
        }
        new SampleEngine(model, reading, Kernels.PLAIN, 1)
                .run(new SampleBatch(
                        DoubleBuffer.wrap(z),
                        DoubleBuffer.allocate(columns()),
                        new double[1],
                        0,
                        1,
                        batch.first() + lane));
        throw new IllegalStateException("sample " + (batch.first() + lane) + " has norm " + norms[lane]
                + " on the device, and another one on a core: the device is not sound");
    }

    @Override
    public void close() {
        work.close();
    }
}
