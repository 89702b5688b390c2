package org.everycore.gateway;

import java.io.IOException;
import java.util.Map;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.PlaceRef;
import org.everycore.jobs.RecordTree;
import org.everycore.jobs.SpecException;

/**
 * What a job that comes over HTTP may read: files in the shared folders, and blobs that are there; see {@link PlaceCheck} for
 * the databases that it may name.
 */
final class InputCheck {
    private final KindRegistry kinds;
    private final BlobStore blobs;
    private final PlaceCheck places;

    InputCheck(KindRegistry kinds, BlobStore blobs, PlaceCheck places) {
        this.kinds = kinds;
        this.blobs = blobs;
        this.places = places;
    }

    void check(JobRequest request) throws IOException {
        places.checkTexts(request.spec());
        Object spec = kinds.get(request.kind()).parse(request.spec());
        for (Map.Entry<String, PlaceRef> place :
                RecordTree.find(spec, PlaceRef.class).entrySet()) {
            places.checkPlace(place.getKey(), place.getValue());
        }
        for (InputRef input : RecordTree.find(spec, InputRef.class).values()) {
            if (input.file() != null) {
                places.checkInput(input.file());
            } else if (blobs.find(input.blob()).isEmpty()) {
                throw new SpecException(
                        "blob", input.blob(), "is not here; upload it first: PUT /api/v1/blobs/" + input.blob());
            }
        }
    }
}
