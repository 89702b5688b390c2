package org.everycore.jobs.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.testing.SumKind;

/** Adds numbers, but from chunk 3 on every chunk fails, later ones at once. */
final class Failing implements JobKind<SumKind.Spec, Long> {
    private final SumKind sum = new SumKind();

    @Override
    public String name() {
        return "test.failing";
    }

    @Override
    public String summary() {
        return "fails";
    }

    @Override
    public Class<SumKind.Spec> specType() {
        return SumKind.Spec.class;
    }

    @Override
    public JsonNode example() {
        return sum.example();
    }

    @Override
    public String family(SumKind.Spec spec, Kernel kernel) {
        return sum.family(spec, kernel);
    }

    @Override
    public JobPlan plan(SumKind.Spec spec, JobContext context) {
        return sum.plan(spec, context);
    }

    @Override
    public ChunkRunner<Long> openWorker(SumKind.Spec spec, JobPlan plan, WorkerContext context) {
        return (chunk, progress) -> {
            if (chunk.index() == 3) {
                LockSupport.parkNanos(1_000_000); // so that a later chunk fails first
            }
            if (chunk.index() >= 3) {
                throw new IOException("chunk " + chunk.index() + " is bad");
            }
            return 0L;
        };
    }

    @Override
    public JobRun<Long> openRun(SumKind.Spec spec, JobPlan plan, JobContext context, ResultTarget target)
            throws IOException {
        return sum.openRun(spec, plan, context, target);
    }

    @Override
    public PartialCodec<Long> codec() {
        return sum.codec();
    }
}
