package org.everycore.training.jobs;

import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.Round;
import org.everycore.training.train.Segment;
import org.everycore.training.train.Segments;

/** A worker's side of {@code photonics.train}: one segment a chunk. */
final class TrainRunner implements ChunkRunner<Segment> {
    private final Segments segments;
    private byte[] state = new byte[0];

    TrainRunner(Segments segments) {
        this.segments = segments;
    }

    @Override
    public void startRound(Round round) {
        state = round.state();
    }

    @Override
    public Segment run(Chunk chunk, ChunkContext context) {
        return segments.run(state, context);
    }

    @Override
    public void close() {
        segments.close();
    }
}
