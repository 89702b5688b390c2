package org.everycore.cli.log;

import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.logbook.QsoQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Finds QSOs. */
@Command(
        name = "search",
        description = "Find QSOs by callsign, band, mode, grid, date and entity; all that is given must hold.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore log search DL1ABC",
            "  everycore log search 'K?ABC*' --band 20m --mode CW --date 2024",
            "  everycore log search --entity Japan --grid PM95 --json"
        })
public final class LogSearch extends Listing {
    @Parameters(arity = "0..1", paramLabel = "CALL", description = "The callsign; * and ? stand for any characters.")
    private String call;

    @Mixin
    private Selection selection;

    public LogSearch(Session session) {
        super(session);
    }

    @Override
    QsoQuery query() {
        QsoQuery query = selection.query();
        if (call != null) {
            query = query.withCall(call);
        }
        if (query.equals(QsoQuery.ALL)) {
            throw Failure.wrongInput("say what to look for (see 'everycore log search --help')");
        }
        return query;
    }
}
