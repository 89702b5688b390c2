package org.everycore.cluster.blob;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps bytes under their SHA-256. Storing the same bytes twice keeps them once. What is read is verified: a reader never
 * gets other bytes than the name says. Calls block on disk or network, so actors call it from threads made for that.
 */
public interface BlobStore {
    /** Begins a blob. */
    BlobWriter begin() throws IOException;

    /** The blob of this name, if it is here. */
    Optional<Blob> find(String sha256) throws IOException;

    /**
     * A local file with the blob's bytes, verified. It must not be changed, moved or deleted.
     *
     * @throws BlobException when there is none, or it is damaged
     */
    Path file(String sha256) throws IOException;

    /** Removes every blob that was stored before a time and is not named, and gives the number of bytes that it freed. */
    long retain(Set<String> named, Instant storedBefore) throws IOException;

    /** Stores what a stream gives; it is not closed. */
    default Blob put(InputStream bytes) throws IOException {
        try (BlobWriter writer = begin()) {
            bytes.transferTo(writer);
            return writer.commit(null);
        }
    }

    default Blob put(byte[] bytes) throws IOException {
        return put(new ByteArrayInputStream(bytes));
    }

    /** Stores a copy of a file. */
    default Blob put(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return put(in);
        }
    }

    /** All bytes of a small blob. */
    default byte[] read(String sha256) throws IOException {
        return Files.readAllBytes(file(sha256));
    }
}
