package org.everycore.cluster.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.everycore.jobs.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates do what they are for: nodes of one authority shake hands, strangers and wrong names do not. */
class CertificateAuthorityTest {
    private static final Duration YEAR = Duration.ofDays(365);

    @TempDir
    Path folder;

    private CertificateAuthority authority(String name) throws Exception {
        return CertificateAuthority.create(folder.resolve(name), name, YEAR);
    }

    private static TlsMaterial node(CertificateAuthority authority, String name, String... hosts) throws Exception {
        Path store = authority.issue(name, List.of(hosts), YEAR);
        return TlsMaterial.load(store, authority.trustStore(), authority.passwordFile());
    }

    @Test
    void nodesOfOneAuthorityTrustEachOther() throws Exception {
        CertificateAuthority authority = authority("one");
        TlsMaterial server = node(authority, "a", "node-a.example", "10.0.0.1", "::1");
        TlsMaterial client = node(CertificateAuthority.open(folder.resolve("one")), "b", "node-b.example");
        shakeHands(client.clientContext(), "node-a.example", server.serverContext());
        shakeHands(client.clientContext(), "10.0.0.1", server.serverContext());
    }

    @Test
    void aWrongNameAStrangerAndAnExpiredCertificateAreRefused() throws Exception {
        CertificateAuthority one = authority("one");
        TlsMaterial server = node(one, "a", "node-a.example");
        TlsMaterial client = node(one, "b", "node-b.example");
        TlsMaterial stranger = node(authority("two"), "b", "node-b.example");
        assertThatThrownBy(() -> shakeHands(client.clientContext(), "node-c.example", server.serverContext()))
                .isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> shakeHands(stranger.clientContext(), "node-a.example", server.serverContext()))
                .isInstanceOf(SSLException.class);
        CertificateAuthority past = CertificateAuthority.create(
                folder.resolve("past"),
                "past",
                YEAR,
                java.time.Clock.fixed(java.time.Instant.parse("2020-01-01T00:00:00Z"), java.time.ZoneOffset.UTC));
        TlsMaterial expired = node(past, "a", "node-a.example");
        assertThatThrownBy(() -> shakeHands(expired.clientContext(), "node-a.example", expired.serverContext()))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void secretsAreForTheirOwnerAlone() throws Exception {
        CertificateAuthority authority = authority("one");
        Path store = authority.issue("a", List.of("localhost"), YEAR);
        for (Path secret : List.of(store, authority.passwordFile(), folder.resolve("one/ca.p12"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
        }
        Files.setPosixFilePermissions(authority.passwordFile(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> TlsMaterial.load(store, authority.passwordFile()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("0600");
    }

    @Test
    void nonsenseIsRefusedWithItsName() throws Exception {
        CertificateAuthority authority = authority("one");
        assertThatThrownBy(() -> authority("one")).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> authority.issue("../evil", List.of("a"), YEAR)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> authority.issue("ca", List.of("a"), YEAR)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> authority.issue("x", List.of(), YEAR)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> authority.issue("x", List.of("a b"), YEAR)).isInstanceOf(SpecException.class);
    }

    /** A whole mutual TLS handshake in memory, with the client's check of the server's name. */
    private static void shakeHands(SSLContext clientSide, String serverName, SSLContext serverSide) throws IOException {
        SSLEngine client = clientSide.createSSLEngine(serverName, 1);
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(parameters);
        SSLEngine server = serverSide.createSSLEngine();
        server.setUseClientMode(false);
        server.setNeedClientAuth(true);
        int size = client.getSession().getPacketBufferSize() * 4;
        java.nio.ByteBuffer toServer = java.nio.ByteBuffer.allocate(size);
        java.nio.ByteBuffer toClient = java.nio.ByteBuffer.allocate(size);
        for (int i = 0; i < 50; i++) {
            step(client, toClient, toServer);
            step(server, toServer, toClient);
        }
        assertThat(client.getHandshakeStatus()).isEqualTo(SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING);
        assertThat(server.getHandshakeStatus()).isEqualTo(SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING);
        assertThat(client.getSession().getProtocol()).isEqualTo("TLSv1.3");
    }

    private static void step(SSLEngine engine, java.nio.ByteBuffer in, java.nio.ByteBuffer out) throws SSLException {
        engine.wrap(java.nio.ByteBuffer.allocate(0), out);
        runTasks(engine);
        in.flip();
        engine.unwrap(in, java.nio.ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()));
        in.compact();
        runTasks(engine);
    }

    private static void runTasks(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
