package org.everycore.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
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

    /** A body of the API. */
    static HttpResponse json(int status, Object body) {
        return json(status, bytes(body));
    }

    /** A body that is written already. */
    static HttpResponse json(int status, byte[] body) {
        return HttpResponse.create().withStatus(status).withEntity(ContentTypes.APPLICATION_JSON, body);
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

    /** A body as one line. */
    static String text(Object body) {
        return new String(bytes(body), StandardCharsets.UTF_8);
    }

    static byte[] bytes(Object body) {
        try {
            return Json.mapper().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an answer", e);
        }
    }
}
