package org.everycore.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.Limits;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.Round;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;

/** A kind for tests: it counts blocks, and can be told to throw in one, or to wait until it is cancelled. */
public final class TrialKind implements JobKind<TrialKind.Spec, Long> {
    /** @param throwAt block whose computation throws; none when absent */
    public record Spec(@Limits(min = 1, max = 1_000_000) int blocks, Integer throwAt, Boolean hang) {}

    @Override
    public String name() {
        return "test.trial";
    }

    @Override
    public String summary() {
        return "Counts blocks, or fails, or waits, as a test wants it.";
    }

    @Override
    public Class<Spec> specType() {
        return Spec.class;
    }

    @Override
    public JsonNode example() {
        return Json.mapper().createObjectNode().put("blocks", 3);
    }

    @Override
    public String family(Spec spec, Kernel kernel) {
        return "exact";
    }

    @Override
    public JobPlan plan(Spec spec, JobContext context) {
        Cost cost = Cost.exact(new Work(Resource.SECONDS, 1e-3));
        return new JobPlan(spec.blocks(), "blocks", 1, 1, cost, MemoryNeed.NONE, java.util.List.of("a trial"));
    }

    @Override
    public ChunkRunner<Long> openWorker(Spec spec, JobPlan plan, WorkerContext context) {
        return (Chunk chunk, ChunkContext running) -> {
            if (spec.throwAt() != null && chunk.firstBlock() <= spec.throwAt() && spec.throwAt() < chunk.endBlock()) {
                throw new IllegalStateException("block " + spec.throwAt() + " cannot be computed");
            }
            while (spec.hang() != null && spec.hang()) {
                running.checkCancelled();
                LockSupport.parkNanos(1_000_000);
            }
            return chunk.blocks();
        };
    }

    @Override
    public JobRun<Long> openRun(Spec spec, JobPlan plan, JobContext context, ResultTarget target) throws IOException {
        ResultFile file = ResultFile.open(target);
        return new JobRun<>() {
            private long sum;

            @Override
            public Round firstRound() {
                return Round.only(plan);
            }

            @Override
            public void accept(Chunk chunk, Long partial) {
                sum += partial;
            }

            @Override
            public JobResult finish() throws IOException {
                file.stream().write(("{\"sum\": " + sum + "}\n").getBytes(StandardCharsets.UTF_8));
                ResultFile.Committed done = file.commit();
                return new JobResult(
                        done.sha256(),
                        done.bytes(),
                        "application/json",
                        done.file(),
                        sum,
                        "blocks",
                        Map.of(),
                        Optional.empty());
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    @Override
    public PartialCodec<Long> codec() {
        return new PartialCodec<>() {
            @Override
            public void write(Long partial, DataOutput out) throws IOException {
                out.writeLong(partial);
            }

            @Override
            public Long read(DataInput in, int length) throws IOException {
                return in.readLong();
            }
        };
    }
}
