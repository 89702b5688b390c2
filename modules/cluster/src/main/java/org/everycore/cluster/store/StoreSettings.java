package org.everycore.cluster.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Which database holds the jobs.
 *
 * @param url {@code jdbc:h2:file:...} for one node, {@code jdbc:postgresql://...} for a cluster
 * @param readers connections for reading, beside the one that writes
 * @param patience how long writes wait for a database that does not answer before they fail
 * @param reserve bytes that must be free on the disk of an H2 file before a job is taken
 */
public record StoreSettings(String url, String user, String password, int readers, Duration patience, long reserve) {
    private static final long RESERVE = 64L << 20;
    private static final String H2 = "jdbc:h2:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    public StoreSettings {
        Objects.requireNonNull(url, "url is null");
        Objects.requireNonNull(user, "user is null");
        Objects.requireNonNull(password, "password is null");
        Objects.requireNonNull(patience, "patience is null");
        if (!url.startsWith(H2) && !url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException(
                    "the store's url must begin with " + H2 + " or " + POSTGRESQL + ", and is " + url);
        }
        if (reserve < 0) {
            throw new IllegalArgumentException("reserve " + reserve + " is negative");
        }
        if (readers < 1 || readers > 100) {
            throw new IllegalArgumentException("readers " + readers + " is not 1 to 100");
        }
    }

    public static StoreSettings of(String url, String user, String password) {
        return new StoreSettings(url, user, password, 3, Duration.ofSeconds(10), RESERVE);
    }

    /** One node's own database in a file; the engine adds {@code .mv.db} to its name. */
    public static StoreSettings file(Path database) {
        return of(H2 + "file:" + database.toAbsolutePath(), "everycore", "");
    }

    /** The file of an H2 database's URL, without the {@code .mv.db} of its name; empty for any other URL. */
    public static Optional<Path> h2File(String url) {
        String prefix = H2 + "file:";
        return url.startsWith(prefix)
                ? Optional.of(Path.of(url.substring(prefix.length()).replaceFirst(";.*", ""))
                        .toAbsolutePath())
                : Optional.empty();
    }

    boolean h2() {
        return url.startsWith(H2);
    }

    /** The URL with what makes H2 speak PostgreSQL's dialect and write at each commit. */
    String connectionUrl() {
        return h2()
                ? url
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
                : url;
    }

    @Override
    public String toString() {
        return url.replaceFirst("\\?.*", "");
    }
}
