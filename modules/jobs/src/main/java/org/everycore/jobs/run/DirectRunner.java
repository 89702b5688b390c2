package org.everycore.jobs.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.NodeRunners;
import org.everycore.jobs.Round;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.report.Progress;
import org.everycore.jobs.result.ResultTarget;

/**
 * Runs one job of a kind on threads of this process: no actors, no retries, nobody to share with. Workers take the chunks of
 * each round in order, the calling thread merges their partials in order, and no worker runs more than a few chunks ahead of
 * it. Every other way to run a job must give the same bytes.
 *
 * <pre>{@code
 * DirectResult done = DirectRunner.of(new SampleKind(), spec).seed(42).workers(4).target(ResultTarget.to(file)).run();
 * }</pre>
 *
 * <p>To be set up and run once, by one thread.
 */
public final class DirectRunner<S, P> {
    /** Partials that wait for the merge, beside those at work: of some kinds they take megabytes each. */
    private static final int MOST_WAITING = 8;

    private final JobKind<S, P> kind;
    private final S spec;
    private JobId id = JobId.random();
    private long seed;
    private Kernel kernel = Kernel.BLOCKED;
    private int workers = 1;
    private long blocksPerChunk;
    private boolean encoded;
    private Inputs inputs = Inputs.LOCAL;
    private ResultTarget target = ResultTarget.NOWHERE;
    private BooleanSupplier cancelled = () -> false;
    private Consumer<Progress> watch = progress -> {};
    private JobPlan plan;

    private DirectRunner(JobKind<S, P> kind, S spec) {
        this.kind = kind;
        this.spec = spec;
    }

    public static <S, P> DirectRunner<S, P> of(JobKind<S, P> kind, S spec) {
        return new DirectRunner<>(kind, spec);
    }

    /** A runner for a request to this kind: its spec, seed and workers; strategy and priority mean nothing here. */
    public static <S, P> DirectRunner<S, P> of(JobKind<S, P> kind, JobRequest request) {
        return of(kind, kind.parse(request.spec())).seed(request.seed()).workers(Math.max(1, request.workers()));
    }

    public DirectRunner<S, P> id(JobId given) {
        id = given;
        return this;
    }

    public DirectRunner<S, P> seed(long given) {
        seed = given;
        return this;
    }

    public DirectRunner<S, P> kernel(Kernel given) {
        kernel = given;
        return this;
    }

    /** How many threads compute; 1 unless said otherwise. */
    public DirectRunner<S, P> workers(int given) {
        if (given < 1) {
            throw new IllegalArgumentException("workers is " + given);
        }
        workers = given;
        return this;
    }

    /** Cuts chunks of so many blocks, instead of those of the plan; the result must not show it. */
    public DirectRunner<S, P> chunksOf(long blocks) {
        blocksPerChunk = blocks;
        return this;
    }

    /** Sends every partial through the kind's codec, as between nodes. */
    public DirectRunner<S, P> encoded() {
        encoded = true;
        return this;
    }

    public DirectRunner<S, P> inputs(Inputs given) {
        inputs = given;
        return this;
    }

    public DirectRunner<S, P> target(ResultTarget given) {
        target = given;
        return this;
    }

    /** Asked all the while; when it says yes, {@link #run()} ends with a {@link java.util.concurrent.CancellationException}. */
    public DirectRunner<S, P> cancelledBy(BooleanSupplier given) {
        cancelled = given;
        return this;
    }

    /** Hears of each chunk that was merged, on the calling thread. */
    public DirectRunner<S, P> watchedBy(Consumer<Progress> given) {
        watch = given;
        return this;
    }

    /** The job's plan, made when it is first asked for. */
    public JobPlan plan() throws IOException {
        if (plan == null) {
            JobPlan made = kind.plan(spec, context());
            plan = blocksPerChunk == 0 ? made : made.withBlocksPerChunk(blocksPerChunk);
        }
        return plan;
    }

    private JobContext context() {
        return new JobContext(id, seed, kernel, inputs);
    }

    /**
     * Runs the job.
     *
     * @throws org.everycore.jobs.SpecException when the spec or an input cannot be used
     * @throws java.util.concurrent.CancellationException when it was cancelled
     * @throws IOException when a chunk could not be computed or the result not be written: of several chunks that failed, what
     *     the first in order threw. Unchecked exceptions and errors of the kind come as they are
     */
    public DirectResult run() throws IOException, InterruptedException {
        return new Running().run();
    }

    private final class Running {
        private final JobPlan planned = plan();
        private final ChunkQueue<P> queue =
                new ChunkQueue<>(Math.min(2 * workers + 1, workers + MOST_WAITING), cancelled);
        private final AtomicLong unitsDone = new AtomicLong();
        private final ConcurrentLinkedQueue<Double> busy = new ConcurrentLinkedQueue<>();
        private final long start = System.nanoTime();
        private long mergeNanos;
        private long chunks;

        Running() throws IOException {}

        DirectResult run() throws IOException, InterruptedException {
            try (NodeRunners<P> node = kind.openNode(spec, planned, context())) {
                List<Thread> threads = start(node);
                try (JobRun<P> run = kind.openRun(spec, planned, context(), target)) {
                    merge(run);
                    queue.close();
                    join(threads);
                    long began = ThreadTime.nanos();
                    var result = run.finish();
                    mergeNanos += ThreadTime.nanos() - began;
                    double seconds = (System.nanoTime() - start) / 1e9;
                    return new DirectResult(result, chunks, seconds, List.copyOf(busy), mergeNanos / 1e9);
                } catch (ChunkQueue.Failed failed) {
                    throw thrown(failed.getCause());
                } finally {
                    queue.close();
                    join(threads);
                    for (P partial : queue.unmerged()) {
                        release(partial);
                    }
                }
            }
        }

        private List<Thread> start(NodeRunners<P> node) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                int number = i;
                Thread thread = new Thread(() -> work(node, number), "worker-" + i);
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            }
            return threads;
        }

        private void merge(JobRun<P> run) throws IOException, InterruptedException, ChunkQueue.Failed {
            Optional<Round> round = Optional.of(run.firstRound());
            while (round.isPresent()) {
                queue.open(round.get());
                for (var ticket = queue.await(); ticket != null; ticket = queue.await()) {
                    long began = ThreadTime.nanos();
                    run.accept(ticket.chunk, ticket.partial());
                    queue.merged();
                    release(ticket.partial());
                    mergeNanos += ThreadTime.nanos() - began;
                    chunks++;
                    show(round.get(), ticket.chunk.index() + 1);
                }
                round = run.endRound();
            }
        }

        private void work(NodeRunners<P> node, int number) {
            ChunkContext line = new ChunkContext(() -> cancelled.getAsBoolean() || queue.closed(), unitsDone);
            List<ChunkQueue.Ticket<P>> row = List.of();
            try (OpenRunner<P> open = new OpenRunner<>(node, new WorkerContext(number, seed, kernel, 0, inputs))) {
                long nanos = 0;
                while (queue.ready(number)) {
                    row = queue.take(open.atOnce(), workers);
                    long began = System.nanoTime();
                    if (row.size() > 1 && together(open, row, line)) {
                        row = List.of();
                    }
                    for (var ticket : row) {
                        row = List.of(ticket);
                        queue.done(ticket, sent(open.run(ticket, line)));
                    }
                    nanos += System.nanoTime() - began;
                }
                if (nanos > 0 && open.used()) {
                    busy.add(nanos / 1e9);
                }
            } catch (Throwable e) { // whatever it was, the one who merges must hear of it
                // Of what could not even be opened the next chunk tells.
                for (var ticket : row.isEmpty() ? queue.take(1, 1) : row) {
                    queue.failed(ticket, e);
                }
            }
        }

        /** Computes chunks in one go; false when that failed, so that they are computed one by one and the one at fault is named. */
        private boolean together(OpenRunner<P> open, List<ChunkQueue.Ticket<P>> row, ChunkContext line)
                throws IOException {
            List<P> partials;
            try {
                partials = open.runAll(row, line);
            } catch (CancellationException e) {
                throw e;
            } catch (Exception e) {
                open.close();
                return false;
            }
            for (int i = 0; i < row.size(); i++) {
                queue.done(row.get(i), sent(partials.get(i)));
            }
            return true;
        }

        private P sent(P partial) throws IOException {
            if (!encoded) {
                return partial;
            }
            var bytes = new ByteArrayOutputStream();
            kind.codec().write(partial, new DataOutputStream(bytes));
            release(partial);
            return kind.codec().read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), bytes.size());
        }

        private void show(Round round, long merged) {
            watch.accept(new Progress(
                    id,
                    JobState.RUNNING,
                    round.number(),
                    Math.min(planned.units(), unitsDone.get()),
                    planned.units(),
                    planned.unit(),
                    merged,
                    round.chunks().chunks(),
                    0,
                    workers,
                    Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    /** A worker's runner, opened when its first chunk comes, and told of each round once. */
    private static final class OpenRunner<P> implements AutoCloseable {
        private final NodeRunners<P> node;
        private final WorkerContext context;
        private ChunkRunner<P> runner;
        private int round = -1;

        OpenRunner(NodeRunners<P> node, WorkerContext context) {
            this.node = node;
            this.context = context;
        }

        boolean used() {
            return runner != null;
        }

        int atOnce() throws IOException {
            if (runner == null) {
                runner = node.open(context);
            }
            return runner.atOnce();
        }

        P run(ChunkQueue.Ticket<P> ticket, ChunkContext line) throws Exception {
            return in(ticket.round).run(ticket.chunk, line);
        }

        List<P> runAll(List<ChunkQueue.Ticket<P>> row, ChunkContext line) throws Exception {
            return in(row.get(0).round)
                    .runAll(row.stream().map(ticket -> ticket.chunk).toList(), line);
        }

        private ChunkRunner<P> in(Round wanted) throws Exception {
            if (runner == null) {
                runner = node.open(context);
            }
            if (wanted.number() != round) {
                runner.startRound(wanted);
                round = wanted.number();
            }
            return runner;
        }

        @Override
        public void close() {
            if (runner != null) {
                runner.close();
                runner = null;
                round = -1;
            }
        }
    }

    /** Gives up what a partial holds beside memory. */
    private static void release(Object partial) throws IOException {
        if (partial instanceof Closeable closeable) {
            closeable.close();
        }
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static IOException thrown(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException file ? file : new IOException(cause.getMessage(), cause);
    }
}
