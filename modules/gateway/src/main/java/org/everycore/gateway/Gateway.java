package org.everycore.gateway;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.http.javadsl.ConnectionContext;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.HttpTerminated;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.ServerBuilder;
import org.everycore.cluster.api.JobService;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.cluster.security.LocalToken;
import org.everycore.cluster.security.TlsMaterial;
import org.everycore.jobs.KindRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running HTTP server in front of a node's or a cluster's jobs. */
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final ServerBinding binding;
    private final GatewayMetrics metrics;
    private final boolean tls;
    private final Optional<Visits> visits;

    private Gateway(ServerBinding binding, GatewayMetrics metrics, boolean tls, Optional<Visits> visits) {
        this.binding = binding;
        this.metrics = metrics;
        this.tls = tls;
        this.visits = visits;
    }

    /**
     * Begins to listen. Requests are taken at once; {@code /ready} says yes when {@link JobService#ready()} does.
     *
     * @param registry where other parts of the node may register meters too
     * @throws org.everycore.jobs.SpecException when tokens or keys cannot be used
     */
    public static CompletionStage<Gateway> start(
            ActorSystem<?> system,
            JobService jobs,
            BlobStore blobs,
            KindRegistry kinds,
            PrometheusMeterRegistry registry,
            GatewaySettings settings)
            throws IOException, GeneralSecurityException {
        Optional<String> local = localToken(settings);
        Tokens.Bearer user = new Tokens.Bearer(System.getProperty("user.name"), EnumSet.allOf(Scope.class));
        Optional<Tokens> tokens = settings.tokensFile().isPresent()
                ? Optional.of(Tokens.load(settings.tokensFile().get()))
                : local.map(token -> Tokens.one(user, token));
        Optional<Visits> visits = local.map(
                token -> new Visits(user, settings.port() == 0 ? token.substring(0, 8) : "" + settings.port()));
        GatewayMetrics metrics = new GatewayMetrics(registry);
        Executor blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
        Router router = new Router(
                system, jobs, blobs, kinds, new Guard(settings, tokens, visits), metrics, blocking, settings);
        ServerBuilder server = Http.get(system).newServerAt(settings.host(), settings.port());
        if (settings.tls().isPresent()) {
            GatewaySettings.KeyStoreFile keys = settings.tls().get();
            server = server.enableHttps(ConnectionContext.httpsServer(
                    TlsMaterial.load(keys.file(), keys.passwordFile()).serverContext()));
        }
        boolean tls = settings.tls().isPresent();
        return server.bind(router::answer).thenApply(binding -> {
            local.ifPresent(
                    token -> keep(token, settings, binding.localAddress().getPort()));
            LOG.atInfo()
                    .addKeyValue("address", binding.localAddress().toString())
                    .log("gateway listens");
            return new Gateway(binding, metrics, tls, visits);
        });
    }

    /** The token of a gateway that this machine alone reaches and that has no token file; none where everybody is trusted. */
    private static Optional<String> localToken(GatewaySettings settings) throws IOException {
        if (settings.tokensFile().isPresent() || settings.localTokens().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                settings.port() == 0
                        ? LocalToken.random()
                        : LocalToken.readOrMake(settings.localTokens().get(), settings.port()));
    }

    /** Keeps the token of a port that was not known before. */
    private static void keep(String token, GatewaySettings settings, int port) {
        if (settings.port() == 0) {
            try {
                LocalToken.keep(settings.localTokens().orElseThrow(), port, token);
            } catch (IOException e) {
                throw new UncheckedIOException("the gateway's token cannot be kept", e);
            }
        }
    }

    /** Where it listens; the port is the real one. */
    public InetSocketAddress address() {
        return binding.localAddress();
    }

    /** The base of every URL, such as {@code http://127.0.0.1:8080}. */
    public String url() {
        String host = address().getAddress().getHostAddress();
        return (tls ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + address().getPort();
    }

    /** A link that lets the browser in which it is opened first use the gateway; for one with a token of this machine's. */
    public Optional<String> link() {
        return visits.map(open -> url() + open.link());
    }

    /** Takes no more connections, and ends the ones there are within the time. */
    public CompletionStage<HttpTerminated> stop(Duration patience) {
        metrics.close();
        return binding.terminate(patience);
    }
}
