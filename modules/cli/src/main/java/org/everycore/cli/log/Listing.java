package org.everycore.cli.log;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.Numbers;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.QsoQuery;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A verb that shows QSOs, newest first, a page at a time; what a page leaves out is said, and JSON leaves out nothing unasked. */
abstract class Listing implements Callable<Integer> {
    private static final int ROWS = 50;

    private final Session session;

    @Mixin
    private BookOptions book;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "QSOs a page; 0 shows all. The default is 50, and all with --json.")
    private Integer rows;

    @Option(names = "--page", paramLabel = "N", description = "The page to show; 1 holds the newest.")
    private int page = 1;

    @Option(names = "--oldest-first", description = "Show the oldest first.")
    private boolean oldestFirst;

    Listing(Session session) {
        this.session = session;
    }

    /** Which QSOs, whatever the page. */
    abstract QsoQuery query();

    @Override
    public Integer call() {
        int size = rows != null ? rows : session.json() ? 0 : ROWS;
        if (size < 0 || page < 1 || (size == 0 && page > 1)) {
            throw Failure.wrongInput(
                    "--rows = " + size + ", --page = " + page + ": pages count from 1, and all rows are on one page");
        }
        QsoQuery query = query();
        try (LogStore store = book.open()) {
            Logbook logbook = book.find(store);
            long all = logbook.count(query);
            long first = (long) (page - 1) * size;
            if (first > 0 && first >= all) {
                throw Failure.wrongInput("--page = " + page + ": there " + (all == 1 ? "is" : "are") + " only "
                        + Numbers.counted(all, "QSO") + ", on " + Numbers.counted((all + size - 1) / size, "page"));
            }
            QsoLines lines = new QsoLines(session);
            QsoQuery ordered = oldestFirst ? query : query.newest(0);
            if (all > 0) {
                logbook.forEach(ordered.withPage(size, (int) first), qso -> {
                    if (session.interrupts().interrupted()) {
                        throw new CancellationException();
                    }
                    lines.add(qso);
                });
                lines.end();
            }
            tell(all, first, size);
        }
        return 0;
    }

    private void tell(long all, long first, int size) {
        boolean whole = size == 0 || first == 0 && all <= size;
        if (session.json() && whole) {
            return;
        }
        String count = Numbers.counted(all, "QSO");
        long end = Math.min(all, first + size);
        session.err()
                .println(
                        whole
                                ? count
                                : Numbers.grouped(first + 1) + " to " + Numbers.grouped(end) + " of " + count
                                        + (end < all
                                                ? "; --page " + (page + 1) + " shows the next, --rows 0 all"
                                                : ""));
    }
}
