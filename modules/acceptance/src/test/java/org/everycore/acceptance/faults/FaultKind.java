package org.everycore.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
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

/**
 * A kind whose chunks go wrong where its spec says: a block's value is a hash of (seed, block), the result is every value in
 * order, and each chunk that was computed leaves a line in its process's {@link WorkLog}.
 */
public final class FaultKind implements JobKind<FaultSpec, long[]> {
    public static final String NAME = "test.fault";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Goes wrong where it is told to.";
    }

    @Override
    public Class<FaultSpec> specType() {
        return FaultSpec.class;
    }

    @Override
    public JsonNode example() {
        return Json.mapper().createObjectNode().put("blocks", 10);
    }

    @Override
    public String family(FaultSpec spec, Kernel kernel) {
        return "exact";
    }

    @Override
    public JobPlan plan(FaultSpec spec, JobContext context) {
        Work work = new Work(Resource.SECONDS, Math.max(1e-4, spec.millis() / 1e3));
        MemoryNeed memory = new MemoryNeed(0, 0, 8L * spec.words(), 0);
        return new JobPlan(spec.blocks(), "blocks", 1, 1, Cost.exact(work), memory, java.util.List.of());
    }

    @Override
    public ChunkRunner<long[]> openWorker(FaultSpec spec, JobPlan plan, WorkerContext context) {
        return new FaultRunner(spec, context.seed());
    }

    @Override
    public JobRun<long[]> openRun(FaultSpec spec, JobPlan plan, JobContext context, ResultTarget target)
            throws IOException {
        return new Run(plan, ResultFile.open(target));
    }

    @Override
    public PartialCodec<long[]> codec() {
        return new PartialCodec<>() {
            @Override
            public void write(long[] partial, DataOutput out) throws IOException {
                for (long value : partial) {
                    out.writeLong(value);
                }
            }

            @Override
            public long[] read(DataInput in, int length) throws IOException {
                long[] partial = new long[length / Long.BYTES];
                for (int i = 0; i < partial.length; i++) {
                    partial[i] = in.readLong();
                }
                return partial;
            }
        };
    }

    /** The words of a block. */
    static long[] values(long seed, long block, int words) {
        long[] values = new long[words];
        for (int i = 0; i < words; i++) {
            long x = seed * 0x9E3779B97F4A7C15L + block * 0x165667B19E3779F9L + i;
            x = (x ^ x >>> 31) * 0x7FB5D329728EA185L;
            values[i] = x ^ x >>> 27;
        }
        return values;
    }

    /** The SHA-256 of a whole result, by a loop that knows nothing of chunks, leases and nodes. */
    public static String expected(long seed, long blocks, int words) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (long block = 0; block < blocks; block++) {
                for (long value : values(seed, block, words)) {
                    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static final class Run implements JobRun<long[]> {
        private final JobPlan plan;
        private final ResultFile file;
        private long next;

        Run(JobPlan plan, ResultFile file) {
            this.plan = plan;
            this.file = file;
        }

        @Override
        public Round firstRound() {
            return Round.only(plan);
        }

        @Override
        public void accept(Chunk chunk, long[] partial) throws IOException {
            if (chunk.index() != next) {
                throw new AssertionError("chunk " + chunk.index() + " instead of " + next);
            }
            next++;
            ByteBuffer bytes = ByteBuffer.allocate(partial.length * Long.BYTES);
            bytes.asLongBuffer().put(partial);
            file.stream().write(bytes.array());
        }

        @Override
        public JobResult finish() throws IOException {
            ResultFile.Committed done = file.commit();
            return new JobResult(
                    done.sha256(),
                    done.bytes(),
                    "application/octet-stream",
                    done.file(),
                    next,
                    "blocks",
                    Map.of(),
                    Optional.empty());
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
