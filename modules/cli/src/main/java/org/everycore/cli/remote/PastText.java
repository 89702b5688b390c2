package org.everycore.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.everycore.cli.text.Numbers;
import org.everycore.client.JobStatus;
import org.everycore.jobs.api.JobDocument;

/** What happened to a job that has ended, as far as its record tells: a line for each, in order. */
final class PastText {
    private PastText() {}

    static List<String> lines(JobStatus status) {
        JobDocument job = status.document();
        List<String> lines = new ArrayList<>();
        lines.add(job.submittedAt() + " queued");
        if (job.startedAt() != null) {
            lines.add(job.startedAt() + " running");
        }
        fallbacks(status).forEach(step -> lines.add(job.startedAt() + " warn: fell back from " + step));
        status.figures().ifPresent(figures -> {
            if (figures.strategy() != null && figures.workers() != null && figures.seconds() != null) {
                lines.add(job.endedAt() + " info: " + figures.strategy() + " with "
                        + Numbers.counted(figures.workers(), "worker") + " for " + Numbers.seconds(figures.seconds())
                        + (figures.retries() == null || figures.retries() == 0
                                ? ""
                                : ", " + figures.retries() + " retries"));
            }
        });
        return lines;
    }

    /** The steps from the strategy that was asked for to the one that ran, with reasons. */
    static List<String> fallbacks(JobStatus status) {
        List<String> steps = new ArrayList<>();
        for (JsonNode step :
                status.report().map(report -> report.path("fallbacks")).orElse(MissingNode.getInstance())) {
            String text = step.path("from").asText() + " to " + step.path("to").asText() + ": "
                    + step.path("reason").asText();
            steps.add(text.replaceAll("\\p{Cntrl}", " "));
        }
        return steps;
    }
}
