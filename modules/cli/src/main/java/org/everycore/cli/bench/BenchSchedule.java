package org.everycore.cli.bench;

import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cluster.bench.ScheduleBench;
import org.everycore.cluster.bench.ScheduleRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures scheduling: empty chunks a second, the share that real work keeps, and simulated clusters. */
@Command(
        name = "schedule",
        description = "Measure scheduling: empty chunks a second, what real work keeps, simulated clusters.",
        footerHeading = "%nExamples:%n",
        footer = {"  everycore bench schedule", "  everycore bench schedule --workers 1 --json"})
public final class BenchSchedule implements Callable<Integer> {
    private final Session session;

    @Option(names = "--workers", paramLabel = "N", description = "Workers; the default is one a core.")
    private int workers = Runtime.getRuntime().availableProcessors();

    public BenchSchedule(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (workers < 1) {
            throw Failure.wrongInput("--workers = " + workers + ": must be at least 1");
        }
        BenchRows rows = new BenchRows(session);
        for (ScheduleRow row : ScheduleBench.oneProcess(workers)) {
            rows.add(
                    row.name(),
                    new TreeMap<>(row.params()),
                    row.unit(),
                    row.perSecond(),
                    row.workers(),
                    row.peakRatio());
        }
        rows.end();
        return 0;
    }
}
