package org.everycore.cli.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.StoredQso;
import org.everycore.radio.adif.AdifRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes fields of one QSO, or of many at once. */
@Command(
        name = "edit",
        description = "Change fields of QSOs, by their numbers or by a filter; an empty value takes the field away.",
        footerHeading = "%nBy a filter, the changes are shown first and made with --yes, all in one transaction.%n"
                + "'everycore log undo' takes the last change back.%n%nExamples:%n",
        footer = {
            "  everycore log edit 17 CALL=DL1ABD NAME=Karl",
            "  everycore log edit 17 18 19 COMMENT=",
            "  everycore log edit 17 QSL_RCVD=Y QSLRDATE=20240131",
            "  everycore log edit --date 2024-08 --where 'not MY_GRIDSQUARE' MY_GRIDSQUARE=JO62QM",
            "  everycore log edit --where 'OPERATOR=DL1ABC and BAND=20m' STATION_CALLSIGN=DL0ABC --yes"
        })
public final class LogEdit implements Callable<Integer> {
    private final Session session;

    @Mixin
    private BookOptions book;

    @Mixin
    private ManyQsos many;

    @Parameters(
            arity = "1..*",
            paramLabel = "[ID...] NAME=VALUE...",
            description = "Numbers of QSOs, then fields with new values.")
    private List<String> words;

    public LogEdit(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Long> ids = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        for (String word : words) {
            if (fields.isEmpty() && word.matches("[0-9]{1,18}")) {
                ids.add(Long.valueOf(word));
            } else {
                fields.add(word);
            }
        }
        if (fields.isEmpty()) {
            throw Failure.wrongInput("what is to change? Give fields with new values, such as BAND=20m");
        }
        if (ids.isEmpty() == !many.isChosen()) {
            throw ids.isEmpty() ? ManyQsos.nothingChosen() : Failure.wrongInput("numbers of QSOs go without a filter");
        }
        try (LogStore store = book.open()) {
            Logbook logbook = book.find(store);
            if (ids.isEmpty()) {
                many.change(
                        session, logbook, qso -> FieldValues.apply(qso, fields), "edit " + String.join(" ", fields));
            } else {
                ids.forEach(id -> one(logbook, id, fields));
            }
        }
        return 0;
    }

    private void one(Logbook logbook, long id, List<String> fields) {
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
}
