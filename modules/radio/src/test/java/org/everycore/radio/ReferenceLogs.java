package org.everycore.radio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Access to the reference logs among the test resources, and to others' data beside the repository. */
public final class ReferenceLogs {
    private static final String FOLDER = "/reference/radio/";

    private ReferenceLogs() {}

    /** The bytes of {@code name.adi.gz}, unpacked. */
    public static byte[] log(String name) {
        try (InputStream in = new GZIPInputStream(open(name + ".adi.gz"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any file of the folder. */
    public static InputStream open(String file) {
        InputStream in = ReferenceLogs.class.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new IllegalArgumentException("no test resource " + FOLDER + file);
        }
        return in;
    }

    /** A file of data that is not part of the project; empty where it is not installed beside the repository. */
    public static Optional<Path> outside(String relative) {
        String given = System.getProperty("everycore.reference");
        if (given != null) {
            return Optional.of(Path.of(given, "radio", relative)).filter(Files::exists);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("shared/reference/radio").resolve(relative);
            if (Files.exists(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
