package org.everycore.gateway;

import java.io.IOException;
import java.util.List;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.KindRegistry;
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
        places.checkSpec(request.spec());
        for (InputRef input : inputs(kinds.get(request.kind()), request)) {
            if (input.file() != null) {
                places.checkInput(input.file());
            } else if (blobs.find(input.blob()).isEmpty()) {
                throw new SpecException(
                        "blob", input.blob(), "is not here; upload it first: PUT /api/v1/blobs/" + input.blob());
            }
        }
    }

    private static <S> List<InputRef> inputs(JobKind<S, ?> kind, JobRequest request) {
        return kind.inputs(kind.parse(request.spec()));
    }
}
