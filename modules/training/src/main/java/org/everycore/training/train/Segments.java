package org.everycore.training.train;

import java.io.IOException;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.Inputs;
import org.everycore.training.data.Dataset;

/** The segments of one run: each begins with the state that the one before left, wherever that ran. Owned by one thread. */
public final class Segments implements AutoCloseable {
    private final TrainSpec spec;
    private final long seed;
    private final Dataset data;
    private final TrainLoop loop;
    private final byte[] beginning;

    public Segments(TrainSpec spec, long seed, Inputs inputs) throws IOException {
        this.spec = spec;
        this.seed = seed;
        if (spec.draws() != null) {
            RecordedDraws recorded = RecordedDraws.read(
                    inputs.resolve(spec.draws()), spec.draws().shown(), spec);
            this.data = recorded.data();
            this.loop = new TrainLoop(spec, seed, data, recorded.first(), recorded);
        } else {
            this.data = Dataset.of(spec.data(), seed, inputs);
            this.loop = new TrainLoop(
                    spec, seed, data, TrainLoop.FirstWeights.DRAWN, new SeededDraws(seed, spec.latentScale()));
        }
        this.beginning = loop.save();
    }

    /**
     * Trains a segment; the last one measures and makes the run's files.
     *
     * @param state empty for the first one
     * @throws java.util.concurrent.CancellationException when the context says so
     */
    public Segment run(byte[] state, ChunkContext context) {
        loop.restore(state.length == 0 ? beginning : state);
        int end = Math.min(spec.epochs(), loop.epoch() + EpochCost.segment(spec));
        String error = "";
        try {
            while (!loop.done() && loop.epoch() < end) {
                context.checkCancelled();
                loop.advance();
                context.progress(1);
            }
        } catch (DivergedException e) {
            error = e.getMessage();
        }
        byte[] after = loop.save();
        boolean last = loop.done() || !error.isEmpty();
        return new Segment(after, last ? new RunFiles(spec, seed, data, loop, error).zip(context) : new byte[0], error);
    }

    /** Epochs behind a state; 0 for an empty one. */
    public static int epochs(byte[] state) {
        return state.length == 0 ? 0 : TrainState.epoch(state);
    }

    /** The last row of the history in a state up to an epoch, by column; empty where there is none. */
    public static java.util.Map<String, Double> row(byte[] state, int epoch) {
        return state.length == 0 ? java.util.Map.of() : TrainState.rowUpTo(state, epoch);
    }

    /** Epochs of a segment. */
    public static int length(TrainSpec spec) {
        return EpochCost.segment(spec);
    }

    @Override
    public void close() {
        loop.close();
    }
}
