package org.everycore.training.train;

import org.everycore.jobs.cost.Resource;
import org.everycore.photonics.generator.ExecutionPlan;
import org.everycore.photonics.generator.GeneratorSpec;

/** What an epoch costs by nominal speeds, and so how many make a segment: about ten seconds, at most fifty epochs. */
public final class EpochCost {
    private static final int MOST_EPOCHS = 50;
    private static final double SEGMENT_SECONDS = 10;
    /** What forward and backward take, in forward passes. */
    private static final double STEP = 4.5;

    private EpochCost() {}

    /** Operations of an epoch. */
    public static double flops(TrainSpec spec) {
        GeneratorSpec generator = spec.generator();
        double circuit = 2 * ExecutionPlan.of(generator).passAdds();
        double points = Math.pow(spec.data().points(), 2);
        double levels = generator.dimension() / (double) generator.cutoff();
        double readout = spec.trainer().onSamples() ? 0 : 2 * points * levels;
        double forward = circuit + readout;
        double opponent = spec.trainer() == TrainerKind.WGAN_GP
                ? spec.critic().steps()
                        * spec.batch()
                        * (forward + 16 * points * spec.critic().widths()[0])
                : spec.trainer().onSamples() ? spec.critic().steps() * spec.batch() * forward : 0;
        double metric = spec.trainer().compares() ? 2 * points * points * spec.batch() : 0;
        return STEP * spec.batch() * forward + opponent + metric;
    }

    /** Epochs of a segment. */
    public static int segment(TrainSpec spec) {
        double seconds = flops(spec) / Resource.BLOCKED_FLOPS.nominalPerSecond();
        return (int) Math.max(1, Math.min(MOST_EPOCHS, SEGMENT_SECONDS / seconds));
    }

    /** Bytes that a worker takes. */
    public static long bytes(TrainSpec spec) {
        long points = (long) spec.data().points() * spec.data().points();
        long members = spec.data().training() + 2L * spec.data().validation();
        return 16L * spec.generator().dimension() * 16 * 12
                + 8 * points * (2 * members + 6L * spec.batch() * (spec.critic().steps() + 2))
                + (24L << 20);
    }
}
