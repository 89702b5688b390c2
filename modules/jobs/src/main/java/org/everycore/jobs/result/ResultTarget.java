package org.everycore.jobs.result;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.everycore.jobs.SpecException;

/** Where a job's result goes: a file, or nowhere but into its hash and report. */
public record ResultTarget(Optional<Path> file) {
    public static final ResultTarget NOWHERE = new ResultTarget(Optional.empty());

    public ResultTarget {
        Objects.requireNonNull(file, "file is null");
    }

    public static ResultTarget to(Path file) {
        return new ResultTarget(Optional.of(file));
    }

    /**
     * The format to write: the one that the file's extension names, the first when there is no file or no extension. A kind
     * with a single format writes it under any name.
     *
     * @throws org.everycore.jobs.SpecException when the extension names none of several formats
     */
    public ResultFormat format(List<ResultFormat> formats) {
        String name = file.map(Path::getFileName).map(Path::toString).orElse("");
        int dot = name.lastIndexOf('.');
        if (dot < 0 || formats.size() == 1) {
            return formats.get(0);
        }
        String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return formats.stream()
                .filter(format -> format.extension().equals(extension))
                .findFirst()
                .orElseThrow(() -> new SpecException(
                        "out",
                        "." + extension,
                        formats.stream()
                                .map(format -> "." + format.extension())
                                .collect(Collectors.joining(" or ", "the result is written as ", ""))));
    }
}
