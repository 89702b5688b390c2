package org.everycore.logbook.digest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkPlan;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.radio.award.AwardPartial;
import org.everycore.radio.jobs.AwardsKind;
import org.everycore.radio.jobs.AwardsSpec;

/** Runs an awards job on the calling thread. */
public final class LocalAwards {
    private LocalAwards() {}

    /** The document that {@code radio.awards} makes of the spec. */
    public static JsonNode document(AwardsSpec spec, Inputs inputs) throws IOException {
        var kind = new AwardsKind();
        var context = new JobContext(new JobId("local-awards"), 0, Kernel.BLOCKED, inputs);
        JobPlan plan = kind.plan(spec, context);
        try (JobRun<AwardPartial> run = kind.openRun(spec, plan, context, ResultTarget.NOWHERE);
                ChunkRunner<AwardPartial> worker =
                        kind.openNode(spec, plan, context).open(new WorkerContext(0, 0, Kernel.BLOCKED, 0, inputs))) {
            ChunkPlan chunks = run.firstRound().chunks();
            for (long i = 0; i < chunks.chunks(); i++) {
                Chunk chunk = chunks.chunk(0, i);
                run.accept(chunk, worker.run(chunk, ChunkContext.detached()));
            }
            return run.finish().document().orElseThrow();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the awards could not be counted: " + e.getMessage(), e);
        }
    }
}
