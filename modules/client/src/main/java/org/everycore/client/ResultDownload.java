package org.everycore.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import org.everycore.jobs.JobId;

/** Fetches results: hashed on the way into a hidden file, which takes its place only when whole and right. */
final class ResultDownload {
    private static final int ATTEMPTS = 4;

    private final Transport transport;
    private final ClientSettings settings;

    ResultDownload(Transport transport, ClientSettings settings) {
        this.transport = transport;
        this.settings = settings;
    }

    /** @throws IOException when the file cannot be written */
    Download fetch(JobId id, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Fetched fetched;
            try (OutputStream out = Files.newOutputStream(part)) {
                // Opened once here, so that a place that cannot be written to is said before anything is fetched.
                out.flush();
            }
            fetched = attempts(id, part);
            move(part, target);
            return new Download(file, fetched.bytes(), fetched.sha256());
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The hash of the bytes that the server keeps. */
    String hash(JobId id) throws IOException {
        return attempts(id, null).sha256();
    }

    private Fetched attempts(JobId id, Path part) throws IOException {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<InputStream> response = transport.send(
                    "/api/v1/jobs/" + id + "/result",
                    request -> request,
                    BodyHandlers.ofInputStream(),
                    settings.patience());
            try (InputStream in = new BrokenOff(response.body());
                    OutputStream out = part == null ? OutputStream.nullOutputStream() : Files.newOutputStream(part)) {
                return receive(id, response, in, out);
            } catch (BrokenOff.Lost e) {
                if (attempt == ATTEMPTS) {
                    throw new UnreachableException(
                            "the result of " + id + " broke off " + ATTEMPTS + " times: " + e.getMessage(), e);
                }
            }
        }
    }

    private static Fetched receive(JobId id, HttpResponse<InputStream> response, InputStream in, OutputStream out)
            throws IOException {
        MessageDigest digest = Hashes.sha256();
        long bytes = in.transferTo(new DigestOutputStream(out, digest));
        String found = HexFormat.of().formatHex(digest.digest());
        String expected = response.headers()
                .firstValue("X-Content-SHA256")
                .orElseThrow(
                        () -> new RefusedException(502, "no_hash", null, "the server gave no hash with the result"));
        if (!found.equals(expected)) {
            throw new DamagedResultException(
                    "the result of " + id + " is damaged: its SHA-256 is " + found + " and should be " + expected);
        }
        return new Fetched(bytes, found);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private record Fetched(long bytes, String sha256) {}

    /** Tells the network's failures, which may be tried again, from the disk's. */
    private static final class BrokenOff extends java.io.FilterInputStream {
        static final class Lost extends IOException {
            private static final long serialVersionUID = 1L;

            Lost(IOException cause) {
                super(cause.getMessage(), cause);
            }
        }

        BrokenOff(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int read = read(one, 0, 1);
            return read < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                throw new Lost(e);
            }
        }
    }
}
