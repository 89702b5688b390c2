package org.everycore.cli.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.QsoQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the logbooks of a database, and drops one. */
@Command(
        name = "books",
        description = "List the logbooks of a database with how many QSOs they hold, or drop one.",
        footerHeading = "%nExamples:%n",
        footer = {"  everycore log books", "  everycore log books --drop DL1ABC --yes"})
public final class LogBooks implements Callable<Integer> {
    private final Session session;

    @Mixin
    private BookOptions book;

    @Option(names = "--drop", paramLabel = "NAME", description = "Remove this logbook with all that is in it.")
    private String drop;

    @Option(names = "--yes", description = "Yes, drop it.")
    private boolean yes;

    public LogBooks(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (LogStore store = book.open()) {
            if (drop == null) {
                list(store);
            } else {
                drop(store);
            }
        }
        return 0;
    }

    private void list(LogStore store) {
        List<Map<String, Object>> json = new ArrayList<>();
        TextTable table = new TextTable("lr");
        table.row("logbook", "QSOs");
        for (Logbook logbook : store.logbooks()) {
            long qsos = logbook.count(QsoQuery.ALL);
            table.row(QsoLines.plain(logbook.name()), Numbers.grouped(qsos));
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("book", logbook.name());
            entry.put("qsos", qsos);
            json.add(entry);
        }
        if (session.json()) {
            session.out().println(JsonText.of(json));
        } else {
            table.lines().forEach(session.out()::println);
        }
    }

    private void drop(LogStore store) {
        Logbook logbook = store.find(drop).orElseThrow(() -> Failure.wrongInput("there is no logbook " + drop));
        long qsos = logbook.count(QsoQuery.ALL);
        if (!yes) {
            throw Failure.wrongInput(
                    "logbook " + drop + " holds " + Numbers.counted(qsos, "QSO") + "; --yes drops it for good");
        }
        store.drop(drop);
        session.out().println("dropped " + drop + " with " + Numbers.counted(qsos, "QSO"));
    }
}
