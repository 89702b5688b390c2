package org.everycore.logbook.service;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Requests to one service. Secrets go by https alone (by http to this machine, for tests and tunnels), redirections are followed within https, answers are
 * bounded in size and time, and no message repeats an address, which may hold a password.
 */
final class ServiceHttp {
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_TEXT = 1 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final String service;
    private final Duration patience;
    private final HttpClient client;

    /** @param patience how long the whole of one answer may take */
    ServiceHttp(String service, URI server, Duration patience) {
        this.service = requireNonNull(service, "service is null");
        this.patience = requireNonNull(patience, "patience is null");
        String host = String.valueOf(server.getHost());
        boolean here = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
        if (!"https".equals(server.getScheme()) && !("http".equals(server.getScheme()) && here)) {
            throw ServiceException.refused(service + ": " + server.getScheme() + "://" + host
                    + " would carry the password in clear; use https");
        }
        client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static HttpRequest.Builder post(URI target, String contentType, byte[] body) {
        return HttpRequest.newBuilder(target)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    static HttpRequest.Builder postForm(URI target, Map<String, String> fields) {
        return post(target, "application/x-www-form-urlencoded", form(fields).getBytes(StandardCharsets.US_ASCII));
    }

    /** An answer's status and the beginning of its text. */
    record Answer(int status, String text) {}

    /** The answer as text, of which a megabyte is read. */
    Answer text(HttpRequest.Builder request) {
        return exchange(request, response -> {
            byte[] bytes = response.body().readNBytes(MOST_TEXT);
            return new Answer(response.statusCode(), new String(bytes, StandardCharsets.UTF_8));
        });
    }

    /** Writes the answer to a file, which has it whole when this returns. */
    void download(HttpRequest.Builder request, Path to) {
        exchange(request, response -> {
            if (response.statusCode() != 200) {
                throw ServiceException.refused(service + " answers with status " + response.statusCode() + ": "
                        + gist(new String(response.body().readNBytes(MOST_TEXT), StandardCharsets.UTF_8)));
            }
            long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            long copied = 0;
            byte[] buffer = new byte[1 << 16];
            try (OutputStream out = Files.newOutputStream(to)) {
                for (int n = response.body().read(buffer);
                        n >= 0;
                        n = response.body().read(buffer)) {
                    copied += n;
                    if (copied > MOST_BYTES) {
                        throw ServiceException.refused(service + " sends more than a gigabyte");
                    }
                    out.write(buffer, 0, n);
                }
            }
            if (length >= 0 && copied != length) {
                throw new IOException(copied + " of " + length + " bytes came");
            }
            return null;
        });
    }

    private interface Reading<T> {
        T read(HttpResponse<InputStream> response) throws IOException;
    }

    private <T> T exchange(HttpRequest.Builder request, Reading<T> reading) {
        HttpRequest built =
                request.header("User-Agent", "everycore").timeout(patience).build();
        CompletableFuture<HttpResponse<InputStream>> sent =
                client.sendAsync(built, HttpResponse.BodyHandlers.ofInputStream());
        CompletableFuture<T> read = sent.thenApplyAsync(response -> {
            try (InputStream body = response.body()) {
                requireNonNull(body, "no body");
                return reading.read(response);
            } catch (IOException e) {
                throw ServiceException.unreachable(service + " broke off: " + e.getMessage(), e);
            }
        });
        try {
            return read.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (!sent.cancel(true) && !sent.isCompletedExceptionally()) {
                close(sent.join().body());
            }
            throw tooSlow(e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw ServiceException.unreachable(service + ": interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ServiceException told) {
                throw told;
            }
            if (e.getCause() instanceof HttpTimeoutException
                    && !(e.getCause() instanceof HttpConnectTimeoutException)) {
                throw tooSlow(e);
            }
            throw ServiceException.unreachable(
                    service + " cannot be reached: " + e.getCause().getClass().getSimpleName()
                            + (e.getCause().getMessage() == null
                                    ? ""
                                    : ", " + e.getCause().getMessage()),
                    e);
        }
    }

    private ServiceException tooSlow(Exception e) {
        return ServiceException.unreachable(
                service + " did not answer within " + patience.toSeconds() + " s; try later, or with --timeout", e);
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            return; // it is given up anyway
        }
    }

    /** What a page or a text says, in one short line. */
    static String gist(String text) {
        String plain = text.replaceAll("(?is)<(script|style|head).*?</\\1>", " ")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\p{Cntrl}", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return plain.length() <= 160 ? plain : plain.substring(0, 160) + "...";
    }
}
