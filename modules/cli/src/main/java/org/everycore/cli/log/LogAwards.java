package org.everycore.cli.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.cli.awards.AwardOptions;
import org.everycore.cli.awards.AwardViews;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Json;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.LogbookStandings;
import org.everycore.logbook.QsoQuery;
import org.everycore.radio.jobs.AwardsKind;
import org.everycore.radio.jobs.AwardsSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the award standings of a logbook, which are kept and brought up to date rather than counted each time. */
@Command(
        name = "awards",
        description = "Show the award standings of a logbook: worked, confirmed, missing, next.",
        footerHeading =
                "%nA standing is kept with the logbook: QSOs added since the last look are counted in, any other%n"
                        + "change counts all again. 'everycore awards league' orders logbooks.%n%nExamples:%n",
        footer = {
            "  everycore log awards",
            "  everycore log awards --book DL1ABC --award DXCC --matrix DXCC",
            "  everycore log awards --missing WAS --station DL1ABC --html awards.html",
            "  everycore log awards --json | jq .awards.DXCC.all"
        })
public final class LogAwards implements Callable<Integer> {
    private final Session session;

    @Mixin
    private BookOptions book;

    @Mixin
    private AwardViews views;

    @Mixin
    private AwardOptions counting;

    public LogAwards(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        ObjectNode document;
        try (LogStore store = book.open()) {
            Logbook logbook = book.find(store);
            document = (ObjectNode) LogbookStandings.of(logbook, this::spec);
            views.write(
                    document,
                    session,
                    spec(InputRef.file("logbook")),
                    qsos -> logbook.forEach(QsoQuery.ALL, qso -> qsos.see(qso.record())));
        }
        if (document.path("qsos").asLong() == 0) {
            session.warn("no QSO counts");
        }
        if (session.json()) {
            session.out().println(Json.mapper().writeValueAsString(document));
        } else {
            views.show(document, session);
        }
        return 0;
    }

    private AwardsSpec spec(InputRef log) {
        ObjectNode spec = counting.spec(session, List.of(log.file()), List.of());
        views.apply(spec, session, counting.folder(session));
        return new AwardsKind().parse(spec);
    }
}
