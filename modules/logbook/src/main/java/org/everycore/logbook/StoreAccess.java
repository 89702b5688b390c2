package org.everycore.logbook;

import java.util.Locale;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Place;
import org.everycore.jobs.PlaceRef;
import org.everycore.jobs.SpecException;

/** How jobs reach a log's database: the spec names it, and the process that computes knows the way and the password. */
public final class StoreAccess {
    private StoreAccess() {}

    /** Refuses a missing place or name, and a password where it would be seen. */
    public static void check(PlaceRef store, String logbook) {
        if (store == null || store.shown().isBlank()) {
            throw new SpecException("store", "names no file or JDBC URL");
        }
        if (store.shown().contains("password=")) {
            throw new SpecException(
                    "store", "holds a password; set the password apart (EVERYCORE_LOG_PASSWORD) instead");
        }
        if (logbook == null || logbook.isBlank()) {
            throw new SpecException("logbook", "names no logbook");
        }
    }

    /** Which database a place is, in a word: a file's is SQLite unless its URL says otherwise. */
    public static String product(PlaceRef store) {
        String[] parts = store.shown().strip().toLowerCase(Locale.ROOT).split(":", 3);
        return store.url() && parts.length > 2 ? parts[1] : store.place() == null ? "named" : "file";
    }

    /** Opens a job's store. */
    public static LogStore open(PlaceRef store, Inputs inputs) {
        Place place = inputs.place("store", store);
        return LogStore.open(place.at(), place.user(), place.password());
    }
}
