package org.everycore.cli.log;

import java.util.List;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.StoredQso;
import org.everycore.radio.adif.AdifRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes fields of one QSO. */
@Command(
        name = "edit",
        description = "Change fields of a QSO; an empty value takes the field away.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore log edit 17 CALL=DL1ABD NAME=Karl",
            "  everycore log edit 17 COMMENT=",
            "  everycore log edit 17 QSL_RCVD=Y QSLRDATE=20240131"
        })
public final class LogEdit implements Callable<Integer> {
    private final Session session;

    @Mixin
    private BookOptions book;

    @Parameters(index = "0", paramLabel = "ID", description = "The QSO's number.")
    private long id;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME=VALUE", description = "Fields with new values.")
    private List<String> fields;

    public LogEdit(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (LogStore store = book.open()) {
            Logbook logbook = book.find(store);
            AdifRecord before = LogShow.qso(logbook, id).record();
            AdifRecord after = FieldValues.apply(before, fields);
            if (!after.equals(before)) {
                logbook.edit(id, after);
            }
            if (session.json()) {
                session.out().println(QsoLines.json(new StoredQso(id, after)));
            } else {
                session.out().println(after.equals(before) ? "nothing changed" : "changed " + id);
            }
        }
        return 0;
    }
}
