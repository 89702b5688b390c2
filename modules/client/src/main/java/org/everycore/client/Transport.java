package org.everycore.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.api.Bodies;
import org.everycore.jobs.api.ErrorDocument;

/**
 * Sends requests, and sends them again: to the next server when one does not answer, later when it is busy. Every call of the
 * API may be repeated without harm. Waits double from 100 ms to 5 s, and are never shorter than the server asked for.
 */
final class Transport {
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final ClientSettings settings;
    private final HttpClient http;
    private volatile int current;
    private volatile boolean heard;

    Transport(ClientSettings settings) {
        this.settings = settings;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        settings.authority().ifPresent(file -> builder.sslContext(trusting(file)));
        this.http = builder.build();
    }

    /** An answer of status 200 to 299 to a request that may be repeated; anything else becomes an exception. */
    <T> HttpResponse<T> send(
            String path, UnaryOperator<HttpRequest.Builder> request, BodyHandler<T> body, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration wait = FIRST_WAIT;
        int refusals = 0;
        while (true) {
            Duration atLeast = Duration.ZERO;
            ClientException failure;
            try {
                HttpResponse<Answer<T>> response = http.send(built(path, request), answer(body));
                heard = true;
                if (response.statusCode() / 100 == 2) {
                    return new Good<>(response);
                }
                RefusedException refusal = refusal(response);
                if (!passing(response.statusCode())) {
                    throw refusal;
                }
                failure = response.statusCode() == 429
                        ? refusal
                        : new UnreachableException(refusal.getMessage(), refusal);
                atLeast = retryAfter(response);
            } catch (SSLException e) {
                throw new UnreachableException(
                        server() + " is not trusted: " + e.getMessage() + " (is the authority's certificate given?)",
                        e);
            } catch (IOException e) {
                boolean refused = e instanceof ConnectException && !(e instanceof HttpConnectTimeoutException);
                failure = refused
                        ? UnreachableException.refused(server(), e)
                        : new UnreachableException(
                                "no server answers at " + server() + ": "
                                        + (e.getMessage() == null ? e : e.getMessage()),
                                e);
                current = (current + 1) % settings.servers().size();
                refusals = refused ? refusals + 1 : 0;
                // Nothing listens at any of them, and nothing ever did: that is no moment's weakness, so it is said at
                // once.
                if (!heard && refusals >= settings.servers().size()) {
                    throw failure;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnreachableException("interrupted while waiting for " + server(), e);
            }
            Duration pause = atLeast.compareTo(wait) > 0 ? atLeast : jittered(wait);
            if (System.nanoTime() + pause.toNanos() > deadline) {
                throw failure;
            }
            sleep(pause);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
        }
    }

    /** The body of an answer. */
    <T> T read(String path, UnaryOperator<HttpRequest.Builder> request, Class<T> type) {
        byte[] body = send(path, request, BodyHandlers.ofByteArray(), settings.patience())
                .body();
        try {
            return Bodies.read(body, type);
        } catch (IOException e) {
            throw new RefusedException(
                    502,
                    "not_json",
                    null,
                    server() + " answers, but not like an everycore gateway: "
                            + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** The server that is asked at present. */
    URI server() {
        return settings.servers().get(current);
    }

    private HttpRequest built(String path, UnaryOperator<HttpRequest.Builder> request) {
        String base = server().toString();
        URI uri = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(settings.timeout());
        settings.token().ifPresent(token -> builder.header("Authorization", "Bearer " + token));
        return request.apply(builder).build();
    }

    private static boolean passing(int status) {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        try {
            return Duration.ofSeconds(Math.min(
                    60, response.headers().firstValueAsLong("Retry-After").orElse(0)));
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }

    private <T> RefusedException refusal(HttpResponse<Answer<T>> response) {
        String text = response.body().problem();
        try {
            ErrorDocument.Problem error = Bodies.read(text.getBytes(StandardCharsets.UTF_8), ErrorDocument.class)
                    .error();
            if (error != null && error.message() != null) {
                return new RefusedException(response.statusCode(), error.code(), error.field(), error.message());
            }
        } catch (IOException e) {
            // not in our words: falls through to the status alone
        }
        return new RefusedException(
                response.statusCode(), "status", null, server() + " answers with status " + response.statusCode());
    }

    /** Reads a good answer's body as asked for, and a bad one's as text. */
    private static <T> BodyHandler<Answer<T>> answer(BodyHandler<T> good) {
        return info -> info.statusCode() / 100 == 2
                ? HttpResponse.BodySubscribers.mapping(good.apply(info), body -> new Answer<>(body, null))
                : HttpResponse.BodySubscribers.mapping(
                        HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8),
                        text -> new Answer<>(null, text));
    }

    private record Answer<T>(T body, String problem) {}

    private static Duration jittered(Duration wait) {
        return Duration.ofNanos(wait.toNanos() / 2 + ThreadLocalRandom.current().nextLong(wait.toNanos() / 2 + 1));
    }

    static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted while waiting for a server", e);
        }
    }

    private static SSLContext trusting(Path authority) {
        try (InputStream in = Files.newInputStream(authority)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, trust.getTrustManagers(), new SecureRandom());
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new SpecException("authority", authority, "cannot be read as a certificate: " + e.getMessage());
        }
    }

    /** A response with its body unwrapped. */
    private record Good<T>(HttpResponse<Answer<T>> response) implements HttpResponse<T> {
        @Override
        public int statusCode() {
            return response.statusCode();
        }

        @Override
        public HttpRequest request() {
            return response.request();
        }

        @Override
        public java.util.Optional<HttpResponse<T>> previousResponse() {
            return java.util.Optional.empty();
        }

        @Override
        public java.net.http.HttpHeaders headers() {
            return response.headers();
        }

        @Override
        public T body() {
            return response.body().body();
        }

        @Override
        public java.util.Optional<javax.net.ssl.SSLSession> sslSession() {
            return response.sslSession();
        }

        @Override
        public URI uri() {
            return response.uri();
        }

        @Override
        public HttpClient.Version version() {
            return response.version();
        }
    }
}
