package org.everycore.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.everycore.jobs.SpecException;

/**
 * Which servers to ask, and how patiently.
 *
 * @param servers gateways of one cluster, such as {@code https://gate.example:8080}; the next is asked when one does not answer
 * @param token bearer token; never shown
 * @param authority certificate (PEM) of the authority that signed the servers' certificates; empty for the platform's list
 * @param sharedFolders folders that the servers see under the same path: files in them are not uploaded
 * @param patience how long a call is tried again while servers do not answer or are busy
 * @param reconnect how long to look for a server again while a job is followed; a cluster may take half a minute to recover
 * @param timeout for one answer
 */
public record ClientSettings(
        List<URI> servers,
        Optional<String> token,
        Optional<Path> authority,
        List<Path> sharedFolders,
        Duration patience,
        Duration reconnect,
        Duration timeout) {
    public ClientSettings {
        servers = List.copyOf(servers);
        Objects.requireNonNull(token, "token is null");
        Objects.requireNonNull(authority, "authority is null");
        sharedFolders = sharedFolders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
        if (servers.isEmpty()) {
            throw new SpecException("server", "at least one server must be named");
        }
        for (URI server : servers) {
            String scheme = server.getScheme() == null ? "" : server.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https") || server.getHost() == null) {
                throw new SpecException("server", server, "must be a URL such as http://127.0.0.1:8080");
            }
        }
        if (patience.isNegative() || reconnect.isNegative() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a duration is negative, or the timeout is zero");
        }
    }

    /** Patience of 10 s for a call and 2 min for a job that is followed. */
    public static ClientSettings of(URI server) {
        return new ClientSettings(
                List.of(server),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(10),
                Duration.ofMinutes(2),
                Duration.ofSeconds(30));
    }

    public ClientSettings withServers(List<URI> newServers) {
        return new ClientSettings(newServers, token, authority, sharedFolders, patience, reconnect, timeout);
    }

    public ClientSettings withToken(String newToken) {
        return new ClientSettings(
                servers, Optional.of(newToken), authority, sharedFolders, patience, reconnect, timeout);
    }

    public ClientSettings withAuthority(Path certificate) {
        return new ClientSettings(
                servers, token, Optional.of(certificate), sharedFolders, patience, reconnect, timeout);
    }

    public ClientSettings withSharedFolders(List<Path> folders) {
        return new ClientSettings(servers, token, authority, folders, patience, reconnect, timeout);
    }

    public ClientSettings withPatience(Duration newPatience) {
        return new ClientSettings(servers, token, authority, sharedFolders, newPatience, reconnect, timeout);
    }

    public ClientSettings withReconnect(Duration newReconnect) {
        return new ClientSettings(servers, token, authority, sharedFolders, patience, newReconnect, timeout);
    }

    @Override
    public String toString() {
        return "ClientSettings" + servers + (token.isPresent() ? " with a token" : "");
    }
}
