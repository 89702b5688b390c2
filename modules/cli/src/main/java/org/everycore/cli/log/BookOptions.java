package org.everycore.cli.log;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.radio.logbook.LogStore;
import org.everycore.radio.logbook.Logbook;
import picocli.CommandLine.Option;

/** Which database, and which of its logbooks: the options, then the settings, then a file in the state folder. */
public final class BookOptions {
    private static final String FILE = "logbook.db";
    private static final String URL = "jdbc:";

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
        return Optional.ofNullable(place)
                .or(() -> session.settings().logbook())
                .orElseGet(() -> session.folders().state().resolve(FILE).toString());
    }

    String name() {
        return book == null ? session.settings().book() : book;
    }

    /** The database, made if there is none. */
    LogStore openOrMake() {
        Map<String, String> env = session.env();
        return LogStore.open(
                place(), env.getOrDefault("EVERYCORE_LOG_USER", ""), env.getOrDefault("EVERYCORE_LOG_PASSWORD", ""));
    }

    /** The database, which must be there: who looks for QSOs in a file that is not there mistyped its name. */
    LogStore open() {
        String at = place();
        if (!at.startsWith(URL) && !Files.exists(Path.of(at))) {
            throw Failure.wrongInput("there is no logbook at " + at
                    + " yet: 'everycore log import' and 'everycore log add' make it, --db names another");
        }
        return openOrMake();
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
