package org.everycore.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a node finds the files that jobs read: on its own disk, or fetched from the blob store into a cache. */
@FunctionalInterface
public interface Inputs {
    /** Inputs that are files which this process can see. Blobs are unknown to it. */
    Inputs LOCAL = ref -> {
        if (ref.file() == null) {
            throw new IOException("blob " + ref.blob() + " needs a blob store, and this process has none");
        }
        Path path = Path.of(ref.file());
        if (!Files.exists(path)) {
            throw new SpecException("file", ref.file(), "no such file");
        }
        return path;
    };

    /** A readable local file with the input's bytes; it must not be changed or deleted. */
    Path resolve(InputRef ref) throws IOException;
}
