package org.everycore.cluster.security;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The token of a gateway on a loopback address: made when one first starts on a port, kept as {@code gateway-PORT.token} (mode
 * 0600) in the state folder of the user who starts it, and found there by the same user's commands. So the users of a machine
 * have as little to do with each other's nodes as with each other's files.
 */
public final class LocalToken {
    private static final int BYTES = 32;
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");
    private static final List<Path> LISTENERS = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String LISTENING = "0A";

    private LocalToken() {}

    /** Where the token of a port is. */
    public static Path file(Path state, int port) {
        return state.resolve("gateway-" + port + ".token");
    }

    /** The token of a port, made if there is none. */
    public static String readOrMake(Path state, int port) throws IOException {
        Path file = file(state, port);
        if (Files.exists(file)) {
            return PrivateFile.read(file).strip();
        }
        String token = random();
        keep(state, port, token);
        return token;
    }

    /** Writes the token of a port down. */
    public static void keep(Path state, int port, String token) throws IOException {
        PrivateFolder.make(state);
        PrivateFile.write(file(state, port), token + "\n");
    }

    /** 256 random bits in URL-safe Base64. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The token for a server, if it is on this machine and this user has one for its port. It is kept back where the system says
     * that another user's program listens there: who waits at a port is not always who is expected.
     */
    public static Optional<String> find(Path state, URI server) throws IOException {
        String host = server.getHost() == null ? "" : server.getHost().toLowerCase(Locale.ROOT);
        int port = server.getPort() >= 0 ? server.getPort() : server.getScheme().equals("https") ? 443 : 80;
        Path file = file(state, port);
        if (!LOOPBACK.matcher(host).matches() || !Files.exists(file) || strangerListens(port, file)) {
            return Optional.empty();
        }
        return Optional.of(PrivateFile.read(file).strip());
    }

    /** Whether all who listen on a port are others than the owner of a file; only where /proc tells. */
    private static boolean strangerListens(int port, Path file) throws IOException {
        boolean seen = false;
        for (Path table : LISTENERS) {
            if (!Files.isReadable(table)) {
                continue;
            }
            Object owner = Files.getAttribute(file, "unix:uid");
            for (String line : Files.readAllLines(table)) {
                // sl local_address rem_address st tx:rx tr:when retrnsmt uid ...
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 7
                        && fields[3].equals(LISTENING)
                        && fields[1].endsWith(String.format(Locale.ROOT, ":%04X", port))) {
                    seen = true;
                    if (fields[7].equals(owner.toString())) {
                        return false;
                    }
                }
            }
        }
        return seen;
    }
}
