package org.everycore.radio.entity;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds files of others that the tests compare with but the project does not hold; a test without them is skipped. */
public final class ReferenceFiles {
    private ReferenceFiles() {}

    public static Path find(String name) {
        String set = System.getProperty("everycore.reference");
        if (set != null && Files.exists(Path.of(set, name))) {
            return Path.of(set, name);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            for (String folder : new String[] {"reference", "shared/reference", "field", "shared/field"}) {
                if (Files.exists(at.resolve(folder).resolve(name))) {
                    return at.resolve(folder).resolve(name);
                }
            }
        }
        assumeTrue(false, "reference file " + name + " is not here");
        throw new AssertionError();
    }
}
