package org.everycore.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.everycore.jobs.JobId;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;

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
        if (!ResultFile.isReplaceable(target)) {
            return through(id, file);
        }
        ResultTarget place = ResultTarget.to(target);
        // Opened once here, so that a place that cannot be written to is said before anything is fetched.
        ResultFile.open(place).close();
        Fetched fetched = attempts(id, place);
        return new Download(file, fetched.bytes(), fetched.sha256());
    }

    /** A device or a pipe gets the bytes once they are all here and right: what it was given cannot be taken back. */
    private Download through(JobId id, Path device) throws IOException {
        Path whole = Files.createTempFile("everycore-result-", ".part");
        try (OutputStream out = Files.newOutputStream(device, StandardOpenOption.WRITE)) {
            Fetched fetched = attempts(id, ResultTarget.to(whole));
            Files.copy(whole, out);
            return new Download(device, fetched.bytes(), fetched.sha256());
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** The hash of the bytes that the server keeps. */
    String hash(JobId id) throws IOException {
        return attempts(id, ResultTarget.NOWHERE).sha256();
    }

    private Fetched attempts(JobId id, ResultTarget place) throws IOException {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<InputStream> response = transport.send(
                    "/api/v1/jobs/" + id + "/result",
                    request -> request,
                    BodyHandlers.ofInputStream(),
                    settings.patience());
            try (InputStream in = new BrokenOff(response.body());
                    ResultFile file = ResultFile.open(place)) {
                return receive(id, response, in, file);
            } catch (BrokenOff.Lost e) {
                if (attempt == ATTEMPTS) {
                    throw new UnreachableException(
                            "the result of " + id + " broke off " + ATTEMPTS + " times: " + e.getMessage(), e);
                }
            }
        }
    }

    private static Fetched receive(JobId id, HttpResponse<InputStream> response, InputStream in, ResultFile file)
            throws IOException {
        MessageDigest digest = Hashes.sha256();
        in.transferTo(new DigestOutputStream(file.stream(), digest));
        String found = HexFormat.of().formatHex(digest.digest());
        String expected = response.headers()
                .firstValue("X-Content-SHA256")
                .orElseThrow(
                        () -> new RefusedException(502, "no_hash", null, "the server gave no hash with the result"));
        if (!found.equals(expected)) {
            throw new DamagedResultException(
                    "the result of " + id + " is damaged: its SHA-256 is " + found + " and should be " + expected);
        }
        return new Fetched(file.commit().bytes(), found);
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
