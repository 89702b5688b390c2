package org.everycore.cluster.blob;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.SSLContext;

/**
 * The blobs of a cluster as a node sees them that shares no folder with the others: fetched from the gateways into a folder
 * of its own, and sent to them when they are made here. A blob is fetched once, however many workers ask at the same time.
 */
public final class HttpBlobStore implements BlobStore {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    /** Transfers slower than a megabyte a second may run into their time limit. */
    private static final long SLOWEST = 1 << 20;
    /** What was used within this time is not thrown out to make room. */
    private static final Duration IN_USE = Duration.ofHours(1);

    private final DirectoryBlobStore cache;
    private final List<URI> gateways;
    private final Tokens tokens;
    private final HttpClient http;
    private final ConcurrentMap<String, Object> fetching = new ConcurrentHashMap<>();

    /** The token for a gateway, looked up at each call: a gateway may make its own after this node has started. */
    @FunctionalInterface
    public interface Tokens {
        Optional<String> of(URI gateway) throws IOException;
    }

    /**
     * @param cache this node's own folder; its limit bounds what is kept
     * @param gateways bases of URLs, asked in this order
     * @param tokens what each gateway knows this node by, with the scopes read and submit
     * @param tls whom to trust; empty for the platform's list
     */
    public HttpBlobStore(DirectoryBlobStore cache, List<URI> gateways, Tokens tokens, Optional<SSLContext> tls) {
        this.cache = Objects.requireNonNull(cache, "cache is null");
        this.gateways = List.copyOf(gateways);
        this.tokens = Objects.requireNonNull(tokens, "tokens is null");
        if (gateways.isEmpty()) {
            throw new IllegalArgumentException("gateways is empty");
        }
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        tls.ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    @Override
    public BlobWriter begin() throws IOException {
        return new Sending(cache.begin());
    }

    @Override
    public Optional<Blob> find(String sha256) throws IOException {
        Optional<Blob> here = cache.find(sha256);
        if (here.isPresent()) {
            return here;
        }
        HttpResponse<Void> answer =
                ask(sha256, request -> request.method("HEAD", BodyPublishers.noBody()), BodyHandlers.discarding());
        return answer.statusCode() == 200
                ? Optional.of(new Blob(
                        sha256,
                        answer.headers().firstValueAsLong("Content-Length").orElse(0)))
                : Optional.empty();
    }

    @Override
    public Path file(String sha256) throws IOException {
        Object turn = fetching.computeIfAbsent(Blob.requireName(sha256), name -> new Object());
        try {
            synchronized (turn) {
                if (cache.find(sha256).isEmpty()) {
                    fetch(sha256);
                }
                return cache.file(sha256);
            }
        } finally {
            fetching.remove(sha256, turn);
        }
    }

    /** Clears this node's own folder; what the cluster keeps is not touched. */
    @Override
    public long retain(Set<String> named, Instant storedBefore) throws IOException {
        return cache.retain(named, storedBefore);
    }

    private void fetch(String sha256) throws IOException {
        try {
            receive(sha256);
        } catch (BlobException e) {
            if (e.reason() != BlobException.Reason.FULL) {
                throw e;
            }
            cache.retain(Set.of(), Instant.now().minus(IN_USE));
            receive(sha256);
        }
    }

    private void receive(String sha256) throws IOException {
        HttpResponse<InputStream> answer = ask(sha256, HttpRequest.Builder::GET, BodyHandlers.ofInputStream());
        try (InputStream in = answer.body();
                BlobWriter writer = cache.begin()) {
            if (answer.statusCode() != 200) {
                throw new BlobException(
                        answer.statusCode() == 404 ? BlobException.Reason.NOT_FOUND : BlobException.Reason.DAMAGED,
                        "blob " + sha256 + " cannot be had from " + answer.uri() + ": status " + answer.statusCode());
            }
            in.transferTo(writer);
            writer.commit(sha256);
        }
    }

    private void send(Blob blob) throws IOException {
        Path file = cache.file(blob.sha256());
        Duration limit = ANSWER.plusSeconds(blob.length() / SLOWEST);
        HttpResponse<String> answer = ask(
                blob.sha256(),
                request -> request.timeout(limit).PUT(BodyPublishers.ofFile(file)),
                BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("blob " + blob.sha256() + " was not taken by " + answer.uri() + ": status "
                    + answer.statusCode() + " " + answer.body());
        }
    }

    /** The first answer that a gateway gives. */
    private <T> HttpResponse<T> ask(String sha256, Asking asking, HttpResponse.BodyHandler<T> body) throws IOException {
        IOException last = null;
        for (URI gateway : gateways) {
            try {
                HttpRequest.Builder request = HttpRequest.newBuilder(
                                URI.create(gateway.toString().replaceAll("/$", "") + "/api/v1/blobs/" + sha256))
                        .timeout(ANSWER);
                tokens.of(gateway).ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
                HttpResponse<T> answer = http.send(asking.of(request).build(), body);
                if (answer.statusCode() < 500) {
                    return answer;
                }
                last = new IOException(gateway + " answers with status " + answer.statusCode());
            } catch (IOException e) {
                last = new IOException(gateway + " does not answer: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while a blob was fetched", e);
            }
        }
        throw last;
    }

    @FunctionalInterface
    private interface Asking {
        HttpRequest.Builder of(HttpRequest.Builder request) throws IOException;
    }

    /** Writes here, and on commit there. */
    private final class Sending extends BlobWriter {
        private final BlobWriter here;

        Sending(BlobWriter here) {
            this.here = here;
        }

        @Override
        public void write(int b) throws IOException {
            here.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            here.write(bytes, offset, length);
        }

        @Override
        public Blob commit(String expected) throws IOException {
            Blob blob = here.commit(expected);
            send(blob);
            return blob;
        }

        @Override
        public void close() throws IOException {
            here.close();
        }
    }
}
