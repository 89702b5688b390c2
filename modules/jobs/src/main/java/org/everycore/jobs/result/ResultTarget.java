package org.everycore.jobs.result;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Where a job's result goes: a file, or nowhere but into its hash and report. */
public record ResultTarget(Optional<Path> file) {
    public static final ResultTarget NOWHERE = new ResultTarget(Optional.empty());

    public ResultTarget {
        Objects.requireNonNull(file, "file is null");
    }

    public static ResultTarget to(Path file) {
        return new ResultTarget(Optional.of(file));
    }

    /** The lower-case extension of the file, or the given one when there is no file or it has none. */
    public String formatOr(String fallback) {
        String name = file.map(Path::getFileName).map(Path::toString).orElse("");
        int dot = name.lastIndexOf('.');
        return dot < 0 ? fallback : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
