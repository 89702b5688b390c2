package org.everycore.cluster.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.everycore.jobs.SpecException;

/** A node's key and certificate, and whom it trusts, out of PKCS#12 stores. */
public final class TlsMaterial {
    private static final String PROTOCOL = "TLSv1.3";

    private final KeyStore keys;
    private final char[] password;
    private final Optional<KeyStore> trusted;

    private TlsMaterial(KeyStore keys, char[] password, Optional<KeyStore> trusted) {
        this.keys = keys;
        this.password = password;
        this.trusted = trusted;
    }

    /**
     * Reads a key store; others are trusted as the Java platform trusts them.
     *
     * @param passwordFile a file of mode 0600 that holds the password and nothing else
     */
    public static TlsMaterial load(Path keyStore, Path passwordFile) throws IOException, GeneralSecurityException {
        char[] password = password(passwordFile);
        return new TlsMaterial(store(keyStore, password), password, Optional.empty());
    }

    /** Reads a key store, and a trust store with the same password that says whose certificates are good. */
    public static TlsMaterial load(Path keyStore, Path trustStore, Path passwordFile)
            throws IOException, GeneralSecurityException {
        char[] password = password(passwordFile);
        return new TlsMaterial(store(keyStore, password), password, Optional.of(store(trustStore, password)));
    }

    /** For a server that shows its certificate, and, when there is a trust store, for one that checks others'. */
    public SSLContext serverContext() throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, password);
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted.orElse(null));
        SSLContext context = SSLContext.getInstance(PROTOCOL);
        context.init(own.getKeyManagers(), others.getTrustManagers(), new SecureRandom());
        return context;
    }

    /** For a client that shows this certificate and trusts what the trust store holds. */
    public SSLContext clientContext() throws GeneralSecurityException {
        return serverContext();
    }

    private static char[] password(Path file) throws IOException {
        return PrivateFile.read(file).strip().toCharArray();
    }

    private static KeyStore store(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        if (!Files.isRegularFile(file)) {
            throw new SpecException("key-store", file, "no such file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
            return store;
        } catch (IOException e) {
            throw new SpecException(
                    "key-store", file, "cannot be opened; is the password right? (" + e.getMessage() + ")");
        }
    }
}
