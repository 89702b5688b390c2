package org.everycore.photonics.jobs;

import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.gbs.TooManyPhotonsException;

/** A worker's side of boson sampling: row after row, each a sample or the probability of a pattern. */
final class PatternRunner implements ChunkRunner<TablePartial> {
    /** What a row is made from; owned by one worker. */
    interface Source {
        void draw(long sample, double[] row);

        double probability(int[] pattern);
    }

    private final PatternRequest request;
    private final JobPlan plan;
    private final int modes;
    private final Source source;

    PatternRunner(PatternRequest request, JobPlan plan, int modes, Source source) {
        this.request = request;
        this.plan = plan;
        this.modes = modes;
        this.source = source;
    }

    @Override
    public TablePartial run(Chunk chunk, ChunkContext context) {
        long first = chunk.firstBlock() * plan.unitsPerBlock();
        int count = Math.toIntExact(plan.unitsIn(chunk.firstBlock(), chunk.endBlock()));
        double[][] table = new double[count][request.draws() ? modes : 1];
        for (int i = 0; i < count; i++) {
            context.checkCancelled();
            try {
                if (request.draws()) {
                    source.draw(first + i, table[i]);
                } else {
                    table[i][0] = source.probability(request.pattern(first + i));
                }
            } catch (TooManyPhotonsException e) {
                throw new SpecException(request.draws() ? "samples" : "patterns[" + (first + i) + "]", e.getMessage());
            } catch (CircuitException e) {
                throw new SpecException("answer", e.getMessage());
            }
            context.progress(1);
        }
        return TablePartial.of(table);
    }
}
