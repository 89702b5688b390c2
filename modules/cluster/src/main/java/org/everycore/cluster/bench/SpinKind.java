package org.everycore.cluster.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.everycore.jobs.result.ResultTarget;

/** Chunks that do a counted amount of arithmetic and nothing else, so that what remains is scheduling. */
public final class SpinKind implements JobKind<SpinKind.Spec, Long> {
    public static final String NAME = "bench.spin";

    /** How many chunks, and how many steps of arithmetic in each. */
    public record Spec(
            @Limits(min = 0, max = 1e8) long chunks,
            @Limits(min = 0, max = 1e9) long steps) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "measures what scheduling costs";
    }

    @Override
    public Class<Spec> specType() {
        return Spec.class;
    }

    @Override
    public JsonNode example() {
        return Json.mapper().createObjectNode().put("chunks", 1000).put("steps", 0);
    }

    @Override
    public String family(Spec spec, Kernel kernel) {
        return "exact";
    }

    @Override
    public JobPlan plan(Spec spec, JobContext context) {
        Work work = new Work(Resource.SECONDS, Math.max(1e-6, spec.steps() * 1e-9));
        return new JobPlan(spec.chunks(), "spins", 1, 1, Cost.exact(work), MemoryNeed.NONE, List.of());
    }

    @Override
    public ChunkRunner<Long> openWorker(Spec spec, JobPlan plan, WorkerContext context) {
        return new ChunkRunner<>() {
            @Override
            public Long run(Chunk chunk, ChunkContext line) {
                line.checkCancelled();
                return spin(chunk.index(), spec.steps());
            }
        };
    }

    /** The arithmetic of one chunk: steps of xorshift. */
    public static long spin(long seed, long steps) {
        long x = seed * 2 + 1;
        for (long i = 0; i < steps; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        return x;
    }

    @Override
    public JobRun<Long> openRun(Spec spec, JobPlan plan, JobContext context, ResultTarget target) {
        return new Sum(plan);
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

    private static final class Sum implements JobRun<Long> {
        private final JobPlan plan;
        private long sum;

        Sum(JobPlan plan) {
            this.plan = plan;
        }

        @Override
        public Round firstRound() {
            return Round.only(plan);
        }

        @Override
        public void accept(Chunk chunk, Long partial) {
            sum = sum * 31 + partial;
        }

        @Override
        public JobResult finish() {
            String hash = String.format(java.util.Locale.ROOT, "%064x", sum);
            return new JobResult(
                    hash,
                    Long.BYTES,
                    "application/octet-stream",
                    Optional.empty(),
                    plan.units(),
                    plan.unit(),
                    Map.of(),
                    Optional.empty());
        }

        @Override
        public void close() {}
    }
}
