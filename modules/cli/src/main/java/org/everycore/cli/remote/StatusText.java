package org.everycore.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Style;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.client.JobStatus;
import org.everycore.jobs.report.JobState;

/** A cluster's job as a person reads it. */
final class StatusText {
    private StatusText() {}

    static List<String> lines(JobStatus status, Style style) {
        JsonNode job = status.document();
        TextTable table = new TextTable("ll");
        table.row("job", style.bold(status.id().value()));
        row(table, "name", job.path("name"));
        row(table, "kind", job.path("kind"));
        table.row("state", state(status.state(), style));
        row(table, "strategy", job.path("strategy"));
        row(table, "submitted", job.path("submittedAt"));
        row(table, "started", job.path("startedAt"));
        row(table, "ended", job.path("endedAt"));
        JsonNode progress = job.path("progress");
        if (progress.isObject() && !status.state().terminal()) {
            table.row(
                    "progress",
                    Numbers.grouped(progress.path("unitsDone").asLong()) + " of "
                            + Numbers.grouped(progress.path("units").asLong()) + " "
                            + progress.path("unit").asText() + ", "
                            + Numbers.counted(progress.path("workersBusy").asInt(), "worker") + " busy");
        }
        row(table, "waits for", job.path("waitsFor"));
        status.report().ifPresent(report -> {
            row(table, "seconds", report.path("seconds"));
            if (report.path("perSecond").isNumber()) {
                table.row("rate", Numbers.rate(report.path("perSecond").asDouble()) + "/s");
            }
            if (report.path("utilisation").isNumber()) {
                table.row(
                        "workers",
                        report.path("workers").asInt()
                                + String.format(
                                        Locale.ROOT,
                                        ", %.1f %% busy",
                                        100 * report.path("utilisation").asDouble()));
            }
            row(table, "chunks", report.path("chunks"));
            row(table, "retries", report.path("retries"));
        });
        status.sha256().ifPresent(hash -> table.row("sha256", hash));
        status.error().ifPresent(error -> table.row("error", style.bad(error.replaceAll("\\p{Cntrl}", " "))));
        return table.lines();
    }

    static String state(JobState state, Style style) {
        return switch (state) {
            case SUCCEEDED -> style.good(state.label());
            case FAILED -> style.bad(state.label());
            case QUEUED, RUNNING, CANCELLED -> style.warn(state.label());
        };
    }

    /** The exit code of a command that waited for the job. */
    static ExitCode code(JobState state) {
        return switch (state) {
            case SUCCEEDED -> ExitCode.OK;
            case CANCELLED -> ExitCode.CANCELLED;
            case QUEUED, RUNNING, FAILED -> ExitCode.FAILED;
        };
    }

    private static void row(TextTable table, String name, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            table.row(name, value.asText().replaceAll("\\p{Cntrl}", " "));
        }
    }
}
