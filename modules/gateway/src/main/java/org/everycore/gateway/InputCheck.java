package org.everycore.gateway;

import java.io.IOException;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.cluster.blob.Places;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.PlaceRef;
import org.everycore.jobs.RecordTree;
import org.everycore.jobs.SpecException;

/** What a job that comes over HTTP may name: files in the shared folders, blobs that are there, places that are listed. */
final class InputCheck {
    private final KindRegistry kinds;
    private final BlobStore blobs;
    private final SharedFolders shared;
    private final Places places;

    InputCheck(KindRegistry kinds, BlobStore blobs, SharedFolders shared, Places places) {
        this.kinds = kinds;
        this.blobs = blobs;
        this.shared = shared;
        this.places = places;
    }

    void check(JobRequest request) throws IOException {
        Object spec = kinds.get(request.kind()).parse(request.spec());
        RecordTree.find(spec, PlaceRef.class).forEach(places::get);
        for (InputRef input : RecordTree.find(spec, InputRef.class).values()) {
            if (input.file() != null && !shared.hold(input.file())) {
                throw new SpecException(
                        "file", input.file(), "is in no folder that the cluster shares; upload it as a blob");
            }
            if (input.file() == null && blobs.find(input.blob()).isEmpty()) {
                throw new SpecException(
                        "blob", input.blob(), "is not here; upload it first: PUT /api/v1/blobs/" + input.blob());
            }
        }
    }
}
