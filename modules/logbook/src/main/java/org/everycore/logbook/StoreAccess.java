package org.everycore.logbook;

import java.util.Map;
import org.everycore.jobs.PlaceRef;
import org.everycore.jobs.SpecException;

/** How jobs reach a log's database: the place stands in the spec, name and password in the worker's environment. */
public final class StoreAccess {
    static final String USER_VARIABLE = "EVERYCORE_LOG_USER";
    static final String PASSWORD_VARIABLE = "EVERYCORE_LOG_PASSWORD";

    private StoreAccess() {}

    /** Refuses a missing place or name, and a password where it would be seen. */
    public static void check(PlaceRef store, String logbook) {
        if (store == null || store.shown().isBlank()) {
            throw new SpecException("store", "names no file or JDBC URL");
        }
        if (store.shown().contains("password=")) {
            throw new SpecException("store", "holds a password; set " + PASSWORD_VARIABLE + " instead");
        }
        if (logbook == null || logbook.isBlank()) {
            throw new SpecException("logbook", "names no logbook");
        }
    }

    /** Opens the store with what the environment holds. */
    public static LogStore open(PlaceRef store) {
        Map<String, String> environment = System.getenv();
        return LogStore.open(
                store.direct("store"),
                environment.getOrDefault(USER_VARIABLE, ""),
                environment.getOrDefault(PASSWORD_VARIABLE, ""));
    }
}
