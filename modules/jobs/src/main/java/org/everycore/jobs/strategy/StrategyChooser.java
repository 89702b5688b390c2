package org.everycore.jobs.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.everycore.jobs.ChunkPlan;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.cost.Basis;
import org.everycore.jobs.cost.Calibration;
import org.everycore.jobs.cost.Work;

/**
 * Predicts what each strategy would take for a job and decides which one runs it. The model: each chunk costs its blocks plus
 * {@value #CHUNK_SECONDS} s of scheduling, and chunks share the workers. At nominal speeds that is the job's size, by which the
 * {@link Calibration} knows what such jobs took; at measured speeds it is the prediction of a job of which nothing is known. A job
 * that a node's memory does not hold is refused.
 */
public final class StrategyChooser {
    /** Scheduling of one chunk: supervisor, pool, worker and back. */
    static final double CHUNK_SECONDS = 20e-6;

    /** Chunks a worker that may be computed, or wait for an earlier one, at once. */
    public static final int WAITING_CHUNKS_PER_WORKER = 4;

    /** Time that a worker of another node loses by the network, once a job. */
    private static final double CLUSTER_START_SECONDS = 0.05;

    /** A wider strategy must promise at least this much, or the simpler one runs. */
    private static final double WORTHWHILE = 0.97;

    private final Strategies strategies;

    public StrategyChooser(Strategies strategies) {
        this.strategies = strategies;
    }

    /**
     * Decides for a request.
     *
     * @throws SpecException when the strategy is unknown, nothing can run the job, or memory does not suffice
     */
    public Decision decide(JobRequest request, JobPlan plan, Resources resources, Calibration calibration) {
        AutoRule rule = AutoRule.of(request.rule());
        List<Prediction> predictions = new ArrayList<>();
        Calibration speeds = resources.speeds().isEmpty() ? calibration : calibration.withSpeeds(resources.speeds());
        for (Strategy strategy : strategies.all()) {
            predictions.add(predict(strategy, request, plan, resources, speeds));
        }
        if (request.strategy().equals(Strategies.AUTO)) {
            return rule == AutoRule.COST
                    ? byCost(request, predictions)
                    : byThreshold(rule, request, plan, resources, predictions);
        }
        Strategies.Settled settled = strategies.settle(request.strategy(), plan.cost(), resources);
        String reason = settled.fallbacks().isEmpty()
                ? "asked for"
                : "nearest to " + request.strategy() + " that can run: "
                        + settled.fallbacks().get(0).reason();
        return admitted(request, settled.strategy(), reason, predictions, settled.fallbacks(), Integer.MAX_VALUE);
    }

    /** Time and memory of one strategy. */
    Prediction predict(
            Strategy strategy, JobRequest request, JobPlan plan, Resources resources, Calibration calibration) {
        Optional<Work> work = plan.cost().on(strategy.kernel());
        Optional<String> obstacle = work.isEmpty()
                ? Optional.of("this kind has no " + strategy.kernel().label() + " kernel")
                : strategy.obstacle(resources);
        if (obstacle.isPresent()) {
            return new Prediction(strategy.id(), 0, Double.NaN, 0, obstacle.get(), null);
        }
        ChunkPlan chunks = plan.chunks();
        int workers = workers(strategy, request, resources, chunks);
        boolean far = strategy.reach() != Reach.NODE;
        Basis basis = basis(request.kind(), strategy.kernel(), plan, workers, far, calibration);
        double measured = modelled(plan, calibration.seconds(work.get()), workers, far);
        double seconds = calibration.predict(basis, measured);
        int onNode = Math.min(workers, Math.max(1, resources.localWorkers()));
        long memory = plan.memory().total(onNode, waiting(workers, chunks));
        String tooMuch = memory > resources.memoryBytes() ? needs(memory, resources.memoryBytes()) : null;
        return new Prediction(strategy.id(), workers, seconds, memory, tooMuch, basis);
    }

    /** What a job that runs in blocks without a supervisor is predicted from, and learned by. */
    public static Basis alone(String kind, JobPlan plan, int workers, Calibration calibration) {
        return basis(kind, Kernel.BLOCKED, plan, workers, false, calibration);
    }

    /** Seconds of such a job. */
    public static double seconds(Basis basis, JobPlan plan, int workers, Calibration calibration) {
        Work work = plan.cost().on(basis.kernel()).orElseThrow();
        return calibration.predict(basis, modelled(plan, calibration.seconds(work), workers, false));
    }

    private static Basis basis(
            String kind, Kernel kernel, JobPlan plan, int workers, boolean far, Calibration calibration) {
        double nominal = plan.cost().on(kernel).orElseThrow().nominalSeconds();
        return new Basis(
                kind,
                kernel,
                plan.cost().form(),
                modelled(plan, nominal, workers, far),
                calibration.cold(kind, kernel));
    }

    private static double modelled(JobPlan plan, double blockSeconds, int workers, boolean far) {
        ChunkPlan chunks = plan.chunks();
        double perChunk = blockSeconds * chunks.blocksPerChunk() + CHUNK_SECONDS;
        double total = blockSeconds * plan.blocks() + CHUNK_SECONDS * chunks.chunks();
        return plan.cost().startSeconds()
                + Math.max(total / workers, chunks.chunks() == 0 ? 0 : Math.min(total, perChunk))
                + (far ? CLUSTER_START_SECONDS : 0);
    }

    private static long waiting(int workers, ChunkPlan chunks) {
        long window = Math.min(chunks.chunks(), (long) workers * WAITING_CHUNKS_PER_WORKER);
        return Math.min(chunks.blocks(), window * chunks.blocksPerChunk());
    }

    private static int workers(Strategy strategy, JobRequest request, Resources resources, ChunkPlan chunks) {
        long most = Math.min(strategy.maxWorkers(resources), Math.max(1, chunks.chunks()));
        return (int) Math.max(1, request.workers() == 0 ? most : Math.min(most, request.workers()));
    }

    private Decision byCost(JobRequest request, List<Prediction> predictions) {
        List<Prediction> candidates = predictions.stream()
                .filter(Prediction::possible)
                .filter(p -> strategies.get(p.strategy()).kernel() != Kernel.SCALAR)
                .toList();
        Prediction fastest = candidates.stream()
                .min(Comparator.comparingDouble(Prediction::seconds))
                .orElseThrow(() -> nothingRuns(predictions));
        Prediction simplest = candidates.stream()
                .filter(p -> p.seconds() * WORTHWHILE <= fastest.seconds())
                .findFirst()
                .orElse(fastest);
        String reason = String.format(
                Locale.ROOT,
                "expected to finish first (%.3g s with %d worker%s)",
                simplest.seconds(),
                simplest.workers(),
                simplest.workers() == 1 ? "" : "s");
        return new Decision(
                request.strategy(),
                strategies.get(simplest.strategy()),
                simplest.workers(),
                reason,
                simplest,
                predictions,
                List.of());
    }

    private Decision byThreshold(
            AutoRule rule, JobRequest request, JobPlan plan, Resources resources, List<Prediction> predictions) {
        String wanted = rule.strategyFor(plan.units(), resources.devices() > 0);
        Strategies.Settled settled = strategies.settle(wanted, plan.cost(), resources);
        String reason = "rule " + rule.label() + " for " + plan.units() + " " + plan.unit();
        int cap = rule == AutoRule.THRESHOLDS ? AutoRule.THRESHOLDS_WORKERS : Integer.MAX_VALUE;
        return admitted(request, settled.strategy(), reason, predictions, settled.fallbacks(), cap);
    }

    private static Decision admitted(
            JobRequest request,
            Strategy strategy,
            String reason,
            List<Prediction> predictions,
            List<Fallback> fallbacks,
            int cap) {
        Prediction prediction = predictions.stream()
                .filter(p -> p.strategy().equals(strategy.id()))
                .findFirst()
                .orElseThrow();
        if (!prediction.possible()) {
            throw new SpecException("memory", prediction.obstacle());
        }
        return new Decision(
                request.strategy(),
                strategy,
                Math.min(cap, prediction.workers()),
                reason,
                prediction,
                predictions,
                fallbacks);
    }

    private static SpecException nothingRuns(List<Prediction> predictions) {
        return predictions.stream()
                .map(Prediction::obstacle)
                .filter(obstacle -> obstacle != null && obstacle.startsWith("needs"))
                .findFirst()
                .map(obstacle -> new SpecException("memory", obstacle))
                .orElseGet(() -> new SpecException("strategy", "auto", "no strategy can run this job"));
    }

    private static String needs(long bytes, long available) {
        return String.format(
                Locale.ROOT,
                "needs %.1f MiB of memory, and jobs may use %.1f MiB here",
                bytes / (double) (1 << 20),
                available / (double) (1 << 20));
    }
}
