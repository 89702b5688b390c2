package org.everycore.gateway;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.everycore.cluster.security.LocalToken;

/**
 * The checks before anything else: is the server called by a name of its own (a page that points a foreign name at us is
 * not), does the page that calls belong here, and does the caller hold a token with the scope it takes.
 */
final class Guard {
    private static final String BEARER = "bearer ";
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");

    private final Set<String> hosts;
    private final boolean anyAddress;
    private final Set<String> origins;
    private final Optional<Tokens> tokens;
    private final Optional<Visits> visits;
    private final String tokenPlace;
    private final String scheme;

    Guard(GatewaySettings settings, Optional<Tokens> tokens, Optional<Visits> visits) {
        this.tokens = tokens;
        this.visits = visits;
        this.tokenPlace = settings.tokensFile().isPresent()
                ? ""
                : settings.localTokens()
                        .map(folder ->
                                "; the one of this gateway's user is in " + LocalToken.file(folder, settings.port()))
                        .orElse("");
        this.hosts = new HashSet<>(settings.hosts());
        hosts.addAll(List.of("localhost", "127.0.0.1", "[::1]", settings.host().toLowerCase(Locale.ROOT)));
        this.anyAddress = !settings.loopback();
        this.origins = settings.origins();
        this.scheme = settings.tls().isPresent() ? "https" : "http";
    }

    /**
     * Who asks; empty when no token was needed.
     *
     * @throws HttpProblem when the request must not be answered
     */
    Optional<Tokens.Bearer> admit(HttpRequest request, Endpoint endpoint) {
        String host = header(request, "host")
                .orElseThrow(() -> new HttpProblem(400, "no_host", "Host", "the request names no host"));
        if (!knownHost(host)) {
            throw new HttpProblem(
                    421,
                    "wrong_host",
                    "Host",
                    "this server is not called " + shown(host) + "; see everycore.gateway.hosts");
        }
        Optional<String> origin = header(request, "origin");
        if (origin.isPresent() && !origin.get().equals(scheme + "://" + host) && !origins.contains(origin.get())) {
            throw new HttpProblem(
                    403,
                    "wrong_origin",
                    "Origin",
                    "pages of " + shown(origin.get()) + " may not call this server; see everycore.gateway.origins");
        }
        if (tokens.isEmpty() || endpoint.scope().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(bearer(request, endpoint.scope().get()));
    }

    private Tokens.Bearer bearer(HttpRequest request, Scope needed) {
        String authorization = header(request, "authorization").orElse("");
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return visitor(request)
                    .orElseThrow(() -> new HttpProblem(
                            401,
                            "no_token",
                            "Authorization",
                            "a token is needed: Authorization: Bearer TOKEN" + tokenPlace));
        }
        Tokens.Bearer bearer = tokens.orElseThrow()
                .bearer(authorization.substring(BEARER.length()).strip())
                .orElseThrow(() -> new HttpProblem(401, "unknown_token", "Authorization", "the token is not known"));
        if (!bearer.scopes().contains(needed)) {
            throw new HttpProblem(
                    403,
                    "scope",
                    "Authorization",
                    "the token of " + bearer.name() + " lacks the scope " + needed.label());
        }
        return bearer;
    }

    /**
     * The user whose browser asks. A browser sends its cookies with what a page of another server makes it send, so what changes
     * something must come from a page of this one; that the origin named is a good one was seen before.
     */
    private Optional<Tokens.Bearer> visitor(HttpRequest request) {
        boolean looks = request.method().isSafe();
        if (visits.isEmpty() || !looks && header(request, "origin").isEmpty()) {
            return Optional.empty();
        }
        return header(request, "cookie").flatMap(visits.get()::visitor);
    }

    /** Takes a link that is used once. */
    HttpResponse enter(String code) {
        String cookie = visits.flatMap(open -> open.enter(code, scheme.equals("https")))
                .orElseThrow(() -> new HttpProblem(
                        404,
                        "used_link",
                        null,
                        "this link was used, or is none; a gateway prints a new one when it starts"));
        return HttpResponse.create()
                .withStatus(303)
                .addHeader(Location.create("/"))
                .addHeader(Answers.header("Set-Cookie", cookie));
    }

    private boolean knownHost(String header) {
        String host = header.toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        if (colon > host.lastIndexOf(']')) {
            host = host.substring(0, colon);
        }
        return hosts.contains(host) || anyAddress && ADDRESS.matcher(host).matches();
    }

    /** Where a request came from, for the log. */
    static String remote(HttpRequest request) {
        return request.getAttribute(org.apache.pekko.http.javadsl.model.AttributeKeys.remoteAddress)
                .flatMap(address -> address.getAddress())
                .map(address -> new InetSocketAddress(address, 0).getAddress().getHostAddress())
                .orElse("unknown");
    }

    static Optional<String> header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }

    private static String shown(String value) {
        String text = value.replaceAll("\\p{Cntrl}", "?");
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }
}
