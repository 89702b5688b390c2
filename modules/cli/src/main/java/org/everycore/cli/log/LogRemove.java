package org.everycore.cli.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes QSOs. */
@Command(
        name = "remove",
        description = "Remove QSOs by their numbers.",
        footerHeading = "%nExamples:%n",
        footer = {"  everycore log remove 17", "  everycore log remove 17 18 19 --book DL1ABC"})
public final class LogRemove implements Callable<Integer> {
    private final Session session;

    @Mixin
    private BookOptions book;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Numbers of QSOs.")
    private List<Long> ids;

    public LogRemove(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Long> removed = new ArrayList<>();
        List<Long> missing = new ArrayList<>();
        try (LogStore store = book.open()) {
            Logbook logbook = book.find(store);
            for (long id : ids) {
                (logbook.remove(id) ? removed : missing).add(id);
            }
        }
        if (session.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("removed", removed);
            json.put("missing", missing);
            session.out().println(JsonText.of(json));
        } else {
            removed.forEach(id -> session.out().println("removed " + id));
        }
        missing.forEach(id -> session.warn("logbook " + book.name() + " has no QSO " + id));
        return (missing.isEmpty() ? ExitCode.OK : ExitCode.WRONG_INPUT).status();
    }
}
