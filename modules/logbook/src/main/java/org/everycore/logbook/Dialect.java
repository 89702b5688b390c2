package org.everycore.logbook;

import java.util.Locale;

/** The databases a log can live in. */
public enum Dialect {
    SQLITE,
    H2,
    POSTGRESQL;

    static Dialect ofUrl(String url) {
        for (Dialect dialect : values()) {
            if (url.startsWith("jdbc:" + dialect.folder() + ":")) {
                return dialect;
            }
        }
        throw new LogbookException("no log can be kept at " + url + ": the URL begins with jdbc:sqlite:, jdbc:h2: or"
                + " jdbc:postgresql:");
    }

    /** The name in JDBC URLs and of the folder of its migrations. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
