package org.everycore.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.SpecException;

/**
 * Keeps a caller from reading the server's disk: a job that comes over HTTP may name files in the shared folders alone, and
 * blobs that are there.
 */
final class InputCheck {
    private final KindRegistry kinds;
    private final BlobStore blobs;
    private final List<Path> shared;

    InputCheck(KindRegistry kinds, BlobStore blobs, List<Path> shared) {
        this.kinds = kinds;
        this.blobs = blobs;
        this.shared = shared;
    }

    void check(JobRequest request) throws IOException {
        for (InputRef input : inputs(kinds.get(request.kind()), request)) {
            if (input.file() != null) {
                checkFile(input.file());
            } else if (blobs.find(input.blob()).isEmpty()) {
                throw new SpecException(
                        "blob", input.blob(), "is not here; upload it first: PUT /api/v1/blobs/" + input.blob());
            }
        }
    }

    private static <S> List<InputRef> inputs(JobKind<S, ?> kind, JobRequest request) {
        return kind.inputs(kind.parse(request.spec()));
    }

    private void checkFile(String file) throws IOException {
        if (!shared.isEmpty() && Files.exists(Path.of(file))) {
            Path real = Path.of(file).toRealPath();
            for (Path folder : shared) {
                if (Files.isDirectory(folder) && real.startsWith(folder.toRealPath())) {
                    return;
                }
            }
        }
        throw new SpecException("file", file, "is in no folder that the cluster shares; upload it as a blob");
    }
}
