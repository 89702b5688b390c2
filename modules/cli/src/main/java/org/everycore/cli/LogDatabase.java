package org.everycore.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.everycore.logbook.LogStore;

/**
 * The database of logbooks that a command means: the one it names, else the setting {@code logbook.url}, else a file in the state folder.
 *
 * @param place a file, or a JDBC URL
 */
public record LogDatabase(Session session, String place) {
    private static final String FILE = "logbook.db";
    private static final String URL = "jdbc:";

    /** @param named what the command line names; null: nothing */
    public static LogDatabase of(Session session, String named) {
        return new LogDatabase(
                session,
                Optional.ofNullable(named)
                        .or(() -> session.settings().logbook())
                        .orElseGet(() -> session.folders().state().resolve(FILE).toString()));
    }

    /** The database, made if there is none. */
    public LogStore openOrMake() {
        return LogStore.open(
                place, session.settings().logbookUser(), session.settings().logbookPassword());
    }

    /** The database, which must be there: who looks for QSOs in a file that is not there mistyped its name. */
    public LogStore open() {
        if (!place.startsWith(URL) && !Files.exists(Path.of(place))) {
            throw Failure.wrongInput("there is no logbook at " + place
                    + " yet: 'everycore log import' and 'everycore log add' make it, --db names another");
        }
        return openOrMake();
    }
}
