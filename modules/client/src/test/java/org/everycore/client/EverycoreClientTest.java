package org.everycore.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.SpecException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the client makes of servers that misbehave. */
class EverycoreClientTest {
    private static final JobId ID = new JobId("j");
    private static final String TEXT = "result";

    @TempDir
    Path folder;

    /** One answer of the server, and what to do with the connection. */
    @FunctionalInterface
    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private EverycoreClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Last-Event-ID") + " " + body);
            try (exchange) {
                answers.remove().give(exchange);
            }
        });
        server.start();
        client = new EverycoreClient(settings(), KindRegistry.of(List.of()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ClientSettings settings() {
        return ClientSettings.of(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .withPatience(Duration.ofSeconds(5))
                .withReconnect(Duration.ofSeconds(5));
    }

    private static Answer json(int status, String body, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private static Answer result(String sent, String hashOf, int announced) {
        return exchange -> {
            exchange.getResponseHeaders()
                    .add(
                            "X-Content-SHA256",
                            HexFormat.of().formatHex(Hashes.sha256().digest(hashOf.getBytes(StandardCharsets.UTF_8))));
            exchange.sendResponseHeaders(200, announced);
            exchange.getResponseBody().write(sent.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    @Test
    void aBusyServerIsAskedAgainAfterTheTimeItGave() throws IOException {
        answers.add(json(
                429, "{\"error\": {\"code\": \"busy\", \"message\": \"full\", \"field\": null}}", "Retry-After", "1"));
        answers.add(json(503, "gone for lunch"));
        answers.add(json(202, "{\"job\": \"j\", \"new\": true}"));
        long before = System.nanoTime();
        JobRequest request = JobRequest.of("test.sum", 1, JsonNodeFactory.instance.objectNode());
        assertThat(client.submit(request)).isEqualTo(ID);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(requests).hasSize(3);
        // The id is chosen before the first attempt, so that all three are one job.
        assertThat(requests.get(0)).contains("\"jobId\":");
        assertThat(requests).containsOnly(requests.get(0));
    }

    @Test
    void aRefusalIsToldInTheServersWordsAndNotRepeated() {
        answers.add(json(
                400, "{\"error\": {\"code\": \"invalid\", \"message\": \"times = 0\", \"field\": \"spec.times\"}}"));
        assertThatThrownBy(() -> client.status(ID))
                .isInstanceOfSatisfying(RefusedException.class, e -> {
                    assertThat(e.status()).isEqualTo(400);
                    assertThat(e.code()).isEqualTo("invalid");
                    assertThat(e.field()).contains("spec.times");
                    assertThat(e.callersFault()).isTrue();
                })
                .hasMessage("times = 0");
        assertThat(requests).hasSize(1);
    }

    @Test
    void aServerThatIsNotThereIsUnreachableAndTheNextOneIsAsked() {
        URI live = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        URI dead = URI.create("http://127.0.0.1:1");
        EverycoreClient alone = new EverycoreClient(
                ClientSettings.of(dead).withPatience(Duration.ofHours(1)), KindRegistry.of(List.of()));
        assertThatThrownBy(() -> alone.status(ID))
                .as("at once, whatever the patience: nothing listens there")
                .isInstanceOfSatisfying(
                        UnreachableException.class, e -> assertThat(e.refused()).isTrue())
                .hasMessage("no server answers at " + dead + ": connection refused");
        answers.add(json(
                200,
                "{\"job\": \"j\", \"kind\": \"k\", \"state\": \"running\", \"strategy\": \"auto\", \"family\": \"exact\","
                        + " \"submittedAt\": \"2024-01-01T00:00:00Z\", \"ofALaterVersion\": {\"a\": 1}}"));
        EverycoreClient either =
                new EverycoreClient(settings().withServers(List.of(dead, live)), KindRegistry.of(List.of()));
        assertThat(either.status(ID).state().label()).isEqualTo("running");
    }

    @Test
    void aResultThatBreaksOffIsFetchedAgain() throws IOException {
        answers.add(result("res", TEXT, TEXT.length()));
        answers.add(result(TEXT, TEXT, TEXT.length()));
        Path file = folder.resolve("out.txt");
        Download download = client.result(ID, file);
        assertThat(file).hasContent(TEXT);
        assertThat(download.bytes()).isEqualTo(TEXT.length());
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aDamagedResultLeavesTheOldFileAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("out.txt"), "old");
        answers.add(result("rEsult", TEXT, TEXT.length()));
        assertThatThrownBy(() -> client.result(ID, file)).isInstanceOf(DamagedResultException.class);
        assertThat(file).hasContent("old");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThatThrownBy(() -> client.result(ID, folder.resolve("no/such/folder/out")))
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
    }

    @Test
    void aPipeGetsAWholeResultAndALinkStaysALink() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        answers.add(result("rEsult", TEXT, TEXT.length()));
        answers.add(result("res", TEXT, TEXT.length()));
        answers.add(result(TEXT, TEXT, TEXT.length()));
        CompletableFuture<String> damaged = reader(pipe);
        assertThatThrownBy(() -> client.result(ID, pipe)).isInstanceOf(DamagedResultException.class);
        assertThat(damaged.get(10, TimeUnit.SECONDS))
                .as("nothing of what is damaged")
                .isEmpty();
        CompletableFuture<String> read = reader(pipe);
        assertThat(client.result(ID, pipe).bytes()).isEqualTo(TEXT.length());
        assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(TEXT);
        assertThat(Files.isRegularFile(pipe)).isFalse();

        Path real = Files.writeString(folder.resolve("real.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("real.txt"));
        answers.add(result(TEXT, TEXT, TEXT.length()));
        client.result(ID, link);
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent(TEXT);
    }

    private static CompletableFuture<String> reader(Path pipe) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void aStreamOfEventsThatBreaksOffGoesOnAfterTheLastOneSeen() {
        String one = """
                : hello

                id: 1
                event: state
                data: {"at": "2024-01-01T00:00:00Z", "state": "running"}

                id: 2
                event: progress
                data: {"state": "running", "chunksDone": 1}

                """;
        answers.add(json(200, one + "id: 3\nevent: prog"));
        answers.add(json(503, ""));
        answers.add(json(200, """
                id: 2
                event: progress
                data: {"state": "running"}

                id: 3
                event: end
                data: {"at": "2024-01-01T00:00:00Z", "state": "succeeded"}

                """));
        List<FollowedEvent> seen = new ArrayList<>();
        client.follow(ID, 0, seen::add);
        assertThat(seen).extracting(FollowedEvent::number).containsExactly(1L, 2L, 3L);
        assertThat(seen).extracting(FollowedEvent::name).containsExactly("state", "progress", "end");
        assertThat(requests.get(2)).startsWith("GET /api/v1/jobs/j/events 2");
    }

    @Test
    void whatIsNoGatewayIsSaidToBeNone() {
        answers.add(json(200, "<html>router</html>"));
        assertThatThrownBy(() -> client.cluster())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("gateway");
        assertThatThrownBy(() -> ClientSettings.of(URI.create("localhost:8080")))
                .isInstanceOf(SpecException.class);
    }

    @Test
    void theTokenIsNeverShown() {
        assertThat(settings().withToken("secret-token").toString()).doesNotContain("secret-token");
    }
}
