package org.everycore.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.everycore.cluster.blob.DirectoryBlobStore;
import org.everycore.cluster.security.LocalToken;
import org.everycore.jobs.KindRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that this machine alone reaches, as it is without a word of configuration: its user is let in and nobody else. */
class LocalGatewayTest {
    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private ActorSystem<Void> system;
    private InProcessJobs jobs;
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        Config config = ConfigFactory.parseString(
                        "everycore { gateway.port = 0, node.state-folder = \"" + folder.resolve("state") + "\" }")
                .withFallback(ConfigFactory.load());
        system = ActorSystem.create(Behaviors.empty(), "local-gateway-test", config);
        DirectoryBlobStore blobs = DirectoryBlobStore.open(folder.resolve("blobs"));
        KindRegistry kinds = KindRegistry.of(List.of(new LinesKind()));
        jobs = new InProcessJobs(kinds, blobs, folder);
        gateway = Gateway.start(
                        system,
                        jobs,
                        blobs,
                        kinds,
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        GatewaySettings.from(config))
                .toCompletableFuture()
                .get();
    }

    @AfterEach
    void stop() {
        gateway.stop(Duration.ofMillis(100)).toCompletableFuture().join();
        jobs.close();
        system.terminate();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> cancel(String... headers) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(gateway.url() + "/api/v1/jobs/none/cancel"))
                        .headers(headers)
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void theUsersTokenIsInAFileOfHisOwn() throws Exception {
        int port = gateway.address().getPort();
        Path file = folder.resolve("state/gateway-" + port + ".token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state"))))
                .isEqualTo("rwx------");
        HttpResponse<String> stranger = get("/api/v1/jobs");
        assertThat(stranger.statusCode()).isEqualTo(401);
        String token = LocalToken.find(folder.resolve("state"), URI.create(gateway.url()))
                .orElseThrow();
        assertThat(get("/api/v1/jobs", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);
        assertThat(LocalToken.find(folder.resolve("state"), URI.create("http://gate.example:" + port)))
                .isEmpty();
        for (String open : List.of("/", "/alive", "/ready")) {
            assertThat(get(open).statusCode()).as(open).isEqualTo(200);
        }
        assertThat(get("/", "Accept", "text/html").body()).contains("<title>everycore</title>");
    }

    @Test
    void aTokenOutlivesTheGatewayAndBelongsToOnePort() throws Exception {
        Path state = folder.resolve("other");
        String token = LocalToken.readOrMake(state, 8080);
        assertThat(LocalToken.readOrMake(state, 8080)).isEqualTo(token);
        assertThat(LocalToken.readOrMake(state, 8081)).isNotEqualTo(token);
        Files.setPosixFilePermissions(LocalToken.file(state, 8081), PosixFilePermissions.fromString("rw-r--r--"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> LocalToken.readOrMake(state, 8081))
                .hasMessageContaining("0600");
    }

    @Test
    void aLinkLetsOneBrowserIn() throws Exception {
        String path = URI.create(gateway.link().orElseThrow()).getPath();
        assertThat(get("/enter/wrong").statusCode()).isEqualTo(404);
        HttpResponse<String> entered = get(path);
        assertThat(entered.statusCode()).isEqualTo(303);
        assertThat(entered.headers().firstValue("Location")).hasValue("/");
        String set = entered.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).contains("HttpOnly").contains("SameSite=Strict");
        assertThat(get(path).statusCode()).isEqualTo(404);

        String cookie = set.substring(0, set.indexOf(';'));
        assertThat(get("/api/v1/jobs", "Cookie", "a=b; " + cookie).statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/jobs", "Cookie", cookie + "x").statusCode()).isEqualTo(401);
        assertThat(cancel("Cookie", cookie).statusCode()).isEqualTo(401);
        assertThat(cancel("Cookie", cookie, "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(cancel("Cookie", cookie, "Origin", gateway.url()).statusCode())
                .isEqualTo(404);
    }
}
