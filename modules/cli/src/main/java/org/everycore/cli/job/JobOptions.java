package org.everycore.cli.job;

import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.jobs.JobRequest;
import picocli.CommandLine.Option;

/** What every command that runs jobs here lets a person choose. */
public final class JobOptions {
    private static final int MOST_WORKERS = 4096;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            description = "auto, sequential, threading, cpu_batch, gpu_batch or cluster.")
    private String strategy;

    @Option(names = "--workers", paramLabel = "N", description = "Use N workers; the default is one a core.")
    private Integer workers;

    @Option(
            names = "--rule",
            paramLabel = "NAME",
            description = "How auto decides: cost (the default), thresholds or adaptive.")
    private String rule;

    /** The request with what was chosen here; what neither says comes from the settings. */
    public JobRequest apply(JobRequest request, Session session) {
        if (workers != null && (workers < 1 || workers > MOST_WORKERS)) {
            throw Failure.wrongInput("--workers = " + workers + ": must be 1 to " + MOST_WORKERS);
        }
        JobRequest chosen = request;
        if (strategy != null) {
            chosen = chosen.withStrategy(strategy);
        } else if (chosen.strategy().equals("auto")) {
            chosen = chosen.withStrategy(session.settings().strategy());
        }
        if (rule != null) {
            chosen = chosen.withRule(rule);
        }
        int number = workers != null
                ? workers
                : chosen.workers() != 0 ? chosen.workers() : session.settings().workers();
        return chosen.withWorkers(number);
    }
}
