package org.everycore.jobs.result;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A form that a result can be written in.
 *
 * @param extension what names of such files end in, lower-case and without its dot
 */
public record ResultFormat(String extension, String mediaType) {
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]+(\\.[a-z0-9]+)*");

    public static final ResultFormat JSON = new ResultFormat("json", "application/json");
    public static final ResultFormat CSV = new ResultFormat("csv", "text/csv");
    public static final ResultFormat NPY = new ResultFormat("npy", "application/x-npy");

    public ResultFormat {
        if (!EXTENSION.matcher(extension).matches()) {
            throw new IllegalArgumentException("the extension of a result's format is \"" + extension + "\"");
        }
        Objects.requireNonNull(mediaType, "mediaType is null");
    }

    /** The one of a kind's formats that has this media type; bytes of no known form when the kind never told of it. */
    public static ResultFormat of(List<ResultFormat> formats, String mediaType) {
        return formats.stream()
                .filter(format -> format.mediaType().equals(mediaType))
                .findFirst()
                .orElseGet(() -> new ResultFormat("bin", mediaType));
    }
}
