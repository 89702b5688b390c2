package org.everycore.runtime.record;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Bytes that belong to a record: small ones in the store itself, larger ones in the blob store under their SHA-256. */
public sealed interface Payload {
    /** Longer bytes go to the blob store. */
    int MAX_INLINE = 128 << 10;

    /** The blob that holds the bytes, if one does. */
    default Optional<String> blobSha256() {
        return Optional.empty();
    }

    static Payload inline(byte[] bytes) {
        return new Inline(bytes);
    }

    static Payload blob(String sha256, long length) {
        return new Blob(sha256, length);
    }

    /** Bytes at hand; owned by the record, not to be changed. */
    record Inline(byte[] bytes) implements Payload {
        public Inline {
            Objects.requireNonNull(bytes, "bytes is null");
            if (bytes.length > MAX_INLINE) {
                throw new IllegalArgumentException(
                        bytes.length + " bytes are too many to keep inline; the limit is " + MAX_INLINE);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Inline inline && Arrays.equals(bytes, inline.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes " + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 8));
        }
    }

    /** Bytes in the blob store. */
    record Blob(String sha256, long length) implements Payload {
        private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

        public Blob {
            if (sha256 == null || !SHA256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("sha256 " + sha256 + " is not 64 lower-case hexadecimal digits");
            }
            if (length < 0) {
                throw new IllegalArgumentException("length " + length);
            }
        }

        @Override
        public Optional<String> blobSha256() {
            return Optional.of(sha256);
        }
    }
}
