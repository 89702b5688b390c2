package org.everycore.cli.log;

import java.util.List;
import org.everycore.cli.Failure;
import org.everycore.cli.LogDatabase;
import org.everycore.cli.Session;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import picocli.CommandLine.Option;

/** Which database, and which of its logbooks: the options, then the settings, then a file in the state folder. */
public final class BookOptions {
    private final Session session;

    @Option(
            names = {"--db", "--url"},
            paramLabel = "PLACE",
            description = "The database: a file, or a JDBC URL (jdbc:postgresql://host/log; user and password come from"
                    + " EVERYCORE_LOG_USER and EVERYCORE_LOG_PASSWORD). The default is the setting logbook.url, else a"
                    + " file in the state folder.")
    private String place;

    @Option(
            names = "--book",
            paramLabel = "NAME",
            description = "The logbook in it, one a station; the default is the setting logbook.book.")
    private String book;

    public BookOptions(Session session) {
        this.session = session;
    }

    String place() {
        return database().place();
    }

    String name() {
        return book == null ? session.settings().book() : book;
    }

    /** The database, made if there is none. */
    LogStore openOrMake() {
        return database().openOrMake();
    }

    /** The database, which must be there: see {@link LogDatabase#open}. */
    LogStore open() {
        return database().open();
    }

    private LogDatabase database() {
        return LogDatabase.of(session, place);
    }

    /** The logbook, which must be there. */
    Logbook find(LogStore store) {
        return store.find(name()).orElseThrow(() -> {
            List<String> names = store.logbooks().stream().map(Logbook::name).toList();
            return Failure.wrongInput("there is no logbook " + name() + " in " + place()
                    + (names.isEmpty() ? "" : "; there are: " + String.join(", ", names)));
        });
    }
}
