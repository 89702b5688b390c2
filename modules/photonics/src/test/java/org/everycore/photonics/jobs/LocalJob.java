package org.everycore.photonics.jobs;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.Round;
import org.everycore.jobs.Specs;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultTarget;

/** Runs a job kind on this thread, cut in chunks of a chosen size: the oracle of every other way to run it. */
final class LocalJob {
    private LocalJob() {}

    static <S, P> S spec(JobKind<S, P> kind, String json) {
        return kind.parse(Specs.tree(json.getBytes(StandardCharsets.UTF_8), "spec"));
    }

    static <S, P> JobResult run(
            JobKind<S, P> kind, String json, long seed, Kernel kernel, long blocksPerChunk, Optional<Path> out)
            throws Exception {
        S spec = spec(kind, json);
        JobContext context = new JobContext(new JobId("test"), seed, kernel, Inputs.LOCAL);
        JobPlan plan = kind.plan(spec, context);
        try (ChunkRunner<P> runner =
                        kind.openNode(spec, plan, context).open(new WorkerContext(0, seed, kernel, 0, Inputs.LOCAL));
                JobRun<P> run = kind.openRun(spec, plan, context, new ResultTarget(out))) {
            Round round = run.firstRound();
            runner.startRound(round);
            long index = 0;
            for (long first = 0; first < plan.blocks(); first += blocksPerChunk) {
                Chunk chunk = new Chunk(0, index++, first, Math.min(plan.blocks(), first + blocksPerChunk));
                run.accept(chunk, runner.run(chunk, ChunkContext.detached()));
            }
            return run.finish();
        }
    }
}
