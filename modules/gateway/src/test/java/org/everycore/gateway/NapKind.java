package org.everycore.gateway;

import java.util.List;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;

/** Lines that take their time, so that a person has something to watch. */
final class NapKind extends LinesKind {
    private static final long NAP_MILLIS = 100;

    @Override
    public String name() {
        return "test.naps";
    }

    @Override
    public JobPlan plan(Spec spec, JobContext context) {
        return new JobPlan(
                spec.times(),
                "lines",
                1,
                1,
                Cost.exact(new Work(Resource.SCALAR_FLOPS, 1e9)),
                new MemoryNeed(0, 64, 8, 8),
                List.of());
    }

    @Override
    public ChunkRunner<String> openWorker(Spec spec, JobPlan plan, WorkerContext context) {
        return (chunk, progress) -> {
            try {
                Thread.sleep(NAP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "z".repeat((int) plan.unitsIn(chunk.firstBlock(), chunk.endBlock()));
        };
    }
}
