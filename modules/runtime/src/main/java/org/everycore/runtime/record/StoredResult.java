package org.everycore.runtime.record;

import java.util.Objects;

/**
 * Where a finished job's result is.
 *
 * @param sha256 hash of the result's bytes
 * @param fileName a name for a person's download, such as {@code samples.npy}
 */
public record StoredResult(String sha256, long bytes, String mediaType, String fileName, Payload content) {
    public StoredResult {
        Objects.requireNonNull(sha256, "sha256 is null");
        Objects.requireNonNull(mediaType, "mediaType is null");
        Objects.requireNonNull(fileName, "fileName is null");
        Objects.requireNonNull(content, "content is null");
        if (content instanceof Payload.Inline inline && inline.bytes().length != bytes
                || content instanceof Payload.Blob blob
                        && (blob.length() != bytes || !blob.sha256().equals(sha256))) {
            throw new IllegalArgumentException(
                    "the content does not agree with length " + bytes + " and hash " + sha256);
        }
    }
}
