package org.everycore.cli.log;

import java.util.List;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.TextTable;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.StoredQso;
import org.everycore.radio.adif.AdifField;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows QSOs with all their fields. */
@Command(
        name = "show",
        description = "Show QSOs with all their fields, by the numbers that list and search print.",
        footerHeading = "%nExamples:%n",
        footer = {"  everycore log show 17", "  everycore log show 17 18 --json"})
public final class LogShow implements Callable<Integer> {
    private final Session session;

    @Mixin
    private BookOptions book;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Numbers of QSOs.")
    private List<Long> ids;

    public LogShow(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (LogStore store = book.open()) {
            Logbook logbook = book.find(store);
            List<StoredQso> found = ids.stream().map(id -> qso(logbook, id)).toList();
            for (StoredQso qso : found) {
                if (session.json()) {
                    session.out().println(QsoLines.json(qso));
                    continue;
                }
                session.out().println(session.style().bold("QSO " + qso.id()));
                TextTable table = new TextTable("ll");
                for (AdifField field : qso.record().fields()) {
                    table.row("  " + field.name(), QsoLines.plain(field.value()));
                }
                table.lines().forEach(session.out()::println);
            }
        }
        return 0;
    }

    static StoredQso qso(Logbook logbook, long id) {
        return logbook.show(id)
                .orElseThrow(() -> Failure.wrongInput("logbook " + logbook.name() + " has no QSO " + id));
    }
}
