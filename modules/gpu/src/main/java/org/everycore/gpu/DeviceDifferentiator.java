package org.everycore.gpu;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import org.everycore.jobs.EngineException;
import org.everycore.photonics.engine.Angle;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.NormGuard;
import org.everycore.photonics.engine.Operator;
import org.everycore.photonics.engine.PassView;
import org.everycore.photonics.engine.Propagator;
import org.everycore.photonics.generator.BlockDifferentiator;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.GradientBatch;
import org.everycore.photonics.generator.GradientEngine;
import org.everycore.photonics.generator.GradientFold;
import org.everycore.photonics.generator.LaneWeights;
import org.everycore.photonics.generator.LossLanes;
import org.everycore.photonics.generator.Reading;
import org.everycore.photonics.generator.Readout;
import org.everycore.photonics.generator.SampleBatch;
import org.everycore.photonics.generator.SampleEngine;

/**
 * Differentiates a loss of samples by all weights on a device, with the bits of {@link GradientEngine}. Kets and their cotangents stay
 * on the device; the loss, which sees a few numbers a sample, and the weights of the encodings are the host's.
 */
final class DeviceDifferentiator implements BlockDifferentiator {
    private final DeviceWork work;
    private final GeneratorModel model;
    private final Reading reading;
    private final GradientFold fold;
    private final int most;
    private final int dimension;
    private final GradientEngine host;
    private final DeviceStart start;
    private final DeviceReadout readout;
    private final long cotangents;
    private final LossLanes block;
    private final double[] norms;
    /** By the operator: the kets before and after, and the cotangents; else null. */
    private final Kets first;

    private final Kets last;
    private final Kets lambda;
    private final long operatorRe;
    private final long operatorIm;
    private final long units;
    /** By the passes; else null. */
    private final DevicePasses passes;

    private final DeviceReverse reverse;
    private final LaneWeights laneWeights;

    /** @param most samples at once: whole units */
    DeviceDifferentiator(DeviceQueue queue, GeneratorModel model, Readout readout, GradientFold fold, int most) {
        GeneratorSpec spec = model.spec();
        this.work = new DeviceWork(queue);
        this.model = model;
        this.reading = Reading.of(readout, spec);
        this.fold = fold;
        this.most = most;
        this.dimension = spec.dimension();
        this.host = new GradientEngine(model, readout, Kernels.PLAIN, 1);
        boolean own = !spec.encoding().sharedCircuit();
        try {
            this.start = new DeviceStart(work, model, most);
            this.readout = new DeviceReadout(work, spec, reading, most);
            this.cotangents = work.room((long) reading.columns() * most);
            boolean whole = fold.operator();
            this.first = whole ? Kets.room(work, dimension, most) : null;
            this.last = whole ? Kets.room(work, dimension, most) : null;
            this.lambda = whole ? Kets.room(work, dimension, most) : null;
            Operator operator = whole ? model.operator() : null;
            this.operatorRe = whole ? work.shared(operator.re()) : 0;
            this.operatorIm = whole ? work.shared(operator.im()) : 0;
            this.passes = whole ? null : new DevicePasses(work, model, most, true);
            this.reverse = whole ? null : new DeviceReverse(work, passes, spec.modes(), spec.cutoff(), dimension, most);
            long wide = whole ? host.width(fold) : passes.propagator().angles();
            this.units = work.room(wide * fold.units(most));
        } catch (RuntimeException e) {
            work.close();
            throw e;
        }
        this.laneWeights = own ? new LaneWeights(model, most) : null;
        this.block = new LossLanes(reading.columns(), most);
        this.norms = new double[most];
    }

    /** Bytes of each sample. */
    static long bytesPerSample(GeneratorModel model, Readout readout, GradientFold fold) {
        GeneratorSpec spec = model.spec();
        Reading reading = Reading.of(readout, spec);
        long bytes = DeviceStart.bytesPerLane(spec) + 2 * DeviceReadout.bytesPerLane(reading);
        if (fold.operator()) {
            long unit = 1 + 2L * spec.dimension() * spec.dimension();
            return bytes + Double.BYTES * (6L * spec.dimension() + (unit + fold.unit() - 1) / fold.unit());
        }
        return bytes
                + DevicePasses.ownBytesPerLane(model, true)
                + Double.BYTES
                        * DeviceReverse.numbersPerLane(views(model), spec.dimension(), spec.modes(), spec.cutoff());
    }

    private static java.util.List<PassView> views(GeneratorModel model) {
        Propagator propagator = new Propagator(
                model.program(), org.everycore.photonics.engine.PlainKernel.INSTANCE, 1, model.laneParams(), true);
        return propagator.view();
    }

    @Override
    public int width(GradientFold of) {
        return host.width(of);
    }

    @Override
    public int atOnce() {
        return most;
    }

    @Override
    public void run(GradientBatch batch) {
        if (!batch.fold().equals(fold)) {
            throw new EngineException("opened for " + fold + ", not for " + batch.fold());
        }
        int width = width(fold);
        Arrays.fill(batch.units(), batch.at(), batch.at() + fold.units(batch.count()) * width, 0);
        for (int done = 0; done < batch.count(); done += most) {
            some(batch, done, Math.min(most, batch.count() - done), batch.at() + done / fold.unit() * width);
        }
    }

    private void some(GradientBatch batch, int from, int lanes, int at) {
        start.bring(batch.z(), from, lanes);
        Kets ket = forward(batch, from, lanes);
        readout.norms(ket, norms, lanes);
        for (int s = 0; s < lanes; s++) {
            if (NormGuard.grew(1, norms[s])) {
                refuse(batch, from + s);
            }
        }
        readout.read(ket, lanes);
        work.get(readout.out(), block.values(), reading.columns() * lanes);
        Arrays.fill(block.cotangents(), 0);
        block.over(from, lanes, lanes);
        batch.loss().write(block);
        work.put(cotangents, block.cotangents(), reading.columns() * lanes);
        if (fold.operator()) {
            byOperator(batch, ket, lanes, at);
        } else {
            byPasses(batch, ket, lanes, at);
        }
        int width = width(fold);
        for (int u = 0; u < fold.units(lanes); u++) {
            double sum = 0;
            for (int s = u * fold.unit(); s < Math.min(lanes, (u + 1) * fold.unit()); s++) {
                sum += block.losses()[s];
            }
            batch.units()[at + u * width] = sum;
        }
    }

    private Kets forward(GradientBatch batch, int from, int lanes) {
        if (!fold.operator()) {
            if (laneWeights != null) {
                passes.bindLanes(laneWeights.fill(batch.z(), from, lanes), lanes, true);
            }
            start.fill(reverse.start(), lanes);
            return reverse.forward(lanes);
        }
        start.fill(first, lanes);
        int tall = (dimension + DeviceSampler.OPERATOR_ROWS - 1) / DeviceSampler.OPERATOR_ROWS;
        work.lanes(
                "ec_operator",
                tall,
                lanes,
                operatorRe,
                operatorIm,
                dimension,
                dimension,
                first.re(),
                first.im(),
                last.re(),
                last.im());
        return last;
    }

    /** A unit brings Σ λ x†. */
    private void byOperator(GradientBatch batch, Kets ket, int lanes, int at) {
        readout.adjoint(cotangents, ket, lambda, lanes);
        int width = width(fold);
        int count = fold.units(lanes);
        int rows = Math.min(1 << 15, DeviceWork.groups(dimension * dimension));
        work.start(new DeviceQueue.Launch(
                "ec_outer",
                count,
                rows,
                DeviceWork.ITEMS,
                0,
                dimension,
                fold.unit(),
                lanes,
                width,
                lambda.re(),
                lambda.im(),
                first.re(),
                first.im(),
                units,
                lanes));
        work.get(units, DoubleBuffer.wrap(batch.units()), at, count * width);
    }

    /** A unit brings derivatives by the weights: sums by angle of its lanes, and what lanes' own parameters are worth to the encoding. */
    private void byPasses(GradientBatch batch, Kets ket, int lanes, int at) {
        readout.adjoint(cotangents, ket, reverse.cotangent(), lanes);
        reverse.backward(lanes);
        Propagator propagator = passes.propagator();
        int angles = propagator.angles();
        int count = fold.units(lanes);
        int width = width(fold);
        if (laneWeights != null) {
            double[] byLane = new double[angles * lanes];
            work.get(reverse.angleSums(), byLane, byLane.length);
            laneWeights.backward(laneGradients(byLane, lanes), lanes, fold.unit(), batch.units(), at + 1, width);
        }
        work.start(new DeviceQueue.Launch(
                "ec_fold_lanes",
                DeviceWork.groups(count),
                Math.max(1, angles),
                DeviceWork.ITEMS,
                0,
                angles,
                fold.unit(),
                lanes,
                reverse.angleSums(),
                units,
                lanes,
                count));
        double[] sums = new double[angles * count];
        work.get(units, sums, sums.length);
        for (int u = 0; u < count; u++) {
            propagator.addSharedGradients(sums, u * angles, batch.units(), at + u * width + 1);
        }
    }

    /** Derivatives by parameters of each lane's own, from the last pass to the first, as {@code Propagator} adds them. */
    private double[] laneGradients(double[] byLane, int lanes) {
        double[] gradients = new double[model.layout().count() * lanes];
        int end = passes.propagator().angles();
        for (int p = passes.passes().size() - 1; p >= 0; p--) {
            DevicePass pass = passes.passes().get(p);
            int count = DeviceReverse.angles(pass);
            end -= count;
            boolean own = pass instanceof DevicePass.Own || pass instanceof DevicePass.OwnPhases;
            for (int j = 0; own && j < count; j++) {
                Angle angle = passes.propagator().angle(p, j);
                for (int i = 0; i < angle.index().length; i++) {
                    int to = angle.index()[i] * lanes;
                    for (int s = 0; s < lanes; s++) {
                        gradients[to + s] =
                                Math.fma(angle.factor()[i], byLane[(end + j) * lanes + s], gradients[to + s]);
                    }
                }
            }
        }
        return gradients;
    }

    /** Says what is wrong with a sample, in the words of the cores' engine. */
    private void refuse(GradientBatch batch, int sample) {
        int width = model.spec().latentDim();
        double[] z = new double[width];
        for (int j = 0; j < width; j++) {
            z[j] = batch.z().get(sample * width + j);
        }
        new SampleEngine(model, reading, Kernels.PLAIN, 1)
                .run(new SampleBatch(
                        DoubleBuffer.wrap(z), DoubleBuffer.allocate(reading.columns()), new double[1], 0, 1, sample));
        throw new IllegalStateException("sample " + sample + " has another norm on the device than on a core");
    }

    @Override
    public void close() {
        work.close();
    }
}
