package org.everycore.cli.train;

import java.util.Locale;
import java.util.Map;
import org.everycore.cli.Session;
import org.everycore.cli.text.Bar;
import org.everycore.cli.text.Numbers;
import org.everycore.training.train.LocalTraining;

/** Shows how a run goes, on standard error: epochs, time left, and the last row's loss, distance and norm. */
final class TrainProgress implements LocalTraining.Listener {
    private static final String CLEAR = "\r\u001b[K";
    private static final long REDRAW_NANOS = 200_000_000L;
    private static final int BAR = 20;

    private final Session session;
    private final long interval;
    private final long start = System.nanoTime();
    private long last = start;
    private int first = -1;
    private String facts = "";
    private boolean drawn;

    TrainProgress(Session session) {
        this.session = session;
        this.interval = session.terminal().errIsTerminal()
                ? REDRAW_NANOS
                : session.settings().progressInterval().toNanos();
    }

    @Override
    public void epoch(int epoch, int of) {
        if (first < 0) {
            first = epoch;
        }
        long now = System.nanoTime();
        if (now - last < interval) {
            return;
        }
        last = now;
        double seconds = (now - start) / 1e9;
        int done = epoch - first;
        String left = done > 0 ? "  " + Numbers.seconds(seconds / done * (of - epoch)) + " left" : "";
        String line = String.format(Locale.ROOT, "epoch %d/%d%s%s", epoch, of, left, facts);
        if (session.terminal().errIsTerminal()) {
            session.err().print(CLEAR + session.errStyle().accent(Bar.of((double) epoch / of, BAR)) + " " + line);
            session.err().flush();
            drawn = true;
        } else {
            session.err().println(line);
        }
    }

    @Override
    public void row(Map<String, Double> row) {
        if (!row.isEmpty()) {
            facts = String.format(
                    Locale.ROOT,
                    "  loss %.3f  nearest ED %.4f  diversity %.2f  smallest norm %.3f",
                    row.get("generator_loss"),
                    row.get("nearest_ed"),
                    row.get("diversity_cells"),
                    row.get("norm_min"));
        }
    }

    void close() {
        if (drawn) {
            session.err().print(CLEAR);
            session.err().flush();
        }
    }
}
