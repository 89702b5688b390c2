package org.everycore.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that a gateway answers: method, path, and the scope that it takes. The OpenAPI document lists the same. */
enum Endpoint {
    SUBMIT("POST", "/api/v1/jobs", Scope.SUBMIT),
    LIST("GET", "/api/v1/jobs", Scope.READ),
    JOB("GET", "/api/v1/jobs/{id}", Scope.READ),
    EVENTS("GET", "/api/v1/jobs/{id}/events", Scope.READ),
    CHUNKS("GET", "/api/v1/jobs/{id}/chunks", Scope.READ),
    RESULT("GET", "/api/v1/jobs/{id}/result", Scope.READ),
    CANCEL("POST", "/api/v1/jobs/{id}/cancel", Scope.SUBMIT),
    PUT_BLOB("PUT", "/api/v1/blobs/{sha256}", Scope.SUBMIT),
    GET_BLOB("GET", "/api/v1/blobs/{sha256}", Scope.READ),
    KINDS("GET", "/api/v1/kinds", Scope.READ),
    KIND("GET", "/api/v1/kinds/{name}", Scope.READ),
    CLUSTER("GET", "/api/v1/cluster", Scope.READ),
    LANES("GET", "/api/v1/lanes", Scope.READ),
    STREAM("GET", "/api/v1/events", Scope.READ),
    DRAIN("POST", "/api/v1/cluster/nodes/{id}/drain", Scope.ADMIN),
    OPENAPI("GET", "/api/v1/openapi.json", null),
    METRICS("GET", "/metrics", Scope.READ),
    PAGE("GET", "/", null),
    PAGE_FILE("GET", "/pages/{file}", null),
    ENTER("GET", "/enter/{code}", null),
    ALIVE("GET", "/alive", null),
    READY("GET", "/ready", null);

    private final String method;
    private final String path;
    private final Scope scope;

    Endpoint(String method, String path, Scope scope) {
        this.method = method;
        this.path = path;
        this.scope = scope;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    /** Empty when anybody may ask. */
    Optional<Scope> scope() {
        return Optional.ofNullable(scope);
    }

    /** Whether a request path, cut into decoded segments, is this endpoint's. */
    boolean matches(List<String> asked) {
        List<String> segments = segments();
        if (path.equals("/")) {
            return asked.isEmpty() || asked.equals(List.of(""));
        }
        if (asked.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < asked.size(); i++) {
            if (!variable(segments.get(i)) && !segments.get(i).equals(asked.get(i))
                    || asked.get(i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The endpoints at a path, for any method. */
    static List<Endpoint> at(List<String> asked) {
        List<Endpoint> found = new ArrayList<>();
        for (Endpoint endpoint : values()) {
            if (endpoint.matches(asked)) {
                found.add(endpoint);
            }
        }
        return found;
    }

    /** The value that a request has for the path's only variable. */
    String variable(List<String> asked) {
        List<String> segments = segments();
        for (int i = 0; i < segments.size(); i++) {
            if (variable(segments.get(i))) {
                return asked.get(i);
            }
        }
        throw new IllegalStateException(path + " has no variable");
    }

    private List<String> segments() {
        return List.of(path.substring(1).split("/", -1));
    }

    private static boolean variable(String segment) {
        return segment.startsWith("{");
    }
}
