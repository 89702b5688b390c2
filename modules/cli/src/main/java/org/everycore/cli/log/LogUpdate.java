package org.everycore.cli.log;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.everycore.cli.InferOptions;
import org.everycore.cli.Session;
import org.everycore.logbook.LogStore;
import org.everycore.radio.values.Inference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Fills fields of the QSOs of a logbook that follow from others. */
@Command(
        name = "update",
        description =
                "Fill what follows from other fields: entity, country, zones and continent from callsign and day, band"
                        + " from frequency, state where it is sure, locators from coordinates.",
        footerHeading =
                "%nWhat is logged stands. The changes are shown first and made with --yes, all in one transaction;%n"
                        + "'everycore log undo' takes them back.%n%nExamples:%n",
        footer = {
            "  everycore log update",
            "  everycore log update --yes",
            "  everycore log update --fields CQZ,ITUZ,CONT --date 2024 --yes"
        })
public final class LogUpdate implements Callable<Integer> {
    private final Session session;

    @Mixin
    private BookOptions book;

    @Mixin
    private ManyQsos many;

    @Mixin
    private InferOptions options;

    public LogUpdate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Inference inference = options.inference(session);
        try (LogStore store = book.open()) {
            many.change(session, book.find(store), qso -> inference.apply(qso).record(), "update");
        }
        return 0;
    }
}
