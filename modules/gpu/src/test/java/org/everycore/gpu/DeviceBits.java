package org.everycore.gpu;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.ReferenceKernel;
import org.everycore.photonics.generator.DensityGrid;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.GradientBatch;
import org.everycore.photonics.generator.GradientEngine;
import org.everycore.photonics.generator.GradientFold;
import org.everycore.photonics.generator.Loss;
import org.everycore.photonics.generator.Reading;
import org.everycore.photonics.generator.Readout;
import org.everycore.photonics.generator.SampleBatch;
import org.everycore.photonics.generator.SampleEngine;
import org.everycore.photonics.generator.SampleReadout;
import org.everycore.photonics.generator.Streams;
import org.everycore.photonics.generator.Weights;
import org.everycore.photonics.readout.PositionUnits;

/** Runs the same samples on a device and through the reference kernel, and tells what differs. */
final class DeviceBits {
    private static final long SEED = 42;
    private static final Kernels REFERENCE = new Kernels(new ReferenceKernel(), new ReferenceKernel());

    private DeviceBits() {}

    /** A readout of every mode, or of the last one and the first. */
    static Reading reading(SampleReadout readout, GeneratorSpec spec) {
        boolean density = readout == SampleReadout.DENSITY;
        List<Integer> on = density || readout == SampleReadout.PHOTON_DISTRIBUTION
                ? spec.modes() == 1 ? List.of(0) : List.of(spec.modes() - 1, 0)
                : null;
        DensityGrid grid =
                density ? new DensityGrid(spec.cutoff() % 2 == 0 ? PositionUnits.HERMITE : null, -3.0, 3.0, 5) : null;
        return Reading.of(readout, spec, on, null, grid);
    }

    static GeneratorModel model(GeneratorSpec spec) {
        return new GeneratorModel(spec, Weights.initial(spec, SEED), SEED);
    }

    /** Samples whose numbers or losses have other bits on the device; in sub-batches of {@code most}. */
    static List<String> samples(GpuDevice device, GeneratorSpec spec, Reading reading, int count, int most) {
        GeneratorModel model = model(spec);
        double[] z = latents(spec, count);
        double[] want = new double[count * reading.columns()];
        double[] wantLoss = new double[count];
        new SampleEngine(model, reading, REFERENCE, 16).run(SampleBatch.of(z, want, wantLoss));
        double[] got = new double[want.length];
        double[] loss = new double[count];
        List<String> differing = new ArrayList<>();
        try (DeviceSampler sampler = new DeviceSampler(device.open(), model, reading, most)) {
            sampler.run(SampleBatch.of(z, got, loss));
            compare("number", want, got, differing);
            compare("loss", wantLoss, loss, differing);
            // The device draws the same latent vectors.
            sampler.run(new SampleBatch(null, DoubleBuffer.wrap(got), loss, 0, count, 0));
            compare("number of drawn z", want, got, differing);
            compare("loss of drawn z", wantLoss, loss, differing);
        }
        return differing;
    }

    /** Numbers of units that have other bits on the device. */
    static List<String> gradients(GpuDevice device, GeneratorSpec spec, Readout readout, int count, int most) {
        GeneratorModel model = model(spec);
        GradientEngine engine = new GradientEngine(model, readout, REFERENCE, 16);
        return gradients(device, engine, model, readout, engine.fold(count), count, most);
    }

    static List<String> gradients(
            GpuDevice device,
            GradientEngine engine,
            GeneratorModel model,
            Readout readout,
            GradientFold fold,
            int count,
            int most) {
        double[] z = latents(model.spec(), count);
        double[] given = new double[count * engine.columns()];
        for (int i = 0; i < given.length; i++) {
            given[i] = StrictMath.sin(i + 1.0);
        }
        double[] want = new double[engine.width(fold) * fold.units(count)];
        double[] got = new double[want.length];
        engine.run(new GradientBatch(fold, DoubleBuffer.wrap(z), count, Loss.product(given), want, 0));
        int whole = Math.max(fold.unit(), most / fold.unit() * fold.unit());
        List<String> differing = new ArrayList<>();
        try (DeviceDifferentiator device1 = new DeviceDifferentiator(device.open(), model, readout, fold, whole)) {
            device1.run(new GradientBatch(fold, DoubleBuffer.wrap(z), count, Loss.product(given), got, 0));
        }
        compare("derivative", want, got, differing);
        return differing;
    }

    static double[] latents(GeneratorSpec spec, int count) {
        SampleRandom random = new SampleRandom(SEED, Streams.LATENT);
        double[] z = new double[count * spec.latentDim()];
        for (int i = 0; i < count; i++) {
            random.seek(i);
            for (int j = 0; j < spec.latentDim(); j++) {
                z[i * spec.latentDim() + j] = random.nextNormal();
            }
        }
        return z;
    }

    private static void compare(String what, double[] want, double[] got, List<String> differing) {
        int wrong = 0;
        int first = -1;
        for (int i = 0; i < want.length; i++) {
            if (Double.doubleToRawLongBits(want[i]) != Double.doubleToRawLongBits(got[i])) {
                wrong++;
                first = first < 0 ? i : first;
            }
        }
        if (wrong > 0) {
            differing.add(what + ": " + wrong + " of " + want.length + ", first " + first + ": " + want[first] + " "
                    + got[first]);
        }
    }
}
