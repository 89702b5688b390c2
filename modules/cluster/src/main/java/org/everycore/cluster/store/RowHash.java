package org.everycore.cluster.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.everycore.runtime.record.Payload;

/** SHA-256 over the fields of a record, each with its length, so that no two different records have the same input. */
final class RowHash {
    private final MessageDigest digest;

    private RowHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static RowHash of() {
        return new RowHash();
    }

    RowHash number(long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
        return this;
    }

    RowHash text(String value) {
        return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    RowHash bytes(byte[] value) {
        if (value == null) {
            return number(-1);
        }
        number(value.length);
        digest.update(value);
        return this;
    }

    RowHash payload(Payload payload) {
        if (payload instanceof Payload.Inline inline) {
            return number(1).bytes(inline.bytes());
        }
        if (payload instanceof Payload.Blob blob) {
            return number(2).text(blob.sha256()).number(blob.length());
        }
        return number(0);
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
