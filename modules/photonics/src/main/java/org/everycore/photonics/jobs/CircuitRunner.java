package org.everycore.photonics.jobs;

import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.JobPlan;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.measure.ShotSource;

/** A worker's side of {@code photonics.circuit}: row after row, each a point or a shot. */
final class CircuitRunner implements ChunkRunner<TablePartial> {
    private static final int SHOTS_AT_ONCE = 256;

    private final CircuitSpec spec;
    private final JobPlan plan;
    private final CircuitPoints points;
    private final CircuitRows rows;
    private final long seed;
    /** The shots of one circuit, kept while chunks follow each other. */
    private ShotSource source;

    private long sourceOf = -1;

    CircuitRunner(CircuitSpec spec, JobPlan plan, CircuitPoints points, long seed) {
        this.spec = spec;
        this.plan = plan;
        this.points = points;
        this.rows = new CircuitRows(spec);
        this.seed = seed;
    }

    @Override
    public TablePartial run(Chunk chunk, ChunkContext context) {
        long first = chunk.firstBlock() * plan.unitsPerBlock();
        int count = Math.toIntExact(plan.unitsIn(chunk.firstBlock(), chunk.endBlock()));
        double[][] table = new double[count][];
        long perPoint = spec.answer() == CircuitAnswer.SHOTS ? spec.shots() : 1;
        for (int done = 0; done < count; ) {
            context.checkCancelled();
            long point = (first + done) / perPoint;
            long from = (first + done) % perPoint;
            int some = (int) Math.min(Math.min(SHOTS_AT_ONCE, perPoint - from), count - done);
            try {
                if (spec.answer() == CircuitAnswer.SHOTS) {
                    System.arraycopy(source(point).draw(seed, from, some), 0, table, done, some);
                } else {
                    table[done] = rows.row(points.at(point));
                }
            } catch (CircuitException e) {
                throw points.complaint(point, e);
            }
            done += some;
            context.progress(some);
        }
        return TablePartial.of(table);
    }

    private ShotSource source(long point) {
        if (point != sourceOf) {
            source = rows.shots(points.at(point));
            sourceOf = point;
        }
        return source;
    }
}
