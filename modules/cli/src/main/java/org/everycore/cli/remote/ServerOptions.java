package org.everycore.cli.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.client.ClientSettings;
import org.everycore.client.EverycoreClient;
import org.everycore.cluster.security.LocalToken;
import org.everycore.jobs.KindRegistry;
import picocli.CommandLine.Option;

/** Which server a command talks to, and how it is known there. */
public final class ServerOptions {
    @Option(
            names = "--server",
            split = ",",
            paramLabel = "URL",
            description = "Gateways of the cluster; the next is asked when one does not answer.")
    private List<String> servers = List.of();

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file with the bearer token.")
    private Path tokenFile;

    @Option(names = "--ca", paramLabel = "FILE", description = "The authority of the server's certificate, in PEM.")
    private Path authority;

    @Option(
            names = "--shared",
            split = ",",
            paramLabel = "DIR",
            description = "Folders that the servers see under the same path: files in them are not uploaded.")
    private List<Path> shared = List.of();

    /** A client by these options and the settings. */
    EverycoreClient client(Session session) throws IOException {
        List<String> named =
                servers.isEmpty() ? Arrays.asList(session.settings().server().split(",")) : servers;
        List<URI> uris = new ArrayList<>();
        for (String name : named) {
            uris.add(uri(name.strip()));
        }
        ClientSettings settings =
                ClientSettings.of(uris.get(0)).withServers(uris).withSharedFolders(shared);
        Optional<String> token = tokenFile == null ? session.settings().token() : Optional.empty();
        Optional<Path> file = Optional.ofNullable(tokenFile).or(session.settings()::tokenFile);
        if (token.isEmpty() && file.isPresent()) {
            token = Optional.of(Files.readString(file.get()).strip());
        }
        if (token.isEmpty() && uris.size() == 1) {
            token = LocalToken.find(session.folders().state(), uris.get(0));
        }
        if (token.isPresent()) {
            settings = settings.withToken(token.get());
        }
        Optional<Path> ca = authority == null ? session.settings().serverAuthority() : Optional.of(authority);
        if (ca.isPresent()) {
            settings = settings.withAuthority(ca.get());
        }
        return new EverycoreClient(settings, KindRegistry.load());
    }

    private static URI uri(String name) {
        try {
            URI uri = URI.create(name.contains("://") ? name : "http://" + name);
            if (uri.getHost() != null
                    && (uri.getScheme().equals("http") || uri.getScheme().equals("https"))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below, like every other name that is no address.
        }
        throw Failure.wrongInput("--server = " + name + ": must be an address such as https://gate.example:8080");
    }
}
