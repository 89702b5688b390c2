package org.everycore.cli.awards;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.everycore.cli.Session;
import org.everycore.cli.job.JobFile;
import org.everycore.cli.job.LocalJobs;
import org.everycore.cli.job.ProgressDisplay;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkPlan;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.NodeRunners;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.report.Progress;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.radio.award.AwardPartial;
import org.everycore.radio.jobs.AwardsKind;
import org.everycore.radio.jobs.AwardsSpec;
import org.everycore.runtime.Outcome;
import org.everycore.runtime.schedule.Failure;

/**
 * Runs one awards job on threads of its own, without a supervisor: there is nobody to share with, and its actors would take longer to start
 * than a log takes to read.
 *
 * <p>Chunks, runners and merge are those of the job kind, and partials are merged in the order of chunks, so the result is the same bytes. No
 * thread runs more than a few chunks ahead of the merge.
 */
final class AwardsHere {
    private static final AwardsKind KIND = new AwardsKind();
    private static final long BYTES_PER_QSO = 256;
    /** Partials that wait for the merge, beside those at work: some megabytes each. */
    private static final int MOST_WAITING = 8;

    private static final long ALONE_UP_TO = 10_000 * BYTES_PER_QSO;

    private final Session session;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    AwardsHere(Session session) {
        this.session = session;
    }

    /** Whether a request leaves it to this program how it runs. */
    static boolean suits(JobRequest request, Session session) {
        return request.strategy().equals("auto")
                && request.rule() == null
                && session.settings().memory().isEmpty();
    }

    Outcome run(JobRequest request, ResultTarget target) throws IOException {
        ProgressDisplay display = new ProgressDisplay(session);
        try {
            return session.interrupts().during(() -> cancelled.set(true), () -> planned(request, target, display));
        } catch (SpecException e) {
            throw JobFile.in("awards", e);
        } finally {
            display.close();
        }
    }

    private Outcome planned(JobRequest request, ResultTarget target, ProgressDisplay display) throws IOException {
        AwardsSpec spec = KIND.parse(request.spec());
        JobContext context = new JobContext(JobId.random(), request.seed(), Kernel.BLOCKED, Inputs.LOCAL);
        JobPlan plan = KIND.plan(spec, context);
        int most =
                request.workers() > 0 ? request.workers() : Runtime.getRuntime().availableProcessors();
        int workers = request.workers() == 0 && plan.units() <= ALONE_UP_TO
                ? 1
                : (int) Math.max(1, Math.min(most, plan.chunks().chunks()));
        Running running = new Running(spec, plan, context, display, workers);
        Outcome outcome = running.run(request, target);
        new LocalJobs(session).keep(List.of(outcome));
        return outcome;
    }

    /** One run: what its threads share. */
    private final class Running {
        private final AwardsSpec spec;
        private final JobPlan plan;
        private final JobContext context;
        private final ProgressDisplay display;
        private final int workers;
        private final ChunkPlan chunks;
        private final AtomicLong done = new AtomicLong();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicBoolean over = new AtomicBoolean();
        private final Semaphore ahead;
        private final Map<Integer, CompletableFuture<AwardPartial>> partials = new ConcurrentHashMap<>();
        private final ConcurrentLinkedQueue<Double> busy = new ConcurrentLinkedQueue<>();
        private final long start = System.nanoTime();

        Running(AwardsSpec spec, JobPlan plan, JobContext context, ProgressDisplay display, int workers) {
            this.spec = spec;
            this.plan = plan;
            this.context = context;
            this.display = display;
            this.workers = workers;
            this.chunks = plan.chunks();
            this.ahead = new Semaphore(Math.min(2 * workers + 1, workers + MOST_WAITING));
        }

        Outcome run(JobRequest request, ResultTarget target) throws IOException {
            NodeRunners<AwardPartial> node = KIND.openNode(spec, plan, context);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                int number = i;
                Thread thread = new Thread(() -> work(node, number), "awards-" + i);
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            }
            try (JobRun<AwardPartial> run = KIND.openRun(spec, plan, context, target)) {
                for (int i = 0; i < chunks.chunks(); i++) {
                    Chunk chunk = chunks.chunk(0, i);
                    try (AwardPartial partial = partial(i).join()) {
                        run.accept(chunk, partial);
                    }
                    partials.remove(i);
                    ahead.release();
                    show(i + 1);
                }
                for (Thread thread : threads) {
                    thread.join();
                }
                JobResult result = run.finish();
                return new Outcome(report(request, JobState.SUCCEEDED, result, null), Optional.of(result), none());
            } catch (CompletionException e) {
                return ended(request, e.getCause());
            } catch (CancellationException e) {
                return ended(request, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } finally {
                over.set(true);
                ahead.release(workers);
            }
        }

        private void work(NodeRunners<AwardPartial> node, int number) {
            int at = -1;
            try (ChunkRunner<AwardPartial> runner =
                    node.open(new WorkerContext(number, 0, Kernel.BLOCKED, 0, Inputs.LOCAL))) {
                ChunkContext line = new ChunkContext(() -> cancelled.get() || over.get(), done);
                double seconds = 0;
                while (true) {
                    ahead.acquire();
                    at = next.getAndIncrement();
                    if (at >= chunks.chunks() || over.get()) {
                        break;
                    }
                    long began = System.nanoTime();
                    partial(at).complete(runner.run(chunks.chunk(0, at), line));
                    seconds += (System.nanoTime() - began) / 1e9;
                }
                busy.add(seconds);
                ahead.release();
            } catch (Throwable e) { // whatever it was, the one who waits must hear of it
                partial(at >= 0 ? at : next.getAndIncrement()).completeExceptionally(e);
                if (e instanceof Error error) {
                    throw error;
                }
            }
        }

        private CompletableFuture<AwardPartial> partial(int chunk) {
            return partials.computeIfAbsent(chunk, any -> new CompletableFuture<>());
        }

        private void show(int chunksDone) {
            display.update(new Progress(
                    context.id(),
                    JobState.RUNNING,
                    0,
                    Math.min(plan.units(), done.get()),
                    plan.units(),
                    plan.unit(),
                    chunksDone,
                    chunks.chunks(),
                    0,
                    workers,
                    Duration.ofNanos(System.nanoTime() - start)));
        }

        private Outcome ended(JobRequest request, Throwable cause) throws IOException {
            if (cause instanceof CancellationException) {
                return new Outcome(report(request, JobState.CANCELLED, null, "cancelled"), Optional.empty(), none());
            }
            if (cause instanceof IOException file) {
                throw file;
            }
            if (cause instanceof RuntimeException fault) {
                throw fault;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IOException(cause.getMessage(), cause);
        }

        private JobReport report(JobRequest request, JobState state, JobResult result, String error) {
            double seconds = (System.nanoTime() - start) / 1e9;
            List<Double> cores =
                    busy.stream().map(share -> Math.min(1, share / seconds)).toList();
            return new JobReport(
                    context.id(),
                    request.kind(),
                    request.name(),
                    state,
                    workers == 1 ? "sequential" : "threading",
                    request.strategy(),
                    List.of(),
                    Kernel.BLOCKED,
                    KIND.family(spec, Kernel.BLOCKED),
                    result == null ? done.get() : result.units(),
                    result == null ? plan.unit() : result.unit(),
                    seconds,
                    result == null ? 0 : result.units() / seconds,
                    workers,
                    cores.stream().mapToDouble(Double::doubleValue).average().orElse(0),
                    cores,
                    chunks.chunks(),
                    0,
                    null,
                    null,
                    result == null ? null : result.sha256(),
                    result == null ? null : result.bytes(),
                    result == null ? null : result.file().map(Object::toString).orElse(null),
                    result == null ? Map.of() : result.facts(),
                    error);
        }
    }

    private static Optional<Failure> none() {
        return Optional.empty();
    }
}
