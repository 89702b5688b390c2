package org.everycore.cli.log;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.everycore.cli.Session;
import org.everycore.cli.text.Bar;
import org.everycore.cli.text.Numbers;
import org.everycore.logbook.ImportListener;
import org.everycore.logbook.ImportProgress;
import org.everycore.radio.adif.AdifRecord;

/**
 * Shows how far an import is, on standard error: one line that is drawn over and over where a person watches a terminal, a
 * plain line every few seconds elsewhere.
 */
final class ImportProgressLine implements AutoCloseable {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final int BAR = 24;
    private static final String CLEAR = "\r\u001b[K";

    private final Session session;
    private final String log;
    private final long start = System.nanoTime();
    private final long intervalNanos;
    private long lastNanos = start;
    private long firstRecord = -1;
    private double firstSeconds;
    private boolean drawn;

    ImportProgressLine(Session session, String log) {
        this.session = session;
        this.log = log;
        this.intervalNanos = session.terminal().errIsTerminal()
                ? REDRAW_NANOS
                : session.settings().progressInterval().toNanos();
    }

    /** @param missed takes the records of QSL reports that belong to no QSO */
    ImportListener listener(BooleanSupplier stop, Consumer<AdifRecord> missed) {
        return new ImportListener() {
            @Override
            public void unmatched(AdifRecord record) {
                missed.accept(record);
            }

            @Override
            public void progress(ImportProgress progress) {
                update(progress);
            }

            @Override
            public boolean stopped() {
                return stop.getAsBoolean();
            }
        };
    }

    private synchronized void update(ImportProgress progress) {
        long now = System.nanoTime();
        if (firstRecord < 0) {
            firstRecord = progress.records();
            firstSeconds = (now - start) / 1e9;
        }
        if (now - lastNanos < intervalNanos) {
            return;
        }
        lastNanos = now;
        String line = text(progress, (now - start) / 1e9);
        if (session.terminal().errIsTerminal()) {
            session.err().print(CLEAR + line);
            session.err().flush();
            drawn = true;
        } else {
            session.err().println(log + ": " + line);
        }
    }

    private String text(ImportProgress progress, double seconds) {
        double share =
                progress.bytesTotal() == 0 ? 0 : Math.min(1, (double) progress.bytesRead() / progress.bytesTotal());
        String bar = session.terminal().errIsTerminal() && progress.bytesTotal() > 0
                ? session.errStyle().accent(Bar.of(share, BAR)) + " "
                : "";
        String percent = progress.bytesTotal() == 0 ? "" : String.format(Locale.ROOT, "%3.0f %%  ", 100 * share);
        return bar + percent + Numbers.counted(progress.records(), "record") + ", " + Numbers.grouped(progress.added())
                + " added"
                + (progress.records() > firstRecord
                        ? "  " + Numbers.rate((progress.records() - firstRecord) / (seconds - firstSeconds)) + "/s"
                        : "");
    }

    /** Takes the line away. */
    @Override
    public synchronized void close() {
        if (drawn) {
            session.err().print(CLEAR);
            session.err().flush();
        }
    }
}
