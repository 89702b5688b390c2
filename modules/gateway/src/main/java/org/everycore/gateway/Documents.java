package org.everycore.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.api.ApiSchemas;
import org.everycore.jobs.api.KindDocument;
import org.everycore.jobs.api.KindsDocument;

/** The answers that are the same for every request, each made when it is first asked for: the kinds, the API's own document. */
final class Documents {
    private static final String KINDS = "kinds";
    private static final String OPENAPI = "openapi";

    private final KindRegistry kinds;
    private final Map<String, KindDocument> kind = new ConcurrentHashMap<>();
    private final Map<String, byte[]> written = new ConcurrentHashMap<>();

    Documents(KindRegistry kinds) {
        this.kinds = kinds;
    }

    KindDocument kind(String name) {
        return kind(kinds.get(name));
    }

    byte[] kinds() {
        return written.computeIfAbsent(KINDS, key -> {
            List<KindDocument> all = new ArrayList<>();
            kinds.all().forEach(each -> all.add(kind(each)));
            return Answers.bytes(new KindsDocument(all));
        });
    }

    /** Paths as they are written by hand, schemas as the records of the bodies say. */
    byte[] openApi() {
        return written.computeIfAbsent(OPENAPI, key -> {
            try (InputStream in = Documents.class.getResourceAsStream("openapi.json")) {
                JsonNode document = Json.mapper().readTree(in);
                ObjectNode components = (ObjectNode) document.get("components");
                components.withObject("schemas").setAll(ApiSchemas.all());
                return Answers.bytes(document);
            } catch (IOException e) {
                throw new UncheckedIOException("openapi.json cannot be read", e);
            }
        });
    }

    private KindDocument kind(JobKind<?, ?> named) {
        return kind.computeIfAbsent(named.name(), name -> KindDocument.of(named));
    }
}
