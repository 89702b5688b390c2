package org.everycore.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.everycore.cluster.security.LocalToken;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one stream of the pages and a node's own port, of a real node. */
@Tag("cluster")
@Timeout(120)
class PageStreamTest {
    @TempDir
    Path folder;

    private Config config() {
        return ConfigFactory.parseString("everycore {"
                + " node { port = 0, seed-nodes = [], roles = [supervisor, cpu, gateway], workers = 2, metrics.port = 0,"
                + " state-folder = \"" + folder.resolve("state") + "\", work-folder = \"" + folder.resolve("work")
                + "\" }\n store.url = \"jdbc:h2:file:" + folder.resolve("store/jobs") + "\""
                + "\n blobs.folder = \"" + folder.resolve("blobs") + "\""
                + "\n gateway { port = 0, shared-folders = [\"" + folder + "\"] } }\n"
                + "pekko { coordinated-shutdown { exit-jvm = off, run-by-actor-system-terminate = off },"
                + " jvm-exit-on-fatal-error = off, loglevel = WARNING }");
    }

    @Test
    void aSnapshotFirstThenWhatChangesAndMetricsOfWhatWasDone() throws Exception {
        Path input = Files.writeString(folder.resolve("input.txt"), "hello\n");
        try (NodeServer server =
                NodeServer.start(config(), KindRegistry.of(List.of(new LinesKind())), UnaryOperator.identity())) {
            String base = server.url().orElseThrow();
            String token =
                    LocalToken.find(folder.resolve("state"), URI.create(base)).orElseThrow();
            while (!server.ready()) {
                Thread.sleep(50);
            }
            try (BufferedReader stream = open(base + "/api/v1/events", token)) {
                JsonNode cluster =
                        next(stream, "cluster", state -> state.path("nodes").size() == 1);
                assertThat(cluster.path("nodes").get(0).path("workers").asInt()).isEqualTo(2);

                String job = "{\"kind\": \"test.lines\", \"jobId\": \"one\", \"spec\": {\"input\": \"" + input
                        + "\", \"times\": 30000}}";
                HttpURLConnection submit = connection(base + "/api/v1/jobs", token);
                submit.setRequestMethod("POST");
                submit.setDoOutput(true);
                submit.setRequestProperty("Content-Type", "application/json");
                submit.getOutputStream().write(job.getBytes(StandardCharsets.UTF_8));
                assertThat(submit.getResponseCode()).as(text(submit)).isEqualTo(202);

                JsonNode jobs = next(stream, "jobs", state -> state.path("jobs")
                        .path(0)
                        .path("state")
                        .asText()
                        .equals("succeeded"));
                assertThat(jobs.path("jobs").get(0).path("job").asText()).isEqualTo("one");
            }
            try (BufferedReader again = open(base + "/api/v1/events", token)) {
                JsonNode lanes = next(again, "lanes", state -> true);
                assertThat(lanes.path("lanes")).hasSize(2);
                assertThat(lanes.findValues("job")).isNotEmpty().allSatisfy(id -> assertThat(id.asText())
                        .isEqualTo("one"));
            }
            String own = "http://127.0.0.1:" + server.metricsPort().orElseThrow();
            String metrics = text(connection(own + "/metrics", ""));
            assertThat(metrics)
                    .contains("everycore_jobs_ended_seconds_count{kind=\"test.lines\",state=\"succeeded\"} 1")
                    .contains("everycore_jobs_ended_seconds_bucket")
                    .contains("everycore_jobs_waited_seconds_count{kind=\"test.lines\"} 1")
                    .contains("everycore_chunks_seconds_count{kind=\"test.lines\",outcome=\"done\"}")
                    .contains("everycore_store_seconds_count{call=\"submit\",outcome=\"good\"} 1")
                    .contains("jvm_gc_")
                    .contains("process_cpu_usage");
            assertThat(text(connection(own + "/ready", ""))).isEqualTo("{\"ready\":true}");
            assertThat(connection(own + "/api/v1/jobs", "").getResponseCode()).isEqualTo(404);
        }
    }

    private static HttpURLConnection connection(String url, String token) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        connection.setReadTimeout(60_000);
        if (!token.isEmpty()) {
            connection.setRequestProperty("Authorization", "Bearer " + token);
        }
        return connection;
    }

    private static String text(HttpURLConnection connection) throws IOException {
        var in = connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static BufferedReader open(String url, String token) throws IOException {
        HttpURLConnection connection = connection(url, token);
        connection.setRequestProperty("Accept", "text/event-stream");
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The first event of a name that is as wanted. */
    private static JsonNode next(BufferedReader stream, String name, Predicate<JsonNode> wanted) throws IOException {
        String event = "";
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.startsWith("event: ")) {
                event = line.substring(7);
            } else if (line.startsWith("data: ") && event.equals(name)) {
                JsonNode data = Json.mapper().readTree(line.substring(6));
                if (wanted.test(data)) {
                    return data;
                }
            }
        }
        throw new AssertionError("the stream ended before " + name);
    }
}
