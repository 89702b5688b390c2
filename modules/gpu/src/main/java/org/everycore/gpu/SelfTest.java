package org.everycore.gpu;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.ReferenceKernel;
import org.everycore.photonics.generator.Encoding;
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
import org.everycore.photonics.generator.Streams;
import org.everycore.photonics.generator.Weights;

/**
 * What a device has to pass before it gets work: samples and gradients of fixed generators, compared with the reference kernel bit by
 * bit. A device that rounds, merges or orders anything in another way is found here and left out.
 */
final class SelfTest {
    private static final long SEED = 42;
    private static final int SAMPLES = 65;
    private static final Kernels REFERENCE = new Kernels(new ReferenceKernel(), new ReferenceKernel());

    private SelfTest() {}

    /** Why the device may not compute; empty when every bit is right. */
    static Optional<String> problem(GpuDevice device) {
        GeneratorSpec whole = GeneratorSpec.of(2, 4, 2, 6, Encoding.COHERENT_STATE);
        GeneratorSpec passes = GeneratorSpec.of(3, 6, 1, 4, Encoding.POLAR_DISPLACEMENT);
        GeneratorSpec own = GeneratorSpec.of(2, 2, 1, 4, Encoding.CLASSICAL_NEURAL);
        try {
            for (GeneratorSpec spec : new GeneratorSpec[] {whole, passes, own}) {
                if (!samples(device, spec)) {
                    return Optional.of("samples of " + spec.modes() + " modes have other bits than the cores'");
                }
                if (!gradients(device, spec, 9)) {
                    return Optional.of("gradients of " + spec.modes() + " modes have other bits than the cores'");
                }
            }
            return gradients(device, whole, 128)
                    ? Optional.empty()
                    : Optional.of("gradients by the operator have other bits than the cores'");
        } catch (RuntimeException e) {
            return Optional.of("fails: " + e.getMessage());
        }
    }

    private static GeneratorModel model(GeneratorSpec spec) {
        return new GeneratorModel(spec, Weights.initial(spec, SEED), SEED);
    }

    private static boolean samples(GpuDevice device, GeneratorSpec spec) {
        GeneratorModel model = model(spec);
        Reading reading = Reading.of(Readout.XP, spec);
        double[] want = new double[SAMPLES * reading.columns()];
        double[] losses = new double[SAMPLES];
        new SampleEngine(model, reading, REFERENCE, 16).run(SampleBatch.of(latents(spec, SAMPLES), want, losses));
        double[] got = new double[want.length];
        double[] lost = new double[SAMPLES];
        try (DeviceSampler sampler = new DeviceSampler(device.open(), model, reading, SAMPLES)) {
            sampler.run(new SampleBatch(null, DoubleBuffer.wrap(got), lost, 0, SAMPLES, 0));
        }
        return Arrays.equals(want, got) && Arrays.equals(losses, lost);
    }

    private static boolean gradients(GpuDevice device, GeneratorSpec spec, int samples) {
        GeneratorModel model = model(spec);
        GradientEngine engine = new GradientEngine(model, Readout.XP, REFERENCE, 16);
        // Few samples go by the passes in units of four, many by the operator.
        GradientFold fold =
                samples < SAMPLES ? new GradientFold(false, 4) : GradientFold.of(spec, model.plan(), 100L * samples);
        double[] z = latents(spec, samples);
        double[] want = new double[engine.width(fold) * fold.units(samples)];
        double[] got = new double[want.length];
        engine.run(new GradientBatch(fold, DoubleBuffer.wrap(z), samples, Loss.meanSquare(), want, 0));
        int most = fold.units(samples) * fold.unit();
        try (DeviceDifferentiator on = new DeviceDifferentiator(device.open(), model, Readout.XP, fold, most)) {
            on.run(new GradientBatch(fold, DoubleBuffer.wrap(z), samples, Loss.meanSquare(), got, 0));
        }
        return Arrays.equals(want, got);
    }

    private static double[] latents(GeneratorSpec spec, int samples) {
        SampleRandom random = new SampleRandom(SEED, Streams.LATENT);
        double[] z = new double[samples * spec.latentDim()];
        for (int i = 0; i < samples; i++) {
            random.seek(i);
            for (int j = 0; j < spec.latentDim(); j++) {
                z[i * spec.latentDim() + j] = random.nextNormal();
            }
        }
        return z;
    }
}
