package org.everycore.jobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;

/**
 * A file that a job reads: by path, or by the SHA-256 of its bytes in the blob store (then {@code name} says what it was
 * called). In JSON a plain string is a path.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InputRef(
        @JsonProperty("file") String file,
        @JsonProperty("blob") String blob,
        @JsonProperty("name") String name) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    @JsonCreator
    public InputRef {
        if ((file == null) == (blob == null)) {
            throw new SpecException("file", "an input has either a file or a blob");
        }
        if (blob != null && !SHA256.matcher(blob).matches()) {
            throw new SpecException("blob", blob, "must be a SHA-256 in 64 lower-case hexadecimal digits");
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static InputRef file(String path) {
        return new InputRef(path, null, null);
    }

    public static InputRef blob(String sha256, String name) {
        return new InputRef(null, sha256, name);
    }

    /** What people call this input in messages. */
    public String shown() {
        return file != null ? file : name != null ? name : "blob " + blob;
    }
}
