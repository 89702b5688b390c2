package org.everycore.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.everycore.client.ClientSettings;
import org.everycore.client.EverycoreClient;
import org.everycore.client.FollowedEvent;
import org.everycore.client.JobStatus;
import org.everycore.client.RefusedException;
import org.everycore.client.UnreachableException;
import org.everycore.client.Verification;
import org.everycore.cluster.blob.DirectoryBlobStore;
import org.everycore.cluster.security.CertificateAuthority;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.report.JobState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client and the gateway, over TLS with tokens, as they meet in life. */
class ClientAgainstGatewayTest {
    private static ActorSystem<Void> system;

    @TempDir
    Path folder;

    private final KindRegistry kinds = KindRegistry.of(List.of(new LinesKind()));
    private CertificateAuthority authority;
    private DirectoryBlobStore blobs;
    private InProcessJobs jobs;
    private Gateway gateway;
    private String token;

    @BeforeAll
    static void startSystem() {
        system = ActorSystem.create(Behaviors.empty(), "client-test", ConfigFactory.load());
    }

    @AfterAll
    static void stopSystem() {
        system.terminate();
    }

    @BeforeEach
    void start() throws Exception {
        authority = CertificateAuthority.create(folder.resolve("tls"), "test", Duration.ofDays(1));
        authority.issue("gate", List.of("localhost", "127.0.0.1"), Duration.ofDays(1));
        token = Tokens.create(folder.resolve("tokens"), "me", Set.of(Scope.READ, Scope.SUBMIT, Scope.ADMIN));
        blobs = DirectoryBlobStore.open(folder.resolve("blobs"));
        jobs = new InProcessJobs(kinds, blobs, folder);
        gateway = listen(0);
    }

    private Gateway listen(int port) throws Exception {
        String settings = "everycore.gateway { host = \"0.0.0.0\", port = " + port + ", tokens-file = \""
                + folder.resolve("tokens") + "\", tls { key-store = \"" + folder.resolve("tls/gate.p12")
                + "\", key-store-password-file = \"" + authority.passwordFile() + "\" } }";
        return Gateway.start(
                        system,
                        jobs,
                        blobs,
                        kinds,
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        GatewaySettings.from(ConfigFactory.parseString(settings).withFallback(ConfigFactory.load())))
                .toCompletableFuture()
                .get();
    }

    @AfterEach
    void stop() {
        gateway.stop(Duration.ofMillis(100)).toCompletableFuture().join();
        jobs.close();
    }

    private ClientSettings settings() {
        return ClientSettings.of(
                        URI.create("https://localhost:" + gateway.address().getPort()))
                .withToken(token)
                .withAuthority(authority.certificateFile())
                .withPatience(Duration.ofSeconds(2));
    }

    private EverycoreClient client() {
        return new EverycoreClient(settings(), kinds);
    }

    private static JobRequest lines(String id, Path input, long times) {
        JsonNode spec = Json.mapper()
                .valueToTree(new LinesKind.Spec(input == null ? null : InputRef.file(input.toString()), times));
        return JobRequest.of("test.lines", 1, spec).withJobId(new JobId(id));
    }

    @Test
    void filesGoUpResultsComeDownAndTheSecondRunIsTheSame() throws Exception {
        Path input = Files.writeString(folder.resolve("input.txt"), "hello\n");
        EverycoreClient client = client();
        JobId id = client.submit(lines("up", input, 40_000));
        assertThat(client.submit(lines("up", input, 40_000))).isEqualTo(id);
        List<FollowedEvent> events = new ArrayList<>();
        JobStatus status = client.await(id, events::add);
        assertThat(status.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(events)
                .extracting(FollowedEvent::name)
                .startsWith("state", "progress")
                .endsWith("end");
        assertThat(events).extracting(FollowedEvent::number).doesNotHaveDuplicates();

        Path out = folder.resolve("out.txt");
        assertThat(client.result(id, out).sha256()).isEqualTo(status.sha256().orElseThrow());
        assertThat(out).hasContent("hello\n".repeat(40_000));
        assertThat(client.list(Set.of(JobState.SUCCEEDED), Optional.of("test.lines"), 10, Optional.empty())
                        .jobs())
                .extracting(JobStatus::id)
                .containsExactly(id);
        assertThat(client.cluster().path("nodes")).hasSize(1);
        client.drain("n1");

        Verification good = client.verify(id, event -> {});
        assertThat(good.equal()).as("%s", good).isTrue();
        flipBit(blobs.file(status.sha256().orElseThrow()));
        assertThat(client.verify(id, event -> {}).equal()).isFalse();
    }

    private static void flipBit(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));
    }

    @Test
    void aJobIsFollowedOverARestartOfTheGateway() throws Exception {
        jobs.chunksAllowed.drainPermits();
        EverycoreClient client = client();
        JobId id = client.submit(lines("long", null, 4000));
        List<FollowedEvent> events = java.util.Collections.synchronizedList(new ArrayList<>());
        java.util.concurrent.CountDownLatch begun = new java.util.concurrent.CountDownLatch(1);
        java.util.concurrent.CompletableFuture<JobStatus> end =
                java.util.concurrent.CompletableFuture.supplyAsync(() -> client.await(id, event -> {
                    events.add(event);
                    begun.countDown();
                }));
        begun.await();
        int port = gateway.address().getPort();
        gateway.stop(Duration.ofMillis(1)).toCompletableFuture().join();
        gateway = listen(port);
        jobs.chunksAllowed.release(4);
        assertThat(end.get().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(events).extracting(FollowedEvent::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void strangersAreToldApart() {
        EverycoreClient noToken = new EverycoreClient(
                new ClientSettings(
                        settings().servers(),
                        Optional.empty(),
                        settings().authority(),
                        List.of(),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5)),
                kinds);
        assertThatThrownBy(noToken::cluster).isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.status())
                .isEqualTo(401));
        EverycoreClient distrusting = new EverycoreClient(
                ClientSettings.of(settings().servers().get(0)).withToken(token), kinds);
        assertThatThrownBy(distrusting::cluster)
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("not trusted");
        assertThatThrownBy(() -> client().submit(lines("x", folder.resolve("none"), 1)))
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> client().status(new JobId("none"))).isInstanceOf(RefusedException.class);
    }
}
