package org.everycore.logbook;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The reference logs among radio's test resources, and others' data beside the repository. */
final class ReferenceLogs {
    private ReferenceLogs() {}

    /** The bytes of {@code name.adi.gz}, unpacked. */
    static byte[] log(String name) {
        try (InputStream in = new GZIPInputStream(open(name + ".adi.gz"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any file of the folder. */
    static InputStream open(String file) {
        return ReferenceLogs.class.getResourceAsStream("/reference/radio/" + file);
    }

    /** A file that is not part of the project; a test without it is skipped. */
    static Path outside(String relative) {
        String given = System.getProperty("everycore.reference");
        if (given != null && Files.exists(Path.of(given, relative))) {
            return Path.of(given, relative);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("shared/reference").resolve(relative);
            if (Files.exists(file)) {
                return file;
            }
        }
        assumeTrue(false, "reference file " + relative + " is not here");
        throw new AssertionError();
    }
}
