package org.everycore.cluster.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkPlan;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.NodeRunners;
import org.everycore.jobs.Round;
import org.everycore.jobs.WorkerContext;

/**
 * A job's chunks computed by plain loops: one engine a thread, no actors, no merging, results thrown away. It is what a worker
 * could reach at most.
 */
final class BareLoops<S, P> {
    private final JobKind<S, P> kind;
    private final JobRequest request;
    private final S spec;
    private final JobPlan plan;
    private final NodeRunners<P> node;
    private final AtomicLong computed = new AtomicLong();

    private BareLoops(JobKind<S, P> kind, JobRequest request) throws IOException {
        this.kind = kind;
        this.request = request;
        this.spec = kind.parse(request.spec());
        JobContext context = new JobContext(JobId.random(), request.seed(), Kernel.BLOCKED, Inputs.LOCAL);
        this.plan = kind.plan(spec, context);
        this.node = kind.openNode(spec, plan, context);
    }

    static <S, P> BareLoops<S, P> of(JobKind<S, P> kind, JobRequest request) throws IOException {
        return new BareLoops<>(kind, request);
    }

    JobPlan plan() {
        return plan;
    }

    /** Units of the last run. */
    long unitsComputed() {
        return computed.get();
    }

    /**
     * Runs all chunks in so many loops at once, each with every so many-th chunk.
     *
     * @return units a second, the sum over the loops of what each reached on its own part
     */
    double unitsPerSecond(int loops) {
        computed.set(0);
        List<CompletableFuture<Double>> rates = new ArrayList<>();
        for (int loop = 0; loop < loops; loop++) {
            int first = loop;
            CompletableFuture<Double> rate = new CompletableFuture<>();
            Thread thread = new Thread(() -> complete(rate, first, loops), "bare-loop-" + loop);
            thread.setDaemon(true);
            thread.start();
            rates.add(rate);
        }
        try {
            return rates.stream().mapToDouble(CompletableFuture::join).sum();
        } catch (CompletionException e) {
            throw new IllegalStateException("a bare loop of " + kind.name() + " failed", e.getCause());
        }
    }

    private void complete(CompletableFuture<Double> rate, int first, int step) {
        try {
            rate.complete(loop(first, step));
        } catch (Throwable failed) {
            rate.completeExceptionally(failed);
        }
    }

    private double loop(int first, int step) throws Exception {
        long start = System.nanoTime();
        long units = 0;
        ChunkPlan chunks = plan.chunks();
        WorkerContext context = new WorkerContext(first, request.seed(), Kernel.BLOCKED, 0, Inputs.LOCAL);
        try (ChunkRunner<P> runner = node.open(context)) {
            runner.startRound(Round.only(plan));
            for (long index = first; index < chunks.chunks(); index += step) {
                Chunk chunk = chunks.chunk(0, index);
                runner.run(chunk, ChunkContext.detached());
                units += plan.unitsIn(chunk.firstBlock(), chunk.endBlock());
            }
        }
        computed.addAndGet(units);
        return units / ((System.nanoTime() - start) / 1e9);
    }
}
