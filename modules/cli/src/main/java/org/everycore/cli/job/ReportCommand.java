package org.everycore.cli.job;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.Bar;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.jobs.Json;
import org.everycore.jobs.report.PerformanceReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows how the jobs of a time did on this machine: executions, rates, utilisation, strategies, fallbacks, predictions. */
@Command(
        footerHeading =
                "%nA time is a day (2026-03-01), a moment (2026-03-01T12:00:00Z), or how long ago: 90m, 12h, 7d."
                        + "%n%nExamples:%n",
        footer = {"  everycore report", "  everycore report --since 7d", "  everycore report --since 2026-03-01 --json"
        })
public final class ReportCommand implements Callable<Integer> {
    private static final int BAR = 24;
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([mhd])");

    private final Session session;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Jobs that ended at or after this; the default is all.")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Jobs that ended before this; the default is now.")
    private String until;

    public ReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Instant now = Instant.now();
        Instant from = since == null ? Instant.EPOCH : time("--since", since, now);
        Instant end = until == null ? Instant.MAX : time("--until", until, now);
        PerformanceReport report =
                PerformanceReport.of(new JobHistory(session.folders().state()).between(from, end));
        if (session.json()) {
            session.out().println(Json.mapper().writeValueAsString(report));
        } else {
            show(report);
        }
        return 0;
    }

    static Instant time(String option, String text, Instant now) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long number = Long.parseLong(ago.group(1));
            return now.minus(
                    switch (ago.group(2)) {
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    });
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw Failure.wrongInput(
                    option + " = " + text + ": is no time; write 2026-03-01, 2026-03-01T12:00:00Z, 90m, 12h or 7d");
        }
    }

    private void show(PerformanceReport report) {
        TextTable facts = new TextTable("ll");
        facts.row(
                "executions",
                Numbers.grouped(report.executions()) + ": " + report.succeeded() + " succeeded, " + report.failed()
                        + " failed, " + report.cancelled() + " cancelled");
        facts.row("utilisation", String.format(Locale.ROOT, "%.1f %%", 100 * report.utilisation()));
        facts.row("fallbacks", Numbers.grouped(report.fallbacks()));
        facts.row(
                "predictions",
                Numbers.grouped(report.nearlyPredicted()) + " of " + Numbers.grouped(report.predicted())
                        + " within a factor of " + PerformanceReport.NEAR);
        facts.lines().forEach(session.out()::println);
        TextTable strategies = new TextTable("lrl");
        for (Map.Entry<String, Long> one : report.strategies().entrySet()) {
            strategies.row(
                    "  " + one.getKey(),
                    Numbers.grouped(one.getValue()),
                    session.style().accent(Bar.of((double) one.getValue() / report.executions(), BAR)));
        }
        strategies.lines().forEach(session.out()::println);
        TextTable kinds = new TextTable("lrl");
        report.kinds()
                .forEach((kind, rate) -> kinds.row(
                        "  " + kind,
                        Numbers.grouped(rate.jobs()),
                        Numbers.rate(rate.perSecond()) + " " + rate.unit() + "/s on average, "
                                + Numbers.seconds(rate.seconds())));
        kinds.lines().forEach(session.out()::println);
    }
}
