package org.everycore.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.everycore.jobs.Json;

/** Makes HTTP responses. */
final class Answers {
    private Answers() {}

    static HttpResponse json(int status, JsonNode body) {
        return bytes(status, body);
    }

    /** Any value that the mapper knows. */
    static HttpResponse value(int status, Object body) {
        return bytes(status, body);
    }

    static HttpResponse problem(HttpProblem problem) {
        HttpResponse response = json(problem.status(), problem.body());
        Optional<HttpHeader> hint = problem.status() == 401
                ? Optional.of(header("WWW-Authenticate", "Bearer realm=\"everycore\""))
                : problem.retryAfter()
                        .map(after -> header("Retry-After", Long.toString(Math.max(1, after.toSeconds()))));
        return hint.isPresent() ? response.addHeader(hint.get()) : response;
    }

    static HttpHeader header(String name, String value) {
        return RawHeader.create(name, value);
    }

    /** Headers on every answer. */
    static List<HttpHeader> common(boolean tls) {
        List<HttpHeader> headers = new ArrayList<>(List.of(
                header("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'"),
                header("X-Content-Type-Options", "nosniff"),
                header("X-Frame-Options", "DENY"),
                header("Referrer-Policy", "no-referrer"),
                header("Cache-Control", "no-store")));
        if (tls) {
            headers.add(header("Strict-Transport-Security", "max-age=31536000"));
        }
        return headers;
    }

    private static HttpResponse bytes(int status, Object body) {
        try {
            return HttpResponse.create()
                    .withStatus(status)
                    .withEntity(ContentTypes.APPLICATION_JSON, Json.mapper().writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an answer", e);
        }
    }
}
