package org.everycore.gateway;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.cluster.blob.DirectoryBlobStore;
import org.everycore.cluster.blob.HttpBlobStore;
import org.everycore.cluster.security.LocalToken;
import org.everycore.cluster.security.PrivateFile;
import org.everycore.cluster.security.PrivateFolder;
import org.everycore.cluster.security.TlsMaterial;
import org.everycore.cluster.store.JdbcJobStore;
import org.everycore.cluster.store.JobStore;
import org.everycore.cluster.store.StoreSettings;
import org.everycore.jobs.SpecException;

/**
 * The stores of a node, opened as its configuration says: {@code everycore.store}, {@code everycore.blobs}.
 *
 * @param jobs present for the roles that need one
 * @param keepJobs how long ended jobs are kept
 */
public record NodeStores(Optional<JobStore> jobs, BlobStore blobs, Duration keepJobs) implements AutoCloseable {
    public NodeStores {
        Objects.requireNonNull(jobs, "jobs is null");
        Objects.requireNonNull(blobs, "blobs is null");
        Objects.requireNonNull(keepJobs, "keepJobs is null");
    }

    /**
     * Opens them; blocks while a database is brought up to date.
     *
     * @param withJobs whether this node supervises or answers HTTP
     * @throws SpecException when a setting cannot be used
     */
    public static NodeStores open(Config config, boolean withJobs) throws IOException, GeneralSecurityException {
        Config all = config.withFallback(ConfigFactory.defaultReference()).resolve();
        BlobStore blobs = blobs(all);
        Duration keep = all.getDuration("everycore.store.keep-jobs");
        return new NodeStores(withJobs ? Optional.of(jobs(all)) : Optional.empty(), blobs, keep);
    }

    /** The job store; an H2 file is for its owner alone, as specs and results in it may be. */
    private static JobStore jobs(Config all) throws IOException {
        StoreSettings settings = store(all);
        JobStore jobs = JdbcJobStore.open(settings);
        Optional<Path> file = StoreSettings.h2File(settings.url());
        if (file.isPresent()) {
            PrivateFile.restrict(file.get().resolveSibling(file.get().getFileName() + ".mv.db"));
        }
        return jobs;
    }

    /** The settings of the job store; the folder of an H2 file is made. */
    static StoreSettings store(Config all) throws IOException {
        Config store = all.getConfig("everycore.store");
        String url = store.getString("url");
        Optional<Path> file = StoreSettings.h2File(url);
        if (file.isPresent()) {
            PrivateFolder.make(file.get().getParent());
        }
        String passwordFile = store.getString("password-file");
        String password = passwordFile.isEmpty()
                ? ""
                : PrivateFile.read(Path.of(passwordFile)).strip();
        try {
            return new StoreSettings(
                    url,
                    store.getString("user"),
                    password,
                    store.getInt("readers"),
                    store.getDuration("patience"),
                    store.getBytes("reserve"));
        } catch (IllegalArgumentException e) {
            throw new SpecException("everycore.store", e.getMessage());
        }
    }

    private static BlobStore blobs(Config all) throws IOException, GeneralSecurityException {
        Config blobs = all.getConfig("everycore.blobs");
        long limit = blobs.getBytes("limit");
        DirectoryBlobStore folder = DirectoryBlobStore.open(Path.of(blobs.getString("folder")), limit, limit);
        List<URI> gateways = Arrays.stream(blobs.getString("gateways").split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(URI::create)
                .toList();
        if (gateways.isEmpty()) {
            return folder;
        }
        String tokenFile = blobs.getString("token-file");
        if (tokenFile.isEmpty()) {
            Optional<Path> state = LocalTrust.of(all).state();
            return new HttpBlobStore(
                    folder,
                    gateways,
                    gateway -> state.isPresent() ? LocalToken.find(state.get(), gateway) : Optional.empty(),
                    trusted(all));
        }
        Optional<String> token =
                Optional.of(PrivateFile.read(Path.of(tokenFile)).strip());
        return new HttpBlobStore(folder, gateways, gateway -> token, trusted(all));
    }

    /** Gateways are trusted as other nodes are. */
    private static Optional<SSLContext> trusted(Config all) throws IOException, GeneralSecurityException {
        if (!all.hasPath("everycore.node.tls")
                || all.getString("everycore.node.tls.key-store").isEmpty()) {
            return Optional.empty();
        }
        Config tls = all.getConfig("everycore.node.tls");
        return Optional.of(TlsMaterial.load(
                        Path.of(tls.getString("key-store")),
                        Path.of(tls.getString("trust-store")),
                        Path.of(tls.getString("password-file")))
                .clientContext());
    }

    @Override
    public void close() {
        jobs.ifPresent(JobStore::close);
    }
}
