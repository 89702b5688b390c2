package org.everycore.cluster.remote;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import org.everycore.cluster.security.TlsMaterial;
import scala.Option;

/** TLS 1.3 between nodes, where each end shows a certificate of the cluster's authority and demands one. */
public final class MutualTls implements SSLEngineProvider {
    static final String PATH = "everycore.node.tls";

    private static final String[] PROTOCOLS = {"TLSv1.3"};

    private final SSLContext context;

    /** Called by Pekko. */
    public MutualTls(ActorSystem system) throws IOException, GeneralSecurityException {
        Config tls = system.settings().config().getConfig(PATH);
        context = TlsMaterial.load(
                        Path.of(tls.getString("key-store")),
                        Path.of(tls.getString("trust-store")),
                        Path.of(tls.getString("password-file")))
                .serverContext();
    }

    @Override
    public SSLEngine createServerSSLEngine(String hostname, int port) {
        SSLEngine engine = context.createSSLEngine(hostname, port);
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(PROTOCOLS);
        engine.setNeedClientAuth(true);
        return engine;
    }

    @Override
    public SSLEngine createClientSSLEngine(String hostname, int port) {
        SSLEngine engine = context.createSSLEngine(hostname, port);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(PROTOCOLS);
        return engine;
    }

    @Override
    public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
        return Option.empty();
    }

    @Override
    public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
        return Option.empty();
    }
}
