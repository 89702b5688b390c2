package org.everycore.gateway;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.everycore.cluster.security.LocalKeys;

/**
 * Whom a node on a loopback address trusts: the user who started it, by a token and keys in the state folder, or, where
 * {@code everycore.node.trust-this-machine} says so, everybody on its machine.
 *
 * @param state the folder of the token and the keys; empty when everybody is trusted
 */
record LocalTrust(Optional<Path> state) {
    private static final String NODE = "everycore.node.";
    static final String EVERYBODY = NODE + "trust-this-machine";
    private static final String TLS = NODE + "tls.";

    /** As a node's configuration says, with its defaults beneath it. */
    static LocalTrust of(Config all) {
        if (all.getBoolean(EVERYBODY)) {
            return new LocalTrust(Optional.empty());
        }
        String named = all.getString(NODE + "state-folder");
        return new LocalTrust(Optional.of(
                named.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".local", "state", "everycore")
                        : Path.of(named)));
    }

    /**
     * A node's configuration with keys, when it names none and is on a loopback address.
     *
     * @param all the same with its defaults beneath it
     */
    Config withKeys(Config config, Config all) throws IOException, GeneralSecurityException {
        if (state.isEmpty() || !all.getString(TLS + "key-store").isEmpty() || !loopback(all)) {
            return config;
        }
        LocalKeys keys = LocalKeys.in(state.get());
        return config.withValue(TLS + "key-store", text(keys.keyStore()))
                .withValue(TLS + "trust-store", text(keys.trustStore()))
                .withValue(TLS + "password-file", text(keys.passwordFile()));
    }

    private static boolean loopback(Config all) {
        try {
            return InetAddress.getByName(all.getString(NODE + "hostname")).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // told where the name is used
        }
    }

    private static ConfigValue text(Path file) {
        return ConfigValueFactory.fromAnyRef(file.toString(), "keys of this user's nodes");
    }
}
