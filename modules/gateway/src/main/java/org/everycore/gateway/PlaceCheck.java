package org.everycore.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.everycore.jobs.PlaceRef;
import org.everycore.jobs.SpecException;

/**
 * Keeps a caller from the server's disk and from code of his own: which files and databases a job that comes over HTTP may
 * name. A JDBC URL's parameters can make a database driver run scripts or load classes, so only a few harmless ones pass.
 */
final class PlaceCheck {
    private static final String JDBC = "jdbc:";
    private static final Pattern SERVER = Pattern.compile(
            "jdbc:postgresql://[A-Za-z0-9.:,\\[\\]_-]+/[A-Za-z0-9_.-]+"
                    + "(\\?(ssl|sslmode|currentSchema|user)=[A-Za-z0-9_.-]+(&(ssl|sslmode|currentSchema|user)=[A-Za-z0-9_.-]+)*)?");
    private static final Pattern FILE = Pattern.compile("jdbc:(?:sqlite|h2:file):(.+)");

    private final List<Path> shared;
    private final boolean trusting;

    /** @param trusting whether everybody who can call may name any place: a server on loopback without tokens */
    PlaceCheck(List<Path> shared, boolean trusting) {
        this.shared = shared;
        this.trusting = trusting;
    }

    /** Looks at every text in a spec: a JDBC URL passes nowhere unseen, whatever its kind takes it for. */
    void checkTexts(JsonNode spec) throws IOException {
        checkTexts("spec", spec);
    }

    /**
     * A database or folder that a job wants to go to.
     *
     * @param field where it stands in the spec
     */
    void checkPlace(String field, PlaceRef place) throws IOException {
        checkDatabase(field, place.direct(field));
    }

    /** A file that a job wants to read. */
    void checkInput(String file) throws IOException {
        if (!within(file)) {
            throw new SpecException("file", file, "is in no folder that the cluster shares; upload it as a blob");
        }
    }

    private void checkTexts(String field, JsonNode node) throws IOException {
        if (node.isTextual()
                && node.textValue().strip().toLowerCase(Locale.ROOT).startsWith(JDBC)) {
            checkDatabase(field, node.textValue());
        }
        for (Map.Entry<String, JsonNode> child : node.properties()) {
            checkTexts(child.getKey(), child.getValue());
        }
        if (node.isArray()) {
            for (JsonNode child : node) {
                checkTexts(field, child);
            }
        }
    }

    private void checkDatabase(String field, String place) throws IOException {
        Matcher file = FILE.matcher(place);
        boolean url = place.strip().toLowerCase(Locale.ROOT).startsWith(JDBC);
        if (url && SERVER.matcher(place).matches()) {
            return;
        }
        if (url && !file.matches() || place.contains(";") || place.contains("?")) {
            throw new SpecException(
                    field,
                    place,
                    "may not be named over HTTP: only jdbc:postgresql://host/database and plain files, without parameters");
        }
        String path = url ? file.group(1) : place;
        if (!trusting && !within(path)) {
            throw new SpecException(
                    field, place, "is in no folder that the cluster shares (everycore.gateway.shared-folders)");
        }
    }

    private boolean within(String file) throws IOException {
        try {
            Path path = Path.of(file).toAbsolutePath();
            Optional<Path> real = real(path);
            for (Path folder : shared) {
                if (real.isPresent() && Files.isDirectory(folder) && real.get().startsWith(folder.toRealPath())) {
                    return true;
                }
            }
            return false;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Where a path leads, links followed; the last name need not exist yet. */
    private static Optional<Path> real(Path path) throws IOException {
        if (Files.exists(path)) {
            return Optional.of(path.toRealPath());
        }
        Path parent = path.getParent();
        Path name = path.getFileName();
        if (parent == null || name == null || name.toString().equals("..") || Files.isSymbolicLink(path)) {
            return Optional.empty();
        }
        return real(parent).map(folder -> folder.resolve(name));
    }
}
