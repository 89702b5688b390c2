package org.everycore.acceptance.harness;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.everycore.acceptance.faults.FaultKind;
import org.everycore.cluster.security.TlsMaterial;

/** Submissions as a client makes them that does not wait when it is told to: plain HTTP requests, many at once. */
public final class Burst {
    public static final long SEED = 77;

    private final HttpClient http;
    private final URI jobs;
    private final String token;

    /** What came back. */
    public record Answers(Map<Integer, Integer> counts, List<String> accepted, long slowestMillis) {}

    public Burst(RealCluster cluster) throws Exception {
        SSLContext context = TlsMaterial.load(
                        cluster.keys().resolve("node.p12"),
                        cluster.keys().resolve("truststore.p12"),
                        cluster.keys().resolve("password"))
                .clientContext();
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .build();
        jobs = cluster.servers().get(0).resolve("/api/v1/jobs");
        token = cluster.token();
    }

    /** The status that a submission is answered with. */
    public int submit(String id, String bearer) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(jobs)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"kind\": \"" + FaultKind.NAME + "\", \"jobId\": \"" + id
                        + "\", \"seed\": " + SEED + ", \"spec\": {\"blocks\": 1}}"));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    public Answers submitMany(int count, int atOnce) throws Exception {
        Map<Integer, Integer> counts = Collections.synchronizedMap(new TreeMap<>());
        List<String> accepted = Collections.synchronizedList(new ArrayList<>());
        long[] slowest = new long[1];
        ExecutorService clients = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String id = "burst-" + i;
                all.add(clients.submit(() -> {
                    long begun = System.nanoTime();
                    int status = submit(id, token);
                    counts.merge(status, 1, Integer::sum);
                    if (status == 202) {
                        accepted.add(id);
                    }
                    synchronized (slowest) {
                        slowest[0] = Math.max(slowest[0], (System.nanoTime() - begun) / 1_000_000);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
        return new Answers(counts, accepted, slowest[0]);
    }
}
