package org.everycore.cluster.blob;

import java.io.IOException;
import java.util.Objects;
import org.everycore.runtime.record.Payload;
import org.everycore.runtime.record.Payloads;

/** Puts what is too long for a record or a message into a blob store. */
public final class BlobPayloads implements Payloads {
    private final BlobStore blobs;

    public BlobPayloads(BlobStore blobs) {
        this.blobs = Objects.requireNonNull(blobs, "blobs is null");
    }

    @Override
    public Payload payload(byte[] bytes) throws IOException {
        if (bytes.length <= Payload.MAX_INLINE) {
            return Payload.inline(bytes);
        }
        Blob blob = blobs.put(bytes);
        return Payload.blob(blob.sha256(), blob.length());
    }

    @Override
    public byte[] bytes(Payload payload) throws IOException {
        return payload instanceof Payload.Inline inline
                ? inline.bytes()
                : blobs.read(((Payload.Blob) payload).sha256());
    }
}
