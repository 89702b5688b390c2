package org.everycore.cluster.blob;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.everycore.cluster.security.PrivateFile;
import org.everycore.jobs.Place;
import org.everycore.jobs.PlaceRef;
import org.everycore.jobs.SpecException;

/**
 * The databases that jobs may use, as the operator of a node lists them under {@code everycore.places.logbooks}: a name, where it
 * is, and the credentials that belong to it and go nowhere else. A job says the name; no text of a job reaches a driver.
 */
public final class Places {
    /** For nodes without a list. */
    public static final Places NONE = new Places(Map.of());

    private static final String PATH = "everycore.places.logbooks";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final Set<String> KEYS = Set.of("url", "user", "password-file");
    /** A file is SQLite's unless it has the ending of another's. */
    private static final Pattern H2 = Pattern.compile("(?i)\\s*jdbc:h2:.*|.*\\.mv\\.db");

    private final Map<String, Place> logbooks;

    private Places(Map<String, Place> logbooks) {
        this.logbooks = new TreeMap<>(logbooks);
    }

    /**
     * Reads the list of a node's configuration.
     *
     * @throws SpecException when an entry cannot be used
     */
    public static Places of(Config all) throws IOException {
        Map<String, Place> logbooks = new TreeMap<>();
        ConfigObject list = all.getObject(PATH);
        for (String name : list.keySet()) {
            String at = PATH + "." + name;
            if (!NAME.matcher(name).matches()) {
                throw new SpecException(PATH, name, "must be 1 to 100 letters, digits, dashes or underscores");
            }
            if (list.get(name).valueType() != ConfigValueType.OBJECT) {
                throw new SpecException(at, "must be { url = ... }");
            }
            logbooks.put(name, entry(at, list.toConfig().getConfig(name)));
        }
        return new Places(logbooks);
    }

    private static Place entry(String at, Config entry) throws IOException {
        for (String key : entry.root().keySet()) {
            if (!KEYS.contains(key)) {
                throw new SpecException(at + "." + key, "is not a known key; known: password-file, url, user");
            }
        }
        String url = text(entry, "url");
        if (url.isBlank()) {
            throw new SpecException(at + ".url", "is missing: a SQLite file or jdbc:postgresql://host/database");
        }
        if (H2.matcher(url).matches()) {
            throw new SpecException(
                    at + ".url",
                    url,
                    "is H2's: its file belongs to one process and may hold code, so logbooks of jobs are SQLite files or"
                            + " PostgreSQL");
        }
        String file = text(entry, "password-file");
        return new Place(
                url,
                text(entry, "user"),
                file.isEmpty() ? "" : PrivateFile.read(Path.of(file)).strip());
    }

    private static String text(Config entry, String key) {
        return entry.hasPath(key) ? entry.getString(key) : "";
    }

    /**
     * The place of a name.
     *
     * @throws SpecException for a path or URL, and for a name that is not listed here
     */
    public Place get(String field, PlaceRef ref) {
        if (ref.name() == null) {
            throw new SpecException(
                    field,
                    ref.shown(),
                    "is a path or URL, and a node opens only what its operator lists: name one of " + PATH
                            + ", {\"name\": \"...\"}; listed: " + names());
        }
        Place place = logbooks.get(ref.name());
        if (place == null) {
            throw new SpecException(field, ref.name(), "is not in the node's list " + PATH + "; listed: " + names());
        }
        return place;
    }

    private String names() {
        return logbooks.isEmpty() ? "none" : String.join(", ", logbooks.keySet());
    }
}
