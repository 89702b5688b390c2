package org.everycore.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.everycore.cluster.security.LocalToken;

/**
 * Browsers of the user who started a gateway: a link that can be used once gives a browser a secret of its own, which it shows as
 * a cookie. Both live as long as the gateway. The token itself never reaches a browser, which would show its cookies to other
 * servers of the same machine too.
 */
final class Visits {
    private static final int MOST = 16;

    private final Tokens.Bearer user;
    private final String cookie;
    private final Deque<String> secrets = new ArrayDeque<>();
    private String code = LocalToken.random();

    /** @param name tells the cookies of several gateways of one machine apart */
    Visits(Tokens.Bearer user, String name) {
        this.user = user;
        this.cookie = "everycore-" + name;
    }

    /** The path of the link. */
    synchronized String link() {
        return "/enter/" + code;
    }

    /** The cookie for who comes by the link; empty when it is not the link, or was used. */
    synchronized Optional<String> enter(String shown, boolean tls) {
        if (code.isEmpty() || !same(code, shown)) {
            return Optional.empty();
        }
        code = "";
        String secret = LocalToken.random();
        secrets.addFirst(secret);
        if (secrets.size() > MOST) {
            secrets.removeLast();
        }
        return Optional.of(cookie + "=" + secret + "; Path=/; HttpOnly; SameSite=Strict" + (tls ? "; Secure" : ""));
    }

    /** Whose browser shows these cookies, by the header of that name. */
    synchronized Optional<Tokens.Bearer> visitor(String header) {
        for (String pair : header.split(";", -1)) {
            String[] parts = pair.strip().split("=", 2);
            if (parts.length == 2
                    && parts[0].equals(cookie)
                    && secrets.stream().anyMatch(secret -> same(secret, parts[1]))) {
                return Optional.of(user);
            }
        }
        return Optional.empty();
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
