package org.everycore.gateway;

import com.typesafe.config.Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.everycore.cluster.blob.Places;
import org.everycore.cluster.store.JobQuery;
import org.everycore.jobs.SpecException;

/**
 * How a gateway is reached and what it lets through; read from {@code everycore.gateway}, where {@code reference.conf} says
 * what each key means.
 *
 * @param localTokens where a gateway on a loopback address keeps its token when there is no tokensFile; empty: everybody on
 *     its machine may call it
 */
public record GatewaySettings(
        String host,
        int port,
        Optional<KeyStoreFile> tls,
        Optional<Path> tokensFile,
        Optional<Path> localTokens,
        Set<String> hosts,
        Set<String> origins,
        long maxJobBytes,
        long maxBlobBytes,
        int maxSubmitsWaiting,
        int maxEventStreams,
        List<Path> sharedFolders,
        Places places,
        Quotas quotas) {
    /** A PKCS#12 store with the server's key and certificate. */
    public record KeyStoreFile(Path file, Path passwordFile) {
        public KeyStoreFile {
            Objects.requireNonNull(file, "file is null");
            Objects.requireNonNull(passwordFile, "passwordFile is null");
        }
    }

    public GatewaySettings {
        Objects.requireNonNull(host, "host is null");
        Objects.requireNonNull(tls, "tls is null");
        Objects.requireNonNull(tokensFile, "tokensFile is null");
        Objects.requireNonNull(localTokens, "localTokens is null");
        hosts = hosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        origins = Set.copyOf(origins);
        sharedFolders = sharedFolders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
        if (port < 0 || port > 65535) {
            throw new SpecException("everycore.gateway.port", port, "must be 0 to 65535");
        }
        if (quotas.jobs() < 0 || quotas.jobs() > JobQuery.MAX_LIMIT) {
            throw new SpecException(
                    "everycore.gateway.quota.jobs", quotas.jobs(), "must be 0 to " + JobQuery.MAX_LIMIT);
        }
        if (maxJobBytes < 1 || maxBlobBytes < 1 || maxSubmitsWaiting < 1 || maxEventStreams < 1) {
            throw new SpecException("everycore.gateway", "every limit must be at least 1");
        }
        if (!loopback(host) && (tls.isEmpty() || tokensFile.isEmpty())) {
            throw new SpecException(
                    "everycore.gateway.host",
                    host,
                    "can be reached from other machines, so both tls.key-store and tokens-file must be set"
                            + " (everycore certs and everycore token make them)");
        }
    }

    /** The part {@code everycore.gateway} of a node's configuration, with {@code reference.conf} beneath it. */
    public static GatewaySettings from(Config root) {
        Config config = root.getConfig("everycore.gateway");
        Optional<KeyStoreFile> tls = text(config, "tls.key-store")
                .map(file -> new KeyStoreFile(
                        Path.of(file),
                        text(config, "tls.key-store-password-file")
                                .map(Path::of)
                                .orElseThrow(() -> new SpecException(
                                        "everycore.gateway.tls.key-store-password-file",
                                        "is missing beside tls.key-store"))));
        return new GatewaySettings(
                config.getString("host"),
                config.getInt("port"),
                tls,
                text(config, "tokens-file").map(Path::of),
                LocalTrust.of(root).state(),
                Set.copyOf(config.getStringList("hosts")),
                Set.copyOf(config.getStringList("origins")),
                config.getBytes("max-job-size"),
                config.getBytes("max-blob-size"),
                config.getInt("max-submits-waiting"),
                config.getInt("max-event-streams"),
                config.getStringList("shared-folders").stream().map(Path::of).toList(),
                places(root),
                new Quotas(config.getInt("quota.jobs"), config.getBytes("quota.upload-a-day")));
    }

    private static Places places(Config root) {
        try {
            return Places.of(root);
        } catch (IOException e) {
            throw new SpecException("everycore.places", "cannot be read: " + e.getMessage());
        }
    }

    public boolean loopback() {
        return loopback(host);
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new SpecException("everycore.gateway.host", host, "is no address of this machine");
        }
    }

    private static Optional<String> text(Config config, String path) {
        return config.hasPath(path) && !config.getString(path).isBlank()
                ? Optional.of(config.getString(path))
                : Optional.empty();
    }
}
