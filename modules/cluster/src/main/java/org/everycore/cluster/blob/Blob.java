package org.everycore.cluster.blob;

import java.util.regex.Pattern;
import org.everycore.jobs.SpecException;

/** The name and the length of stored bytes: SHA-256 in 64 lower-case hexadecimal digits. */
public record Blob(String sha256, long length) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Blob {
        requireName(sha256);
        if (length < 0) {
            throw new IllegalArgumentException("length " + length);
        }
    }

    /** Gives the name back when it is one; a name is safe as a file name. */
    public static String requireName(String sha256) {
        if (sha256 == null || !SHA256.matcher(sha256).matches()) {
            throw new SpecException("sha256", sha256, "must be a SHA-256 in 64 lower-case hexadecimal digits");
        }
        return sha256;
    }
}
