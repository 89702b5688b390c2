package org.everycore.cli.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Undone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes the last change of a logbook back. */
@Command(
        name = "undo",
        description =
                "Take the last edit, update, addition or removal back; called again, the one before it (20 are kept).",
        footerHeading =
                "%nImports are not taken back, and a QSO that an import changed since is not overwritten.%n%nExamples:%n",
        footer = "  everycore log undo")
public final class LogUndo implements Callable<Integer> {
    private final Session session;

    @Mixin
    private BookOptions book;

    public LogUndo(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Optional<Undone> undone;
        try (LogStore store = book.open()) {
            undone = book.find(store).undo();
        }
        if (session.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("undone", undone.map(Undone::what).orElse(null));
            json.put("qsos", undone.map(Undone::qsos).orElse(0L));
            session.out().println(JsonText.of(json));
        } else {
            session.out()
                    .println(undone.map(one -> "took back \"" + QsoLines.plain(one.what()) + "\": "
                                    + Numbers.counted(one.qsos(), "QSO"))
                            .orElse("nothing to take back"));
        }
        return 0;
    }
}
