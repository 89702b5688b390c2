package org.everycore.radio.logbook;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A log file on disk: its content's hash, and its bytes unpacked, with a count of the bytes that were read of it. */
final class ImportFile {
    private final Path file;
    private final long length;
    private volatile long read;

    ImportFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new LogbookException(file + " is not a file");
        }
        this.file = file;
        this.length = Files.size(file);
    }

    long length() {
        return length;
    }

    long read() {
        return read;
    }

    String name() {
        return file.getFileName().toString();
    }

    /** SHA-256 of the bytes on disk. */
    String content() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    InputStream open() throws IOException {
        InputStream raw = new BufferedInputStream(new Counting(Files.newInputStream(file)), 1 << 16);
        try {
            String ending = name().toLowerCase(Locale.ROOT);
            if (ending.endsWith(".gz")) {
                return new GZIPInputStream(raw, 1 << 16);
            }
            return ending.endsWith(".zip") ? firstLog(raw) : raw;
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private InputStream firstLog(InputStream raw) throws IOException {
        var zip = new ZipInputStream(raw);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName().toLowerCase(Locale.ROOT);
            if (name.endsWith(".adi") || name.endsWith(".adif")) {
                return zip;
            }
        }
        throw new LogbookException(file + " holds no .adi file");
    }

    private final class Counting extends FilterInputStream {
        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int most) throws IOException {
            int n = super.read(buffer, offset, most);
            count(Math.max(0, n));
            return n;
        }

        /** Only the reading thread writes the count. */
        @SuppressWarnings("NonAtomicVolatileUpdate")
        private void count(int n) {
            read += n;
        }
    }
}
