package org.everycore.cluster.blob;

import java.io.IOException;
import java.io.OutputStream;

/** A blob on its way in: bytes are hashed as they are written, and become a blob on {@link #commit}, or nothing on close. */
public abstract class BlobWriter extends OutputStream {
    /**
     * Makes the bytes a blob.
     *
     * @param expected the SHA-256 that they must have; null takes any
     * @throws BlobException when they have another
     */
    public abstract Blob commit(String expected) throws IOException;

    /** Forgets the bytes unless they were committed. */
    @Override
    public abstract void close() throws IOException;
}
