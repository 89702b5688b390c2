package org.everycore.radio.adif;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The forms in which a log may lie on disk, told apart by their first bytes; each can be read as a stream of ADI. */
public enum LogFormat {
    ADI,
    ADX,
    GZIP,
    ZIP;

    private static final int LOOK = 1024;
    private static final int BUFFER = 1 << 16;

    /**
     * Finds the format of a file.
     *
     * @throws NotALogException if it is a folder, cannot be read, or holds bytes that no log holds
     */
    public static LogFormat of(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new NotALogException(file + ": is a folder");
        }
        if (!Files.isReadable(file)) {
            throw new NotALogException(file + (Files.exists(file) ? ": cannot be read" : ": no such file"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(LOOK), file.toString());
        }
    }

    private static LogFormat of(byte[] head, String name) throws NotALogException {
        if (head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
            return GZIP;
        }
        if (head.length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4) {
            return ZIP;
        }
        int at = head.length >= 3 && (head[0] & 0xff) == 0xef && (head[1] & 0xff) == 0xbb && (head[2] & 0xff) == 0xbf
                ? 3
                : 0;
        while (at < head.length && Bytes.isSpace(head[at])) {
            at++;
        }
        String start = new String(head, at, Math.min(5, head.length - at), StandardCharsets.ISO_8859_1);
        if (start.equalsIgnoreCase("<?xml") || start.regionMatches(true, 0, "<ADX>", 0, 5)) {
            return ADX;
        }
        if (head.length >= 2 && ((head[0] == -1 && head[1] == -2) || (head[0] == -2 && head[1] == -1))) {
            throw new NotALogException(name + ": is UTF-16 text; save it as UTF-8");
        }
        Optional<OtherForm> other = OtherForm.of(new String(head, at, head.length - at, StandardCharsets.ISO_8859_1));
        if (other.isPresent()) {
            throw new NotALogException(name + ": " + other.get().advice());
        }
        for (byte b : head) {
            if (b == 0) {
                throw new NotALogException(name + ": is a binary file, not a log");
            }
        }
        return ADI;
    }

    /** The log as a stream of ADI bytes: unpacked, and converted if it is ADX. */
    public static InputStream openAdi(Path file) throws IOException {
        LogFormat format = of(file);
        InputStream in = Files.newInputStream(file);
        try {
            return format.adi(in, file.toString());
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private InputStream adi(InputStream in, String name) throws IOException {
        return switch (this) {
            case ADI -> in;
            case ADX -> new AdxAsAdi(new BufferedInputStream(in, BUFFER), name);
            case GZIP -> inner(gunzip(in, name), name);
            case ZIP -> new ZipAsAdi(in, name);
        };
    }

    private static InputStream gunzip(InputStream in, String name) throws IOException {
        try {
            return new GZIPInputStream(in, BUFFER);
        } catch (ZipException e) {
            throw new NotALogException(name + ": damaged gzip file: " + e.getMessage(), e);
        }
    }

    /** What an unpacked stream holds: ADI or ADX. */
    static InputStream inner(InputStream unpacked, String name) throws IOException {
        BufferedInputStream in = new BufferedInputStream(unpacked, BUFFER);
        in.mark(LOOK);
        byte[] head = in.readNBytes(LOOK);
        in.reset();
        LogFormat format = of(head, name);
        if (format == GZIP || format == ZIP) {
            throw new NotALogException(name + ": packed twice");
        }
        return format.adi(in, name);
    }
}
