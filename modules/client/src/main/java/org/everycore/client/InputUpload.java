package org.everycore.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.RecordTree;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.api.BlobDocument;

/**
 * Sends a job's files ahead of it: each that the servers do not see goes up under its SHA-256, unless it is there already,
 * and the job then names the hash instead of the path. A kind that this program does not know goes as it is.
 */
final class InputUpload {
    /** Slower connections than a megabyte a second may run into the time limit. */
    private static final long SLOWEST = 1 << 20;

    private final Transport transport;
    private final ClientSettings settings;

    InputUpload(Transport transport, ClientSettings settings) {
        this.transport = transport;
        this.settings = settings;
    }

    JobRequest prepare(JobRequest request, KindRegistry kinds) throws IOException {
        for (JobKind<?, ?> kind : kinds.all()) {
            if (kind.name().equals(request.kind())) {
                return prepare(request, kind);
            }
        }
        return request;
    }

    private <S> JobRequest prepare(JobRequest request, JobKind<S, ?> kind) throws IOException {
        S spec = kind.parse(request.spec());
        Map<InputRef, InputRef> replaced = new HashMap<>();
        for (InputRef input : RecordTree.find(spec, InputRef.class).values()) {
            if (input.file() != null && !replaced.containsKey(input) && !shared(Path.of(input.file()))) {
                Path file = Path.of(input.file());
                replaced.put(
                        input, InputRef.blob(upload(file), file.getFileName().toString()));
            }
        }
        if (replaced.isEmpty()) {
            return request;
        }
        JsonNode sent = Json.mapper()
                .valueToTree(RecordTree.replace(spec, InputRef.class, input -> replaced.getOrDefault(input, input)));
        return request.withSpec(sent);
    }

    private boolean shared(Path file) {
        Path real = file.toAbsolutePath().normalize();
        return settings.sharedFolders().stream().anyMatch(real::startsWith);
    }

    private String upload(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new SpecException("file", file, Files.exists(file) ? "is no file" : "no such file");
        }
        String sha256 = hash(file);
        String path = "/api/v1/blobs/" + sha256;
        try {
            transport.send(
                    path,
                    request -> request.method("HEAD", BodyPublishers.noBody()),
                    java.net.http.HttpResponse.BodyHandlers.discarding(),
                    settings.patience());
            return sha256;
        } catch (RefusedException e) {
            if (e.status() != 404) {
                throw e;
            }
        }
        Duration limit = settings.timeout().plusSeconds(Files.size(file) / SLOWEST);
        transport.read(
                path,
                request -> {
                    try {
                        return request.timeout(limit).PUT(BodyPublishers.ofFile(file));
                    } catch (FileNotFoundException e) {
                        throw new SpecException("file", file, "has gone");
                    }
                },
                BlobDocument.class);
        return sha256;
    }

    static String hash(Path file) throws IOException {
        MessageDigest digest = Hashes.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
