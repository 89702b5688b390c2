package org.everycore.logbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.everycore.radio.adif.LogFormat;

/** A log file on disk: its content's hash, and its bytes unpacked. */
final class ImportFile {
    private final Path file;
    private final long length;

    ImportFile(Path file) throws IOException {
        this.file = file;
        this.length = LogFormat.of(file) == LogFormat.ADI ? Files.size(file) : 0;
    }

    /** The number of ADI bytes, 0 where only reading to the end tells. */
    long length() {
        return length;
    }

    String name() {
        return file.getFileName().toString();
    }

    /** SHA-256 of the bytes on disk. */
    String content() throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The log as ADI bytes: unpacked, and converted if it is ADX. */
    InputStream open() throws IOException {
        return LogFormat.openAdi(file);
    }
}
