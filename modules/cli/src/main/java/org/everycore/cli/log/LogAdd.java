package org.everycore.cli.log;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.logbook.Added;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.StoredQso;
import org.everycore.radio.adif.AdifRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Adds one QSO. */
@Command(
        name = "add",
        description = "Add a QSO. Without a date and time it is one of now, in UTC.",
        footerHeading =
                "%nA QSO that is there already (same call, band, mode, day and minute) is completed, not doubled. The%n"
                        + "band follows from FREQ (MHz) where only that is given.%n%nExamples:%n",
        footer = {
            "  everycore log add DL1ABC BAND=20m MODE=CW RST_SENT=599 RST_RCVD=579",
            "  everycore log add JA1AA FREQ=14.074 MODE=FT8 QSO_DATE=2024-01-31 TIME_ON=12:34 GRIDSQUARE=PM95"
        })
public final class LogAdd implements Callable<Integer> {
    private final Session session;

    @Mixin
    private BookOptions book;

    @Parameters(index = "0", paramLabel = "CALL", description = "The station worked.")
    private String call;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME=VALUE", description = "ADIF fields.")
    private List<String> fields = new ArrayList<>();

    public LogAdd(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        AdifRecord qso = FieldValues.apply(
                AdifRecord.ofPairs(
                        "CALL",
                        call.strip().toUpperCase(Locale.ROOT),
                        "QSO_DATE",
                        now.format(DateTimeFormatter.BASIC_ISO_DATE),
                        "TIME_ON",
                        now.format(DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT))),
                fields);
        try (LogStore store = book.openOrMake()) {
            Logbook logbook = store.logbook(book.name());
            Added added = logbook.add(qso);
            StoredQso stored = logbook.find(qso).orElseThrow();
            if (session.json()) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("id", stored.id());
                json.put("outcome", added.name().toLowerCase(Locale.ROOT));
                session.out().println(JsonText.of(json));
            } else {
                session.out()
                        .println(
                                switch (added) {
                                    case NEW -> "added as " + stored.id();
                                    case MERGED -> "completed " + stored.id() + ", which was there";
                                    case DUPLICATE -> "nothing new: " + stored.id() + " has it all";
                                });
            }
        }
        return 0;
    }
}
