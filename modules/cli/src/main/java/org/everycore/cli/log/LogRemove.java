package org.everycore.cli.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
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
        description = "Remove QSOs by their numbers, or by a filter.",
        footerHeading =
                "%nBy a filter, the QSOs are shown first and removed with --yes; 'everycore log undo' brings them"
                        + " back.%n%nExamples:%n",
        footer = {
            "  everycore log remove 17",
            "  everycore log remove 17 18 19 --book DL1ABC",
            "  everycore log remove --where 'CALL~^TEST' --yes"
        })
public final class LogRemove implements Callable<Integer> {
    private final Session session;

    @Mixin
    private BookOptions book;

    @Mixin
    private ManyQsos many;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Numbers of QSOs.")
    private List<Long> ids = List.of();

    public LogRemove(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (ids.isEmpty() == !many.isChosen()) {
            throw ids.isEmpty() ? ManyQsos.nothingChosen() : Failure.wrongInput("numbers of QSOs go without a filter");
        }
        if (ids.isEmpty()) {
            try (LogStore store = book.open()) {
                many.remove(session, book.find(store));
            }
            return ExitCode.OK.status();
        }
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
