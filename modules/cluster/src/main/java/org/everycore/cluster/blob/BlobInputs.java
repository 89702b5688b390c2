package org.everycore.cluster.blob;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Inputs;

/** Inputs found by path on this node's own disk, or by hash in a blob store. */
public final class BlobInputs implements Inputs {
    private final BlobStore blobs;
    private final Inputs files;

    /** @param files what to do with inputs that are paths */
    public BlobInputs(BlobStore blobs, Inputs files) {
        this.blobs = Objects.requireNonNull(blobs, "blobs is null");
        this.files = Objects.requireNonNull(files, "files is null");
    }

    public BlobInputs(BlobStore blobs) {
        this(blobs, Inputs.LOCAL);
    }

    @Override
    public Path resolve(InputRef ref) throws IOException {
        return ref.blob() != null ? blobs.file(ref.blob()) : files.resolve(ref);
    }
}
