package org.everycore.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.runtime.LocalRuntime;
import org.everycore.runtime.LocalRuntimeConfig;
import org.everycore.runtime.Outcome;

/** A whole job as a benchmark: run twice in a warm runtime, the faster run counts. */
final class BenchJob implements AutoCloseable {
    private static final int RUNS = 3;

    private final LocalRuntime runtime;
    private final int workers;

    BenchJob(int workers) {
        this.workers = workers;
        this.runtime =
                LocalRuntime.start(LocalRuntimeConfig.of(KindRegistry.load()).withWorkers(workers));
    }

    /** The report of the fastest of a few runs. */
    JobReport best(String kind, JsonNode spec, String strategy) {
        JobReport best = null;
        for (int run = 0; run < RUNS; run++) {
            JobReport report = once(kind, spec, strategy);
            best = best == null || report.perSecond() > best.perSecond() ? report : best;
        }
        return best;
    }

    /** The report of one run, for what cannot be done twice. */
    JobReport once(String kind, JsonNode spec, String strategy) {
        JobRequest request =
                JobRequest.of(kind, 42, spec).withStrategy(strategy).withWorkers(workers);
        Outcome outcome = runtime.submit(request, ResultTarget.NOWHERE)
                .outcome()
                .toCompletableFuture()
                .join();
        if (outcome.report().state() != JobState.SUCCEEDED) {
            throw new Failure(ExitCode.FAILED, String.valueOf(outcome.report().error()));
        }
        return outcome.report();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
