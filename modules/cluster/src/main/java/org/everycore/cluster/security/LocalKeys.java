package org.everycore.cluster.security;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.everycore.jobs.SpecException;

/**
 * The keys by which the nodes that one user starts on loopback addresses know each other: an authority and one certificate in
 * the user's state folder, made when a node first starts. A node of another user has none of them and is refused.
 *
 * @param keyStore the nodes' key and certificate
 * @param trustStore the authority that they trust
 * @param passwordFile the password of both
 */
public record LocalKeys(Path keyStore, Path trustStore, Path passwordFile) {
    private static final String FOLDER = "node-keys";
    private static final String NAME = "local";
    private static final Duration VALID = Duration.ofDays(3650);

    /** The keys in a state folder; of nodes that make them at the same time, one wins. */
    public static LocalKeys in(Path state) throws IOException, GeneralSecurityException {
        Path folder = state.toAbsolutePath().resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            make(state, folder);
        }
        LocalKeys keys = new LocalKeys(
                folder.resolve(NAME + ".p12"), folder.resolve("truststore.p12"), folder.resolve("password"));
        if (!Files.exists(keys.keyStore)) {
            throw new SpecException(
                    "folder",
                    folder,
                    "holds no keys of nodes; remove it, and the next node that starts makes new ones");
        }
        return keys;
    }

    private static void make(Path state, Path folder) throws IOException, GeneralSecurityException {
        Path part = PrivateFolder.make(state.resolve("." + FOLDER + "." + UUID.randomUUID() + ".part"));
        try {
            CertificateAuthority.create(part, NAME, VALID).issue(NAME, List.of("localhost", "127.0.0.1"), VALID);
            Files.delete(part.resolve("ca.p12")); // nobody else is to get a certificate of it
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        } finally {
            remove(part);
        }
    }

    private static void remove(Path part) throws IOException {
        if (Files.isDirectory(part)) {
            try (Stream<Path> files = Files.list(part)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(part);
        }
    }
}
