package org.everycore.photonics.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Recorded answers that lie beside the repository, or where the property {@code everycore.reference} says. */
public final class ReferenceData {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ReferenceData() {}

    /** A file or folder under the reference folder; skips the test when there is none. */
    public static Path path(String name) {
        String set = System.getProperty("everycore.reference");
        if (set != null) {
            return existing(Path.of(set).resolve(name));
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared").resolve("reference").resolve(name);
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        return existing(Path.of("shared", "reference", name));
    }

    /** All files of a folder whose names match, in order. */
    public static List<Path> files(String folder, String pattern) {
        try (Stream<Path> all = Files.list(path(folder))) {
            return all.filter(file -> file.getFileName().toString().matches(pattern))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(Path file) {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static double[] numbers(JsonNode list) {
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).doubleValue();
        }
        return values;
    }

    private static Path existing(Path path) {
        Assumptions.assumeTrue(Files.exists(path), "no reference data at " + path + " (set -Deverycore.reference)");
        return path;
    }
}
