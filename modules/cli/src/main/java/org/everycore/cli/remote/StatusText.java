package org.everycore.cli.remote;

import java.util.List;
import java.util.Locale;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Style;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.client.JobStatus;
import org.everycore.jobs.api.JobDocument;
import org.everycore.jobs.api.ProgressDocument;
import org.everycore.jobs.report.JobState;

/** A cluster's job as a person reads it. */
final class StatusText {
    private StatusText() {}

    static List<String> lines(JobStatus status, Style style) {
        JobDocument job = status.document();
        TextTable table = new TextTable("ll");
        table.row("job", style.bold(status.id().value()));
        row(table, "name", job.name());
        row(table, "kind", job.kind());
        table.row("state", state(status.state(), style));
        row(table, "strategy", job.strategy());
        row(table, "submitted", job.submittedAt());
        row(table, "started", job.startedAt());
        row(table, "ended", job.endedAt());
        ProgressDocument progress = job.progress();
        if (progress != null && !status.state().terminal()) {
            table.row(
                    "progress",
                    Numbers.grouped(progress.unitsDone()) + " of " + Numbers.grouped(progress.units()) + " "
                            + progress.unit() + ", " + Numbers.counted(progress.workersBusy(), "worker") + " busy");
        }
        row(table, "waits for", job.waitsFor());
        PastText.fallbacks(status).forEach(step -> table.row("fallback", step));
        status.figures().ifPresent(report -> {
            row(table, "seconds", report.seconds());
            if (report.perSecond() != null) {
                table.row("rate", Numbers.rate(report.perSecond()) + "/s");
            }
            if (report.utilisation() != null) {
                table.row(
                        "workers",
                        report.workers() + String.format(Locale.ROOT, ", %.1f %% busy", 100 * report.utilisation()));
            }
            row(table, "chunks", report.chunks());
            row(table, "retries", report.retries());
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

    private static void row(TextTable table, String name, Object value) {
        if (value != null) {
            table.row(name, value.toString().replaceAll("\\p{Cntrl}", " "));
        }
    }
}
