package org.everycore.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.everycore.cli.Style;
import org.everycore.cli.text.Bar;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.strategy.Fallback;

/** A job's report as a person reads it. */
public final class ReportText {
    private static final int BAR = 20;
    private static final int MOST_CORES = 64;

    private ReportText() {}

    public static List<String> lines(String title, JobReport report, Style style) {
        return lines(title, report, style, true);
    }

    /** @param placed whether the result's file is told; not of one that goes when it was shown */
    public static List<String> lines(String title, JobReport report, Style style, boolean placed) {
        TextTable table = new TextTable("ll");
        table.row("  state", state(report.state(), style));
        table.row("  strategy", strategy(report));
        for (Fallback fallback : report.fallbacks()) {
            table.row("  fallback", fallback.from() + " to " + fallback.to() + ": " + fallback.reason());
        }
        table.row(
                "  " + report.unit(),
                Numbers.grouped(report.units()) + " in " + Numbers.seconds(report.seconds()) + ", "
                        + Numbers.rate(report.perSecond()) + "/s");
        if (report.predictedSeconds() != null) {
            table.row(
                    "  predicted",
                    Numbers.seconds(report.predictedSeconds())
                            + (report.predictedBytes() == null ? "" : ", " + Numbers.bytes(report.predictedBytes())));
        }
        table.row(
                "  workers",
                report.workers() + String.format(Locale.ROOT, ", %.1f %% busy", 100 * report.utilisation()));
        int core = 0;
        for (double share :
                report.cores().subList(0, Math.min(MOST_CORES, report.cores().size()))) {
            table.row(
                    "    core " + core++,
                    style.accent(Bar.of(share, BAR)) + String.format(Locale.ROOT, " %5.1f %%", 100 * share));
        }
        table.row(
                "  chunks",
                Numbers.grouped(report.chunks()) + (report.retries() == 0 ? "" : ", " + report.retries() + " retries"));
        for (Map.Entry<String, JsonNode> fact : new TreeMap<>(report.facts()).entrySet()) {
            if (fact.getValue().isValueNode() && !fact.getKey().equals("family")) {
                table.row("  " + words(fact.getKey()), fact.getValue().asText());
            }
        }
        if (report.sha256() != null) {
            table.row("  sha256", report.sha256());
        }
        if (placed && report.file() != null) {
            table.row(
                    "  written to",
                    report.file() + (report.bytes() == null ? "" : " (" + Numbers.bytes(report.bytes()) + ")"));
        }
        if (report.error() != null) {
            table.row("  error", style.bad(report.error().replaceAll("\\p{Cntrl}", " ")));
        }
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(title) + " (" + report.kind() + ")");
        lines.addAll(table.lines());
        return lines;
    }

    private static String state(JobState state, Style style) {
        return switch (state) {
            case SUCCEEDED -> style.good(state.label());
            case FAILED -> style.bad(state.label());
            case QUEUED, RUNNING, CANCELLED -> style.warn(state.label());
        };
    }

    private static String strategy(JobReport report) {
        String asked =
                report.requestedStrategy() == null || report.requestedStrategy().equals(report.strategy())
                        ? ""
                        : ", asked for " + report.requestedStrategy();
        return report.strategy() + " (" + report.family() + asked + ")";
    }

    /** truncationLoss as "truncation loss". */
    private static String words(String key) {
        return key.replaceAll("([a-z])([A-Z])", "$1 $2").replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
