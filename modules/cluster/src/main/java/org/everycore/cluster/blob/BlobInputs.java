package org.everycore.cluster.blob;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Place;
import org.everycore.jobs.PlaceRef;

/** What jobs name, as a node finds it: inputs by path on its own disk or by hash in a blob store, places by its operator's list. */
public final class BlobInputs implements Inputs {
    private final BlobStore blobs;
    private final Inputs files;
    private final Places places;

    /** @param files what to do with inputs that are paths */
    public BlobInputs(BlobStore blobs, Inputs files, Places places) {
        this.blobs = Objects.requireNonNull(blobs, "blobs is null");
        this.files = Objects.requireNonNull(files, "files is null");
        this.places = Objects.requireNonNull(places, "places is null");
    }

    /** For a node whose operator has listed no places. */
    public BlobInputs(BlobStore blobs) {
        this(blobs, Inputs.LOCAL, Places.NONE);
    }

    @Override
    public Path resolve(InputRef ref) throws IOException {
        return ref.blob() != null ? blobs.file(ref.blob()) : files.resolve(ref);
    }

    @Override
    public Place place(String field, PlaceRef ref) {
        return places.get(field, ref);
    }
}
