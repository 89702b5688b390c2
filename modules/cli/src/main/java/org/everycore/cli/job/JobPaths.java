package org.everycore.cli.job;

import java.nio.file.Path;
import java.util.Optional;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.PlaceRef;
import org.everycore.jobs.RecordTree;

/**
 * Where the relative paths of a job file begin: at its own folder, as in other tools' files. So a job file and what it names
 * can be moved together and be named from anywhere.
 */
final class JobPaths {
    private JobPaths() {}

    /** The request with paths that can be opened from the current folder; one of a kind that is not known here stays. */
    static JobRequest from(Path file, JobRequest request) {
        Path folder = file.getParent();
        Optional<JobKind<?, ?>> kind = KindRegistry.load().all().stream()
                .<JobKind<?, ?>>map(known -> known)
                .filter(known -> known.name().equals(request.kind()))
                .findFirst();
        return folder == null || kind.isEmpty() ? request : from(folder, request, kind.get());
    }

    private static <S> JobRequest from(Path folder, JobRequest request, JobKind<S, ?> kind) {
        S spec = kind.parse(request.spec());
        S moved = RecordTree.replace(spec, InputRef.class, input -> input(folder, input));
        moved = RecordTree.replace(moved, PlaceRef.class, place -> place(folder, place));
        boolean same = RecordTree.find(spec, InputRef.class).equals(RecordTree.find(moved, InputRef.class))
                && RecordTree.find(spec, PlaceRef.class).equals(RecordTree.find(moved, PlaceRef.class));
        return same ? request : request.withSpec(Json.mapper().valueToTree(moved));
    }

    private static InputRef input(Path folder, InputRef input) {
        return input.file() == null
                ? input
                : new InputRef(folder.resolve(input.file()).normalize().toString(), null, input.name());
    }

    private static PlaceRef place(Path folder, PlaceRef place) {
        return place.place() == null || place.url()
                ? place
                : PlaceRef.at(folder.resolve(place.place()).normalize().toString());
    }
}
