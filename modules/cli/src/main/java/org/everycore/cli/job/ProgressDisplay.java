package org.everycore.cli.job;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.everycore.cli.Session;
import org.everycore.cli.text.Bar;
import org.everycore.cli.text.Numbers;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.Progress;

/**
 * Shows how far jobs are, on standard error: one line that is drawn over and over where a person watches a terminal, a plain
 * line every few seconds elsewhere. Called from several threads.
 */
public final class ProgressDisplay {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final int BAR = 24;
    private static final String CLEAR = "\r\u001b[K";

    private final Session session;
    private final long intervalNanos;
    private final Map<JobId, Progress> jobs = new LinkedHashMap<>();
    private final long start = System.nanoTime();
    private long lastNanos = start;
    private boolean drawn;
    private boolean closed;

    public ProgressDisplay(Session session) {
        this.session = session;
        Duration interval = session.settings().progressInterval();
        this.intervalNanos = session.terminal().errIsTerminal() ? REDRAW_NANOS : interval.toNanos();
    }

    public synchronized void update(Progress progress) {
        jobs.put(progress.job(), progress);
        long now = System.nanoTime();
        if (closed || now - lastNanos < intervalNanos) {
            return;
        }
        lastNanos = now;
        String line = line();
        if (session.terminal().errIsTerminal()) {
            session.err().print(CLEAR + line);
            session.err().flush();
            drawn = true;
        } else {
            session.err().println(line);
        }
    }

    /** Takes the line away; nothing is shown afterwards. */
    public synchronized void close() {
        closed = true;
        if (drawn) {
            session.err().print(CLEAR);
            session.err().flush();
        }
    }

    private String line() {
        Progress first = jobs.values().iterator().next();
        if (jobs.size() == 1) {
            return text(
                    share(first.unitsDone(), first.units()),
                    amount(first.unitsDone(), first.unit()) + "/" + amount(first.units(), first.unit())
                            + (first.unit().equals("bytes") ? "" : " " + first.unit()),
                    first.unit().equals("bytes")
                            ? Numbers.bytes(Math.round(rate(first))) + "/s"
                            : Numbers.rate(rate(first)) + "/s",
                    first.elapsed().toMillis() / 1e3,
                    first.retries());
        }
        double done = jobs.values().stream()
                .mapToDouble(p -> share(p.unitsDone(), p.units()))
                .average()
                .orElse(0);
        long chunks = jobs.values().stream().mapToLong(Progress::chunksDone).sum();
        long all = jobs.values().stream().mapToLong(Progress::chunks).sum();
        double seconds = (System.nanoTime() - start) / 1e9;
        int retries = jobs.values().stream().mapToInt(Progress::retries).sum();
        return text(done, jobs.size() + " jobs, " + chunks + "/" + all + " chunks", "", seconds, retries);
    }

    private String text(double share, String amount, String rate, double seconds, int retries) {
        String left = share > 0.01 ? Numbers.seconds(seconds / share - seconds) + " left" : "";
        String bar = session.terminal().errIsTerminal() ? session.errStyle().accent(Bar.of(share, BAR)) + " " : "";
        return (bar
                        + String.format(Locale.ROOT, "%3.0f %%  %s  %s  %s", 100 * share, amount, rate, left)
                        + (retries > 0 ? "  " + retries + " retries" : ""))
                .stripTrailing();
    }

    private static double rate(Progress progress) {
        double seconds = progress.elapsed().toNanos() / 1e9;
        return seconds > 0 ? progress.unitsDone() / seconds : Double.NaN;
    }

    private static double share(long done, long all) {
        return all == 0 ? 1 : Math.min(1, (double) done / all);
    }

    private static String amount(long units, String unit) {
        return unit.equals("bytes") ? Numbers.bytes(units) : Numbers.grouped(units);
    }
}
