package org.everycore.training.train;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import org.everycore.jobs.Inputs;
import org.everycore.training.data.Dataset;

/** Measures the epochs of one run, each by itself: in the very loop of a job, without its last report. */
public final class EpochBench {
    private EpochBench() {}

    /**
     * What it measured.
     *
     * @param wall median seconds of an epoch
     * @param cpu median seconds of the thread's CPU time: what a busy machine does not change much
     * @param total CPU seconds of the thread for all epochs together, with those of a cold JVM
     */
    public record Times(int epochs, double wall, double cpu, double total) {}

    /** Runs a spec's epochs a few times over, each time from the start, and measures the last time. */
    public static Times run(TrainSpec spec, long seed, int turns) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Dataset data = Dataset.of(spec.data(), seed, Inputs.LOCAL);
        double[] wall = new double[spec.epochs()];
        double[] cpu = new double[spec.epochs()];
        try (TrainLoop loop = new TrainLoop(
                spec, seed, data, TrainLoop.FirstWeights.DRAWN, new SeededDraws(seed, spec.latentScale()))) {
            byte[] beginning = loop.save();
            for (int turn = 0; turn < turns; turn++) {
                loop.restore(beginning);
                for (int epoch = 0; epoch < wall.length; epoch++) {
                    long began = System.nanoTime();
                    long used = threads.getCurrentThreadCpuTime();
                    loop.advance();
                    cpu[epoch] = 1e-9 * (threads.getCurrentThreadCpuTime() - used);
                    wall[epoch] = 1e-9 * (System.nanoTime() - began);
                }
            }
        }
        return new Times(
                wall.length, median(wall), median(cpu), Arrays.stream(cpu).sum());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
