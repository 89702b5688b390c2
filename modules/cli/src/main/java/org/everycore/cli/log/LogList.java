package org.everycore.cli.log;

import org.everycore.cli.Session;
import org.everycore.logbook.QsoQuery;
import picocli.CommandLine.Command;

/** Lists a logbook, newest first. */
@Command(
        name = "list",
        description = "List a logbook, newest QSOs first, a page at a time.",
        footerHeading = "%nThe column qsl tells who confirmed: C card, L LoTW, E eQSL.%n%nExamples:%n",
        footer = {
            "  everycore log list",
            "  everycore log list --page 3 --rows 100",
            "  everycore log list --json | jq -r .fields.CALL"
        })
public final class LogList extends Listing {
    public LogList(Session session) {
        super(session);
    }

    @Override
    QsoQuery query() {
        return QsoQuery.ALL;
    }
}
