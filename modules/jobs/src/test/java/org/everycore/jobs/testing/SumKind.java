package org.everycore.jobs.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
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

/** The smallest real job kind: adds the numbers below a count, ten a block. */
public final class SumKind implements JobKind<SumKind.Spec, Long> {
    /** How many numbers to add. */
    public record Spec(@Limits(min = 0, max = 1e12) long count) {}

    @Override
    public String name() {
        return "test.sum";
    }

    @Override
    public String summary() {
        return "adds the numbers below a count";
    }

    @Override
    public Class<Spec> specType() {
        return Spec.class;
    }

    @Override
    public JsonNode example() {
        return JsonNodeFactory.instance.objectNode().put("count", 1000);
    }

    @Override
    public String family(Spec spec, Kernel kernel) {
        return "exact";
    }

    @Override
    public JobPlan plan(Spec spec, JobContext context) {
        return new JobPlan(
                spec.count(),
                "numbers",
                10,
                0,
                Cost.exact(new Work(Resource.SCALAR_FLOPS, 10)),
                new MemoryNeed(0, 64, 8, 8),
                List.of());
    }

    @Override
    public ChunkRunner<Long> openWorker(Spec spec, JobPlan plan, WorkerContext context) {
        return (chunk, progress) -> {
            long sum = 0;
            long end = chunk.firstBlock() * 10 + plan.unitsIn(chunk.firstBlock(), chunk.endBlock());
            for (long i = chunk.firstBlock() * 10; i < end; i++) {
                sum += i;
            }
            return sum;
        };
    }

    @Override
    public JobRun<Long> openRun(Spec spec, JobPlan plan, JobContext context, ResultTarget target) throws IOException {
        return new Run(plan, ResultFile.open(target));
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

    private static final class Run implements JobRun<Long> {
        private final JobPlan plan;
        private final ResultFile file;
        private long sum;

        Run(JobPlan plan, ResultFile file) {
            this.plan = plan;
            this.file = file;
        }

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
            file.stream().write(Long.toString(sum).getBytes(StandardCharsets.US_ASCII));
            ResultFile.Committed done = file.commit();
            return new JobResult(
                    done.sha256(),
                    done.bytes(),
                    "text/plain",
                    done.file(),
                    plan.units(),
                    plan.unit(),
                    Map.of(),
                    Optional.empty());
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
