package org.everycore.logbook.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DigestWriterTest {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger under = new AtomicInteger();
    private final AtomicInteger mostUnder = new AtomicInteger();
    private final Map<String, String> seen = new ConcurrentHashMap<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile int failures;
    private volatile boolean hang;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        int call = calls.incrementAndGet();
        mostUnder.accumulateAndGet(under.incrementAndGet(), Math::max);
        JsonNode request = Json.mapper().readTree(exchange.getRequestBody());
        seen.put("authorization", exchange.getRequestHeaders().getFirst("Authorization"));
        seen.put("model", request.path("model").asText());
        try {
            if (hang) {
                released.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String user = request.path("messages").path(1).path("content").asText();
        String station = user.lines().skip(1).findFirst().orElse("?").split(":")[0];
        byte[] body = call <= failures
                ? "{\"error\":{\"message\":\"overloaded\"}}".getBytes(StandardCharsets.UTF_8)
                : ("{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                                + "\"message\":{\"role\":\"assistant\",\"content\":\"Digest of " + station
                                + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":100,"
                                + "\"completion_tokens\":50,\"total_tokens\":150}}")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        under.decrementAndGet();
        exchange.sendResponseHeaders(call <= failures ? 503 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private ModelOptions options() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
        return ModelOptions.of(url, "secret-key", "m");
    }

    private static DigestFacts facts(String name) {
        return new DigestFacts(
                name,
                20200101,
                20200130,
                5000,
                3,
                Map.of("20m", 3L),
                Map.of("CW", 3L),
                List.of("JAPAN"),
                List.of("JA1AA"),
                List.of(new Goal("DXCC", 110, 95, 100)),
                List.of("DXCC: need 5 more"));
    }

    @Test
    void asksTheModelAndKeepsTheOrder() {
        List<DigestFacts> all =
                IntStream.range(0, 12).mapToObj(i -> facts("LOG" + i)).toList();
        List<Digest> digests =
                new DigestWriter(Optional.of(options().withParallel(3))).write(all, ChunkContext.detached());
        assertThat(digests)
                .extracting(Digest::text)
                .isEqualTo(IntStream.range(0, 12)
                        .mapToObj(i -> "Digest of LOG" + i + "\n")
                        .toList());
        assertThat(digests).extracting(Digest::author).containsOnly("m");
        assertThat(seen).containsEntry("authorization", "Bearer secret-key").containsEntry("model", "m");
        assertThat(mostUnder.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void triesAgainAfterAFailure() {
        failures = 1;
        Digest digest = new DigestWriter(Optional.of(options()))
                .write(List.of(facts("A")), ChunkContext.detached())
                .get(0);
        assertThat(digest.author()).isEqualTo("m");
        assertThat(calls.get()).isEqualTo(2);
    }

    @Test
    void writesItselfWhenTheModelFailsAndSaysSo() {
        failures = 100;
        Digest digest = new DigestWriter(Optional.of(options().withTimeout(Duration.ofSeconds(5), 0)))
                .write(List.of(facts("A")), ChunkContext.detached())
                .get(0);
        assertThat(digest.author()).isEqualTo(Digest.LOCAL);
        assertThat(digest.note()).contains("m failed").contains("local text");
        assertThat(digest.note()).doesNotContain("secret-key");
        assertThat(digest.text()).contains("DXCC: 95 of 100 confirmed, 110 worked: close, 5 more to go.");
    }

    @Test
    void waitsNoLongerThanItsTimeout() {
        hang = true;
        Digest digest = new DigestWriter(Optional.of(options().withTimeout(Duration.ofMillis(300), 0)))
                .write(List.of(facts("A")), ChunkContext.detached())
                .get(0);
        assertThat(digest.author()).isEqualTo(Digest.LOCAL);
        assertThat(digest.note()).contains("local text");
    }

    @Test
    void theCostCapHolds() {
        double one = options().cost(Prompt.tokens(Prompt.of(facts("A"))), 600);
        ModelOptions tight = options().withParallel(1).withCostCap(one * 1.5);
        List<Digest> digests = new DigestWriter(Optional.of(tight))
                .write(IntStream.range(0, 40).mapToObj(i -> facts("A")).toList(), ChunkContext.detached());
        long asked = digests.stream().filter(d -> d.author().equals("m")).count();
        assertThat(asked).isBetween(1L, 20L).isEqualTo(calls.get());
        assertThat(asked * options().cost(100, 50)).isLessThanOrEqualTo(one * 1.5);
        assertThat(digests.get(39).note()).contains("cost cap");
        assertThat(new DigestWriter(Optional.of(options().withCostCap(0)))
                        .write(List.of(facts("A")), ChunkContext.detached())
                        .get(0)
                        .author())
                .isEqualTo(Digest.LOCAL);
    }

    @Test
    void withoutAModelTheTextIsLocal() {
        Digest digest = new DigestWriter(Optional.empty())
                .write(List.of(facts("DL1ABC")), ChunkContext.detached())
                .get(0);
        assertThat(digest.note()).isEmpty();
        assertThat(digest.text())
                .startsWith("DL1ABC: 5000 QSOs in all, 3 from 2020-01-01 to 2020-01-30.\n")
                .contains("Bands: 20m 3.")
                .contains("New entities (1): JAPAN.")
                .contains("- DXCC: need 5 more");
    }

    @Test
    void aCancelEndsTheWaitAtOnce() {
        hang = true;
        AtomicInteger asked = new AtomicInteger();
        ChunkContext cancelled = new ChunkContext(() -> asked.incrementAndGet() > 3, new AtomicLong());

        assertThatThrownBy(() -> new DigestWriter(Optional.of(options())).write(List.of(facts("A")), cancelled))
                .isInstanceOf(CancellationException.class);
        assertThat(asked.get()).isEqualTo(4);
    }

    @Test
    void theKeyIsNeverShown() {
        assertThat(options().toString()).doesNotContain("key").contains("http://127.0.0.1");
    }
}
