package org.everycore.cli.awards;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.everycore.cli.Session;
import org.everycore.cli.job.JobFile;
import org.everycore.cli.job.LocalJobs;
import org.everycore.cli.job.ProgressDisplay;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.cost.Basis;
import org.everycore.jobs.cost.SpeedBook;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.report.Progress;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.run.DirectResult;
import org.everycore.jobs.run.DirectRunner;
import org.everycore.jobs.strategy.StrategyChooser;
import org.everycore.radio.award.AwardPartial;
import org.everycore.radio.jobs.AwardsKind;
import org.everycore.radio.jobs.AwardsSpec;
import org.everycore.runtime.Outcome;

/**
 * Runs one awards job on threads of its own, without a supervisor: there is nobody to share with, and its actors would take longer to start
 * than a log takes to read.
 *
 * <p>The {@link DirectRunner} takes chunks, runners and merge of the job kind, so the result is the same bytes.
 */
final class AwardsHere {
    private static final AwardsKind KIND = new AwardsKind();
    private static final long BYTES_PER_QSO = 256;
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
        JobId id = JobId.random();
        AtomicReference<Progress> last =
                new AtomicReference<>(new Progress(id, JobState.RUNNING, 0, 0, 0, "", 0, 0, 0, 0, Duration.ZERO));
        DirectRunner<AwardsSpec, AwardPartial> runner = DirectRunner.of(KIND, spec)
                .id(id)
                .seed(request.seed())
                .target(target)
                .cancelledBy(cancelled::get)
                .watchedBy(progress -> {
                    last.set(progress);
                    display.update(progress);
                });
        JobPlan plan = runner.plan();
        int most =
                request.workers() > 0 ? request.workers() : Runtime.getRuntime().availableProcessors();
        int workers = request.workers() == 0 && plan.units() <= ALONE_UP_TO
                ? 1
                : (int) Math.max(1, Math.min(most, plan.chunks().chunks()));
        runner.workers(workers);
        SpeedBook speeds = SpeedBook.in(session.folders().state());
        Basis basis = StrategyChooser.alone(request.kind(), plan, workers, speeds.now());
        double predicted = StrategyChooser.seconds(basis, plan, workers, speeds.now());
        Optional<DirectResult> done = Optional.empty();
        try {
            done = Optional.of(runner.run());
        } catch (CancellationException e) {
            // Told in the report.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        done.ifPresent(whole -> speeds.learn(basis, whole.seconds()));
        JobReport report = report(request, spec, plan, workers, last.get(), done, predicted);
        Outcome outcome = new Outcome(report, done.map(DirectResult::result), Optional.empty());
        speeds.keep();
        new LocalJobs(session).keep(List.of(outcome));
        return outcome;
    }

    private static JobReport report(
            JobRequest request,
            AwardsSpec spec,
            JobPlan plan,
            int workers,
            Progress last,
            Optional<DirectResult> done,
            double predicted) {
        Optional<JobResult> result = done.map(DirectResult::result);
        double seconds = done.map(DirectResult::seconds).orElse(last.elapsed().toNanos() / 1e9);
        List<Double> cores = done.stream()
                .flatMap(whole -> whole.busySeconds().stream())
                .map(busy -> Math.min(1, busy / seconds))
                .toList();
        long units = result.map(JobResult::units).orElse(last.unitsDone());
        return new JobReport(
                last.job(),
                request.kind(),
                request.name(),
                done.isPresent() ? JobState.SUCCEEDED : JobState.CANCELLED,
                workers == 1 ? "sequential" : "threading",
                request.strategy(),
                List.of(),
                Kernel.BLOCKED,
                KIND.family(spec, Kernel.BLOCKED),
                units,
                result.map(JobResult::unit).orElse(plan.unit()),
                seconds,
                done.isPresent() ? units / seconds : 0,
                workers,
                cores.stream().mapToDouble(Double::doubleValue).average().orElse(0),
                cores,
                plan.chunks().chunks(),
                0,
                predicted,
                plan.memory().total(workers, 0),
                result.map(JobResult::sha256).orElse(null),
                result.map(JobResult::bytes).orElse(null),
                result.flatMap(JobResult::file).map(Object::toString).orElse(null),
                result.map(JobResult::facts).orElse(Map.of()),
                done.isPresent() ? null : "cancelled");
    }
}
