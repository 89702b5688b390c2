package org.everycore.cli.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.cli.text.Bar;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.jobs.Json;
import org.everycore.jobs.report.ReportTotals;
import picocli.CommandLine.Command;

/** Shows totals over all jobs that ran on this machine: which strategies ran, how they ended, the average rates. */
@Command(
        footerHeading = "%nExamples:%n",
        footer = {"  everycore totals", "  everycore totals --json"})
public final class TotalsCommand implements Callable<Integer> {
    private static final int BAR = 24;

    private final Session session;

    public TotalsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        ReportTotals totals = new Totals(session.folders().state()).read();
        if (session.json()) {
            session.out().println(Json.mapper().writeValueAsString(totals));
            return 0;
        }
        session.out()
                .println(Numbers.grouped(totals.jobs()) + " jobs: " + totals.succeeded() + " succeeded, "
                        + totals.failed() + " failed, " + totals.cancelled() + " cancelled");
        TextTable strategies = new TextTable("lrl");
        for (Map.Entry<String, Long> one : new TreeMap<>(totals.strategies()).entrySet()) {
            strategies.row(
                    "  " + one.getKey(),
                    Numbers.grouped(one.getValue()),
                    session.style().accent(Bar.of((double) one.getValue() / totals.jobs(), BAR)));
        }
        strategies.lines().forEach(session.out()::println);
        TextTable kinds = new TextTable("lrl");
        new TreeMap<>(totals.kinds())
                .forEach((kind, total) -> kinds.row(
                        "  " + kind,
                        Numbers.grouped(total.jobs()),
                        Numbers.rate(total.averageRate()) + "/s on average, " + Numbers.seconds(total.seconds())));
        kinds.lines().forEach(session.out()::println);
        return 0;
    }
}
