package org.everycore.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkPlan;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.NodeRunners;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.Round;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;

/**
 * A kind for tests: a block's value is a hash of (seed, round, block, the round's state), the result is every value in order,
 * and the next round's state is the sum of all values. It fails, hangs or throws where its spec says.
 */
public final class TraceKind implements JobKind<TraceSpec, long[]> {
    public static final String NAME = "test.trace";
    /** Bytes of a round's state when it is to be too large for a message. */
    private static final int WIDE = 200_000;

    /** Threads that computed, by job seed: tests give each job a seed of its own. */
    public static final Map<Long, Set<Thread>> THREADS = new ConcurrentHashMap<>();

    public static final Map<Long, AtomicInteger> FAILURES = new ConcurrentHashMap<>();
    /** How often a node was opened for a job, by its seed. */
    public static final Map<Long, AtomicInteger> NODES_OPENED = new ConcurrentHashMap<>();

    public static final AtomicInteger OPEN_NODES = new AtomicInteger();
    public static final AtomicInteger OPEN_RUNNERS = new AtomicInteger();
    public static final AtomicInteger OPEN_RUNS = new AtomicInteger();
    public static final Map<Long, AtomicLong> COMPUTED = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "traces what happens to chunks";
    }

    @Override
    public Class<TraceSpec> specType() {
        return TraceSpec.class;
    }

    @Override
    public JsonNode example() {
        return Json.mapper().createObjectNode().put("blocks", 10);
    }

    @Override
    public String family(TraceSpec spec, Kernel kernel) {
        return "exact";
    }

    @Override
    public JobPlan plan(TraceSpec spec, JobContext context) {
        Work work = new Work(Resource.SECONDS, Math.max(1e-6, spec.spinMicros() / 1e6));
        Cost cost = spec.failure().equals("device")
                ? new Cost(Map.of(Kernel.BLOCKED, work, Kernel.SCALAR, work, Kernel.CUDA, work), 0)
                : Cost.exact(work);
        return new JobPlan(
                spec.blocks(),
                "blocks",
                1,
                spec.blocksPerChunk(),
                cost,
                new MemoryNeed(0, spec.memoryPerWorker(), 8, 0),
                List.of());
    }

    @Override
    public NodeRunners<long[]> openNode(TraceSpec spec, JobPlan plan, JobContext context) {
        NODES_OPENED.computeIfAbsent(context.seed(), s -> new AtomicInteger()).incrementAndGet();
        return new Node(spec);
    }

    @Override
    public JobRun<long[]> openRun(TraceSpec spec, JobPlan plan, JobContext context, ResultTarget target)
            throws IOException {
        OPEN_RUNS.incrementAndGet();
        return new Run(spec, plan, target);
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

    /** The value of a block, for oracles. */
    public static long value(long seed, int round, long block, long state) {
        long x = seed * 0x9E3779B97F4A7C15L + round * 0xC2B2AE3D27D4EB4FL + block * 0x165667B19E3779F9L + state;
        x = (x ^ x >>> 31) * 0x7FB5D329728EA185L;
        return x ^ x >>> 27;
    }

    /** Checks that it is closed once, after all its runners. */
    private static final class Node implements NodeRunners<long[]> {
        private final TraceSpec spec;
        private final AtomicInteger runners = new AtomicInteger();

        Node(TraceSpec spec) {
            this.spec = spec;
            OPEN_NODES.incrementAndGet();
        }

        @Override
        public ChunkRunner<long[]> open(WorkerContext context) {
            OPEN_RUNNERS.incrementAndGet();
            runners.incrementAndGet();
            return new Runner(spec, context, runners);
        }

        @Override
        public void close() {
            if (runners.getAndSet(Integer.MIN_VALUE) != 0) {
                throw new AssertionError("a node was closed before its runners, or twice");
            }
            OPEN_NODES.decrementAndGet();
        }
    }

    private static final class Runner implements ChunkRunner<long[]> {
        private final TraceSpec spec;
        private final WorkerContext context;
        private final Thread thread = Thread.currentThread();
        private long state;
        private final AtomicInteger open;
        private int round = -1;

        Runner(TraceSpec spec, WorkerContext context, AtomicInteger open) {
            this.spec = spec;
            this.context = context;
            this.open = open;
        }

        @Override
        public void startRound(Round next) {
            round = next.number();
            state = ByteBuffer.wrap(next.state()).getLong();
        }

        @Override
        public long[] run(Chunk chunk, ChunkContext line) throws Exception {
            if (Thread.currentThread() != thread || chunk.round() != round) {
                throw new AssertionError("wrong thread or round");
            }
            THREADS.computeIfAbsent(context.seed(), s -> ConcurrentHashMap.newKeySet())
                    .add(thread);
            if (chunk.index() == spec.failingChunk()) {
                fail(line);
            }
            long[] values = new long[(int) chunk.blocks()];
            for (int i = 0; i < values.length; i++) {
                spin(line);
                values[i] = value(context.seed(), round, chunk.firstBlock() + i, state);
            }
            COMPUTED.computeIfAbsent(context.seed(), s -> new AtomicLong()).incrementAndGet();
            return values;
        }

        private void spin(ChunkContext line) {
            long end = System.nanoTime() + spec.spinMicros() * 1000L;
            line.checkCancelled();
            while (spec.spinMicros() > 0 && System.nanoTime() < end) {
                line.checkCancelled();
                Thread.onSpinWait();
            }
        }

        private void fail(ChunkContext line) throws Exception {
            int before = FAILURES.computeIfAbsent(context.seed(), s -> new AtomicInteger())
                    .getAndIncrement();
            if (before < spec.failures()) {
                switch (spec.failure()) {
                    case "hang" -> Thread.sleep(1_000_000);
                    case "wait" -> {
                        while (true) {
                            line.checkCancelled();
                            Thread.sleep(1);
                        }
                    }
                    case "spec" -> throw new SpecException("file", "gone.adi", "no such file");
                    case "engine" -> throw new UnsatisfiedLinkError("no engine in java.library.path");
                    case "stack" -> throw new StackOverflowError("too deep");
                    default -> throw new IllegalStateException("boom " + before);
                }
            }
        }

        @Override
        public void close() {
            OPEN_RUNNERS.decrementAndGet();
            open.decrementAndGet();
        }
    }

    private static final class Run implements JobRun<long[]> {
        private final TraceSpec spec;
        private final ChunkPlan chunks;
        private final ResultFile file;
        private int round;
        private long next;
        private long state;
        private long sum;
        private long values;

        Run(TraceSpec spec, JobPlan plan, ResultTarget target) throws IOException {
            this.spec = spec;
            this.chunks = plan.chunks();
            this.file = ResultFile.open(target);
        }

        private Round round() {
            byte[] bytes = new byte[spec.wideState() ? WIDE : Long.BYTES];
            ByteBuffer.wrap(bytes).putLong(state);
            return new Round(round, chunks, bytes);
        }

        @Override
        public Round firstRound() {
            return round();
        }

        @Override
        public void accept(Chunk chunk, long[] partial) throws IOException {
            if (chunk.round() != round || chunk.index() != next || partial.length != chunk.blocks()) {
                throw new AssertionError("chunk " + chunk + " instead of " + next);
            }
            next++;
            OutputStream out = file.stream();
            for (long value : partial) {
                out.write(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
                sum += value;
                values++;
            }
        }

        @Override
        public Optional<Round> endRound() {
            if (next != chunks.chunks()) {
                throw new AssertionError("round ended after " + next);
            }
            round++;
            next = 0;
            state = sum;
            return round < spec.rounds() ? Optional.of(round()) : Optional.empty();
        }

        @Override
        public JobResult finish() throws IOException {
            ResultFile.Committed done = file.commit();
            return new JobResult(
                    done.sha256(),
                    done.bytes(),
                    "application/octet-stream",
                    done.file(),
                    values,
                    "blocks",
                    Map.of("sum", LongNode.valueOf(sum)),
                    Optional.empty());
        }

        @Override
        public void close() throws IOException {
            OPEN_RUNS.decrementAndGet();
            file.close();
        }
    }
}
