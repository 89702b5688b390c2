package org.everycore.runtime.supervisor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.cost.SpeedBook;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.strategy.Decision;
import org.everycore.jobs.strategy.Fallback;
import org.everycore.jobs.strategy.Reach;
import org.everycore.jobs.strategy.Resources;
import org.everycore.jobs.strategy.Strategies;
import org.everycore.jobs.strategy.StrategyChooser;
import org.everycore.runtime.job.PlannedJob;
import org.everycore.runtime.wire.JobDescription;

/** Makes a request a planned job: reads its spec, makes its plan, chooses its strategy, fits it into memory. Calls block. */
public final class JobPlanner {
    private static final int MAX_WINDOW = 4096;

    private final KindRegistry kinds;
    private final Strategies strategies;
    private final SpeedBook speeds;
    private final Inputs inputs;

    public JobPlanner(KindRegistry kinds, Strategies strategies, SpeedBook speeds, Inputs inputs) {
        this.kinds = kinds;
        this.strategies = strategies;
        this.speeds = speeds;
        this.inputs = inputs;
    }

    /** Where what jobs took is kept, for the predictions of later ones. */
    SpeedBook speeds() {
        return speeds;
    }

    /**
     * Plans a request.
     *
     * @param settled the strategy that an earlier decision came to; empty to decide
     * @param earlier steps down that were taken before
     * @throws SpecException when the request cannot be used or does not fit into memory
     */
    public PlannedJob<?, ?> plan(
            JobId id,
            JobRequest request,
            ResultTarget target,
            Resources resources,
            Optional<String> settled,
            List<Fallback> earlier)
            throws IOException {
        return plan(kinds.get(request.kind()), id, request, target, resources, settled, earlier);
    }

    private <S, P> PlannedJob<S, P> plan(
            JobKind<S, P> kind,
            JobId id,
            JobRequest request,
            ResultTarget target,
            Resources resources,
            Optional<String> settled,
            List<Fallback> earlier)
            throws IOException {
        S spec = kind.parse(request.spec());
        JobContext planning = new JobContext(id, request.seed(), Kernel.BLOCKED, inputs);
        JobPlan plan = kind.plan(spec, planning);
        if (plan.chunks().chunks() > Integer.MAX_VALUE) {
            throw new SpecException(
                    "spec", "makes " + plan.chunks().chunks() + " chunks; at most 2^31 - 1 can be kept");
        }
        JobRequest asked = settled.map(request::withStrategy).orElse(request);
        Decision decision = new StrategyChooser(strategies).decide(asked, plan, resources, speeds.now());
        Kernel kernel = decision.chosen().kernel();
        int perNode = decision.chosen().reach() == Reach.NODE ? decision.workers() : request.workers();
        perNode = perNode >= resources.localWorkers() ? 0 : perNode;
        List<Fallback> fallbacks = new ArrayList<>(earlier);
        fallbacks.addAll(decision.fallbacks());
        return new PlannedJob<>(
                new JobDescription(id, request.withJobId(id), plan, kernel, kind.family(spec, kernel), perNode),
                kind,
                spec,
                new JobContext(id, request.seed(), kernel, inputs),
                decision.chosen(),
                decision.prediction(),
                fallbacks,
                window(plan, decision, resources),
                target);
    }

    /** Half of the memory that the job leaves free may hold partials that wait to be merged. */
    private static int window(JobPlan plan, Decision decision, Resources resources) {
        long least = (long) Math.max(1, decision.prediction().workers()) * StrategyChooser.WAITING_CHUNKS_PER_WORKER;
        double perChunk = (double) plan.memory().perBlock() * plan.chunks().blocksPerChunk();
        double spare =
                Math.max(0, resources.memoryBytes() - decision.prediction().memoryBytes()) / 2.0;
        double more = perChunk == 0 ? MAX_WINDOW : spare / perChunk;
        return (int) Math.max(least, Math.min(MAX_WINDOW, least + (long) more));
    }
}
